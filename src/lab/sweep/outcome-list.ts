/** What a run of a sweep is measured by: every outcome with its unit and one sentence. */

export interface OutcomeInfo {
  readonly unit: string;
  readonly describe: string;
  /** `share`: true or false per run; a share over runs with Wilson's interval. */
  readonly kind: 'number' | 'share';
}

const number = (unit: string, describe: string): OutcomeInfo => ({ unit, describe, kind: 'number' });
const share = (describe: string): OutcomeInfo => ({ unit: 'share of runs', describe, kind: 'share' });

export const OUTCOMES = {
  comparisons: number('comparisons', 'Submitted to the judge'),
  comparisons_over_items: number('comparisons per item', 'Usable comparisons / essays (total / n)'),
  appearances_per_item: number('appearances', 'Of an essay in usable comparisons (2 · total / n)'),
  iterations: number('waves', 'Waves submitted'),
  tokens: number('tokens', 'Prompt and completion tokens of the judge'),
  cost_usd: number('USD', 'At the prices of the judge profile'),
  virtual_minutes: number('minutes', 'From request to completion, virtual time'),
  spearman: number('correlation', "Rank correlation of the batch's scores with the true abilities"),
  kendall_tau_b: number('correlation', "Kendall's τ-b of scores and true abilities"),
  right_order: number('share of pairs', 'Pairs of essays that the scores order rightly'),
  true_correlation: number('correlation', 'Of btm scores with true abilities'),
  true_r2: number('share', 'True correlation squared: the reliability that SSR claims to be'),
  ssr: number('share', 'Scale separation reliability (btm); see ssr_design'),
  ssr_gap: number('share', 'SSR minus true correlation squared: by how much SSR flatters'),
  mean_se: number('logits', "Mean standard error of the batch's scores (the service's definition)"),
  mean_se_btm: number('logits', 'Mean standard error of btm'),
  score_sd_ratio: number('ratio', "SD of the batch's scores / SD of the true abilities"),
  oracle_exact: number('share of students', 'Grade equal to the projection at true abilities'),
  oracle_adjacent: number(
    'share of students',
    'Grade at most one step from the projection at true abilities',
  ),
  anchor_inversions: number(
    'share of pairs',
    'Anchors of different grades whose scores stand in the wrong order',
  ),
  mean_skew: number('times', 'Mean |times shown first − times shown second| of an essay'),
  max_skew: number('times', 'Largest of these'),
  first_wins: number('share', 'Usable comparisons won by the essay shown first'),
  failed_share: number('share', 'Comparisons without a usable answer at the end'),
  completed: share('The batch ended with scores'),
  stopped_stable: share('The stability rule ended it'),
  stopped_budget: share('The budget ended it'),
  stopped_other: share('Something else ended it: resampling caps, nothing left to ask, recovery'),
  failed: share('The batch failed or never ended'),
} as const satisfies Readonly<Record<string, OutcomeInfo>>;

export type OutcomeName = keyof typeof OUTCOMES;

export const OUTCOME_NAMES = Object.keys(OUTCOMES) as readonly OutcomeName[];

/** null: not known for this run (no truth, no anchors, failed). */
export type Outcomes = Readonly<Record<OutcomeName, number | null>>;
