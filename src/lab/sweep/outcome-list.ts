/** What a run of a sweep is measured by: every outcome with its unit and one sentence. */
import { UserError } from '../../cj/errors.js';
import { didYouMean } from '../../input/nearest-name.js';

export interface OutcomeInfo {
  readonly unit: string;
  readonly describe: string;
  /** `share`: true or false per run; a share over runs with Wilson's interval. */
  readonly kind: 'number' | 'share';
  /** The values that it can take; no interval goes beyond them. */
  readonly range: readonly [least: number, most: number];
  /** Which way is good; null where neither is. */
  readonly better: 'higher' | 'lower' | null;
}

type Better = OutcomeInfo['better'];

const measured =
  (least: number, most: number, better: Better) =>
  (unit: string, describe: string): OutcomeInfo => ({
    unit,
    describe,
    kind: 'number',
    range: [least, most],
    better,
  });
const ANY = Number.POSITIVE_INFINITY;
const correlation = measured(-1, 1, 'higher');
const goodShare = measured(0, 1, 'higher');
const badShare = measured(0, 1, 'lower');
const cost = measured(0, ANY, 'lower');
const amount = measured(0, ANY, null);
const anyNumber = measured(-ANY, ANY, null);
const ending = (describe: string, better: Better = null): OutcomeInfo => ({
  unit: 'share of runs',
  describe,
  kind: 'share',
  range: [0, 1],
  better,
});

export const OUTCOMES = {
  comparisons: cost('comparisons', 'Submitted to the judge'),
  comparisons_over_items: cost('comparisons per item', 'Usable comparisons / essays (total / n)'),
  appearances_per_item: cost('appearances', 'Of an essay in usable comparisons (2 · total / n)'),
  iterations: cost('waves', 'Waves submitted'),
  tokens: cost('tokens', 'Prompt and completion tokens of the judge'),
  cost_usd: cost('USD', 'At the prices of the judge profile'),
  virtual_minutes: cost('minutes', 'From request to completion, virtual time'),
  spearman: correlation('correlation', "Rank correlation of the batch's scores with the true abilities"),
  kendall_tau_b: correlation('correlation', "Kendall's τ-b of the batch's scores and the true abilities"),
  right_order: goodShare(
    'share of pairs',
    'Pairs of essays of different ability that the scores order rightly; tied scores count half',
  ),
  true_correlation: correlation(
    'correlation',
    'Correlation of btm scores with the true abilities, anchors included; of three essays or more',
  ),
  true_correlation_students: correlation(
    'correlation',
    'Correlation of btm scores with the true abilities, students alone, without the anchors; of three or more',
  ),
  true_r2: goodShare(
    'share',
    'True correlation squared: the reliability that SSR claims to be. Pure noise has about 1/(essays − 1)',
  ),
  ssr: measured(-ANY, 1, null)('share', 'Scale separation reliability (btm); see ssr_design'),
  ssr_gap: anyNumber('share', 'SSR minus true correlation squared: by how much SSR flatters'),
  mean_se: cost('logits', "Mean standard error of the batch's scores (the service's definition)"),
  mean_se_btm: cost('logits', 'Mean standard error of btm'),
  score_sd_ratio: amount('ratio', "SD of the batch's scores / SD of the true abilities"),
  oracle_exact: goodShare(
    'share of students',
    'Published grade, with its sign, equal to that of the projection at true abilities',
  ),
  oracle_adjacent: goodShare(
    'share of students',
    'Published grade at most one from it; signed grades are grades of their own, but for the highest with −, which none gets',
  ),
  anchor_inversions: badShare(
    'share of pairs',
    'Anchors of different grades whose scores stand in the wrong order; tied ones count half',
  ),
  mean_skew: cost('times', 'Mean |times shown first − times shown second| of an essay'),
  max_skew: cost('times', 'Largest |times shown first − times shown second| of an essay'),
  first_wins: measured(0, 1, null)('share', 'Usable comparisons won by the essay shown first'),
  failed_share: badShare('share', 'Comparisons without a usable answer at the end'),
  completed: ending('The batch ended with scores', 'higher'),
  stopped_stable: ending('The stability rule ended it'),
  stopped_budget: ending('The budget ended it'),
  stopped_other: ending('Something else ended it: resampling caps, nothing left to ask, recovery'),
  failed: ending('The batch failed or never ended', 'lower'),
} as const satisfies Readonly<Record<string, OutcomeInfo>>;

export type OutcomeName = keyof typeof OUTCOMES;

export const OUTCOME_NAMES = Object.keys(OUTCOMES) as readonly OutcomeName[];

/** null: not known for this run (no truth, no anchors, failed). */
export type Outcomes = Readonly<Record<OutcomeName, number | null>>;

/** A program without types may name any. */
export function refuseUnknownOutcome(outcome: string): void {
  if (OUTCOME_NAMES.some((name) => name === outcome)) return;
  throw new UserError({
    code: 'unknown_outcome',
    message: `There is no outcome ${outcome}${didYouMean(outcome, OUTCOME_NAMES)}`,
    fix: `Use one of ${OUTCOME_NAMES.join(', ')}.`,
  });
}
