/**
 * Everything that a table of comparisons says: scores by three estimators, their errors and reliability, misfit of
 * items and judges, position effect, and whether the net holds together. The library call behind `cjsim fit`.
 */
import { fitBradleyTerry } from '../../cj/scoring/bradley-terry.js';
import { fitMap } from '../../cj/scoring/map-fit.js';
import { greatestId } from '../../cj/scoring/se-reference.js';
import { standardErrors } from '../../cj/scoring/standard-errors.js';
import { winsOf } from '../../cj/scoring/wins-of.js';
import { type CorrectedSsr, correctedSsr } from './adaptive-correction.js';
import { fitBtm } from './btm.js';
import { type ComparisonTable, netOf } from './comparison-table.js';
import { type Connectivity, connectivity } from './connectivity.js';
import { fullStandardErrors } from './full-standard-errors.js';
import { type Misfit, misfits } from './misfit.js';
import { type PositionEffect, positionEffect } from './position-effect.js';
import { type Reliability, reliability } from './reliability.js';
import type { PairingName } from './simulate-waves.js';
import { type SplitHalves, splitHalves } from './split-half.js';

export const ESTIMATORS = ['service', 'btm', 'map'] as const;
export type Estimator = (typeof ESTIMATORS)[number];

/** How the pairs were chosen: an adaptive design makes SSR and split-half too high. */
export const DESIGNS = ['fixed', 'adaptive', 'unknown'] as const;
export type Design = (typeof DESIGNS)[number];

export interface FitOptions {
  /** Which estimators to run; default: all. */
  readonly estimators?: readonly Estimator[];
  /** `own`: each item's own information, as sirt; `full`: with covariances. Of `btm` only. */
  readonly se?: 'own' | 'full';
  /** Logits; default: empirical Bayes. */
  readonly priorSd?: number;
  readonly design?: Design;
  /** Of an adaptive design: the rule that chose the pairs, for the correction of SSR; default `optimal_graph`. */
  readonly pairing?: PairingName;
  /** Of the divisions into halves. */
  readonly seed?: string;
  readonly splitHalf?: boolean;
}

export interface EstimatorFit {
  readonly estimator: Estimator;
  /** Logits, in the order of the items. */
  readonly theta: Float64Array;
  readonly se: Float64Array;
  readonly misfit: readonly Misfit[];
  readonly judgeMisfit: readonly Misfit[];
  /**
   * Of `btm`, where it has a finite scale. null for the service, whose SE is that of a difference from a reference
   * essay, capped, on shrunk scores, and for `map`, whose scores are shrunk.
   */
  readonly reliability: Reliability | null;
  /** What the reader must know about it. */
  readonly notes: readonly string[];
}

export interface Fit {
  readonly table: ComparisonTable;
  readonly n: Float64Array;
  readonly wins: Float64Array;
  readonly design: Design;
  /** What the SSR of an adaptive design stands for; null for other designs and without an SSR. */
  readonly correctedSsr: CorrectedSsr | null;
  readonly fits: ReadonlyMap<Estimator, EstimatorFit>;
  readonly connectivity: Connectivity;
  readonly splitHalves: SplitHalves | null;
  readonly positionEffect: PositionEffect | null;
}

/** A table without a decision gives fits without abilities (all 0, infinite SE). */
export function fit(table: ComparisonTable, options: FitOptions = {}): Fit {
  const { estimators = ESTIMATORS, design = 'unknown', seed = '1', splitHalf = true } = options;
  const net = netOf(table);
  const map = fitMap(net, options.priorSd);
  const scales: Readonly<Record<Estimator, () => Scale>> = {
    btm: () => {
      const { theta, se, converged } = fitBtm(net);
      const notes = converged
        ? []
        : ['the net is too one-sided for a finite scale: neither its scores nor an SSR mean anything'];
      const errors = options.se === 'full' && converged ? fullStandardErrors(net, theta) : se;
      return { theta, se: errors, notes, reliability: converged ? reliability(theta, errors) : null };
    },
    service: () => {
      const scored = fitBradleyTerry(net);
      const theta = scored.kind === 'fitted' ? scored.scores : new Float64Array(table.items.length);
      const reference = greatestId(table.items.map((id) => ({ id, is_anchor: false })));
      const se = standardErrors(net, theta, reference, { isolatedAtCap: true });
      const note = `regularised with α = 0.01 per pair; SE of the difference from ${table.items[reference] ?? ''}, at most 2.0`;
      return { theta, se, notes: [note], reliability: null };
    },
    map: () => {
      const from = map.priorFrom === 'given' ? 'given' : 'empirical Bayes';
      return {
        theta: map.theta,
        se: map.se,
        notes: [`normal prior of SD ${map.priorSd.toFixed(3)} logits (${from})`],
        reliability: null,
      };
    },
  };
  const fits = new Map(
    estimators.map((estimator): [Estimator, EstimatorFit] => {
      const { theta, se, notes, reliability } = scales[estimator]();
      const { items, judges } = misfits(table, theta);
      return [estimator, { estimator, theta, se, misfit: items, judgeMisfit: judges, reliability, notes }];
    }),
  );
  const ssr = fits.get('btm')?.reliability?.ssr ?? null;
  const compared = net.countOf.filter((count) => count > 0).length;
  const { pairing = 'optimal_graph' } = options;
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
            items: compared,
            comparisons: net.comparisonCount,
            strategy: pairing,
            seed,
          }),
    fits,
    connectivity: connectivity(net, table.uncompared),
    splitHalves: splitHalf ? splitHalves(table, map.theta, seed) : null,
    positionEffect: positionEffect(table, net, map.priorSd),
  };
}

interface Scale {
  readonly theta: Float64Array;
  readonly se: Float64Array;
  readonly notes: readonly string[];
  readonly reliability: Reliability | null;
}
