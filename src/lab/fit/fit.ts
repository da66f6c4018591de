/**
 * Everything that a table of comparisons says: scores by three estimators, their errors and reliability, misfit of
 * items and judges, position effect, and whether the net holds together. The library call behind `cjsim fit`.
 */
import * as z from 'zod';
import { fitMap, type MapFit, PRIOR_SD } from '../../cj/scoring/map-fit.js';
import { winsOf } from '../../cj/scoring/wins-of.js';
import { checkOptions } from '../../input/check-options.js';
import { type CorrectedSsr, correctedSsr } from './adaptive-correction.js';
import { type ComparisonTable, checkTable, netOf } from './comparison-table.js';
import { type Connectivity, connectivity } from './connectivity.js';
import { ESTIMATORS, type Estimator, type EstimatorFit, estimatorFit } from './estimator-fit.js';
import { type PositionEffect, positionEffect } from './position-effect.js';
import { PAIRING_NAMES, type PairingName } from './simulate-waves.js';
import { type SplitHalves, splitHalves } from './split-half.js';

/** How the pairs were chosen: under an adaptive design SSR and split-half can be too high. */
export const DESIGNS = ['fixed', 'adaptive', 'unknown'] as const;
export type Design = (typeof DESIGNS)[number];

export interface FitOptions {
  /** Which estimators to run; default: all. */
  readonly estimators?: readonly Estimator[];
  /** `own` (default): each item's own information, as sirt; `full`: with covariances. Of `btm` only. */
  readonly se?: 'own' | 'full';
  /** Of `map` and of the position effect: 0.1 to 20 logits; default: empirical Bayes. */
  readonly priorSd?: number;
  /** Default `unknown`. */
  readonly design?: Design;
  /** Of an adaptive design: the rule that chose the pairs, for the correction of SSR; default `optimal_graph`. */
  readonly pairing?: PairingName;
  /** Of the divisions into halves, and of the sessions behind `correctedSsr`; default '1'. */
  readonly seed?: string;
  /** Whether `splitHalves` is computed; default true. */
  readonly splitHalf?: boolean;
}

const OPTIONS = {
  estimators: z.array(z.enum(ESTIMATORS)).min(1).optional(),
  se: z.enum(['own', 'full']).optional(),
  priorSd: z.number().min(PRIOR_SD.least).max(PRIOR_SD.most).optional(),
  design: z.enum(DESIGNS).optional(),
  pairing: z.enum(PAIRING_NAMES).optional(),
  seed: z.string().optional(),
  splitHalf: z.boolean().optional(),
};

export interface Fit {
  readonly table: ComparisonTable;
  /** Comparisons of each item, in the order of `table.items`. */
  readonly n: Float64Array;
  readonly wins: Float64Array;
  readonly design: Design;
  /** What the SSR of an adaptive design stands for; null for other designs and without an SSR. */
  readonly correctedSsr: CorrectedSsr | null;
  /** Those that were asked for; `map` stands in where none of them has a finite scale. */
  readonly fits: ReadonlyMap<Estimator, EstimatorFit>;
  readonly connectivity: Connectivity;
  readonly splitHalves: SplitHalves | null;
  readonly positionEffect: PositionEffect | null;
  /** Of `map` and of the position effect (logits). */
  readonly prior: Pick<MapFit, 'priorSd' | 'priorFrom' | 'priorAtLimit'>;
}

/**
 * A table without a decision gives fits without abilities (all 0, infinite SE). Throws a UserError for what is no table,
 * and for an option that is wrong.
 */
export function fit(table: ComparisonTable, options: FitOptions = {}): Fit {
  checkTable('fit()', table);
  checkOptions('fit()', OPTIONS, options);
  const { estimators = ESTIMATORS, design = 'unknown', seed = '1', splitHalf = true, se = 'own' } = options;
  const net = netOf(table);
  const map = fitMap(net, options.priorSd);
  const by = (estimator: Estimator) => estimatorFit(estimator, { table, net, map, se });
  const fits = new Map(estimators.map((estimator) => [estimator, by(estimator)]));
  if (![...fits.values()].some(({ hasScale }) => hasScale)) fits.set('map', by('map'));
  // Simulated sessions are scored with own standard errors, and so is what they are compared with.
  const ssr = fits.get('btm')?.ownSsr ?? null;
  return {
    table,
    n: net.countOf,
    wins: winsOf(net),
    design,
    correctedSsr:
      design !== 'adaptive' || ssr === null
        ? null
        : correctedSsr({
            ssr,
            items: net.countOf.filter((count) => count > 0).length,
            comparisons: net.comparisonCount,
            strategy: options.pairing ?? 'optimal_graph',
            seed,
          }),
    fits,
    connectivity: connectivity(net, table.uncompared),
    splitHalves: splitHalf ? splitHalves(table, map.theta, seed) : null,
    positionEffect: positionEffect(table, net, map),
    prior: { priorSd: map.priorSd, priorFrom: map.priorFrom, priorAtLimit: map.priorAtLimit },
  };
}
