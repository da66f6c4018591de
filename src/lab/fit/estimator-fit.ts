/** The scores of a table of comparisons by one estimator, with their errors, misfit and what must be known of them. */
import { fitBradleyTerry } from '../../cj/scoring/bradley-terry.js';
import type { ComparisonNet } from '../../cj/scoring/comparison-net.js';
import { EXACT_VARIANCE_ITEMS, type MapFit } from '../../cj/scoring/map-fit.js';
import { greatestId } from '../../cj/scoring/se-reference.js';
import { standardErrors } from '../../cj/scoring/standard-errors.js';
import type { EssayId } from '../../cj/words.js';
import { fitBtm } from './btm.js';
import type { ComparisonTable } from './comparison-table.js';
import { fullStandardErrors } from './full-standard-errors.js';
import { type Misfit, misfits } from './misfit.js';
import { type Reliability, reliability } from './reliability.js';

export const ESTIMATORS = ['service', 'btm', 'map'] as const;
export type Estimator = (typeof ESTIMATORS)[number];

export interface EstimatorFit {
  readonly estimator: Estimator;
  /** false: the net is too one-sided for a finite scale; abilities and errors are then NaN. Of `btm` only. */
  readonly hasScale: boolean;
  /** Logits, in the order of the items. */
  readonly theta: Float64Array;
  /** Standard errors, in logits. */
  readonly se: Float64Array;
  readonly misfit: readonly Misfit[];
  readonly judgeMisfit: readonly Misfit[];
  /**
   * Of `btm`, where it has a finite scale. null for the service, whose SE is that of a difference from a reference
   * essay, capped, on shrunk scores, and for `map`, whose scores are shrunk.
   */
  readonly reliability: Reliability | null;
  /** Of `btm`: which standard errors `se` and `reliability` are made of. */
  readonly standardErrors: 'own' | 'full' | null;
  /** Of `btm`: the SSR with own standard errors, whichever `reliability` is made of. */
  readonly ownSsr: number | null;
  /** Of `service`: the item from which its standard errors are told, as a note says. */
  readonly reference: string | null;
  /** What the reader must know about it. */
  readonly notes: readonly string[];
}

export interface EstimatorInput {
  readonly table: ComparisonTable;
  readonly net: ComparisonNet;
  readonly map: MapFit;
  readonly se: 'own' | 'full';
}

type Scale = Omit<EstimatorFit, 'estimator' | 'misfit' | 'judgeMisfit'>;

export function estimatorFit(estimator: Estimator, input: EstimatorInput): EstimatorFit {
  const scale = SCALES[estimator](input);
  const { items, judges } = misfits(input.table, scale.theta);
  return { estimator, ...scale, misfit: items, judgeMisfit: judges };
}

/** The estimator whose order and misfit tables and pictures show: `btm` before the others, if it has a finite scale. */
export function leadOf(fits: ReadonlyMap<Estimator, EstimatorFit>): EstimatorFit | undefined {
  const order = ['btm', 'map', 'service'] as const;
  return order.map((estimator) => fits.get(estimator)).find((fitted) => fitted?.hasScale);
}

const SCALES: Readonly<Record<Estimator, (input: EstimatorInput) => Scale>> = {
  btm: ({ net, se }) => {
    const { theta, se: own, converged } = fitBtm(net);
    if (!converged) {
      const none = new Float64Array(theta.length).fill(Number.NaN);
      const notes = ['the net is too one-sided for a finite scale, so that it has neither scores nor an SSR'];
      return { ...DEFAULTS, hasScale: false, theta: none, se: none, standardErrors: se, notes };
    }
    const errors = se === 'full' ? fullStandardErrors(net, theta) : own;
    return {
      ...DEFAULTS,
      theta,
      se: errors,
      standardErrors: se,
      reliability: reliability(theta, errors),
      ownSsr: reliability(theta, own).ssr,
      notes: [],
    };
  },
  service: ({ table, net }) => {
    const scored = fitBradleyTerry(net);
    const theta = scored.kind === 'fitted' ? scored.scores : new Float64Array(table.items.length);
    const place = greatestId(table.items.map((id) => ({ id: id as EssayId, is_anchor: false })));
    const se = standardErrors(net, theta, place, { isolatedAtCap: true });
    const reference = table.items[place] ?? '';
    const note = `regularised with α = 0.01 per pair; SE of the difference from ${reference}, at most 2.0`;
    return { ...DEFAULTS, theta, se, reference, notes: [note] };
  },
  map: ({ map }) => ({
    ...DEFAULTS,
    theta: map.theta,
    se: map.se,
    notes: [
      `normal prior of SD ${map.priorSd.toFixed(3)} logits (${priorWords(map)})`,
      ...(map.seExact
        ? []
        : [`SE without covariances, and so too small, as there are more than ${EXACT_VARIANCE_ITEMS} items`]),
    ],
  }),
};

/** What holds unless an estimator says otherwise. */
const DEFAULTS = {
  hasScale: true,
  standardErrors: null,
  reliability: null,
  ownSsr: null,
  reference: null,
} as const;

function priorWords({ priorFrom, priorAtLimit }: MapFit): string {
  if (priorFrom === 'given') return 'given';
  if (priorAtLimit === 'lower') return 'empirical Bayes, at its lower limit: the comparisons show no spread';
  if (priorAtLimit === 'upper')
    return 'empirical Bayes, at its upper limit: the comparisons set no limit to the spread';
  return 'empirical Bayes';
}
