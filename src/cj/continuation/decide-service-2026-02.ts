/** The decision flow of `service-2026-02`, exactly as the vectors `decision` and `decide_raw` record it. */
import type { Decision, PairMode } from '../words.js';
import { type DecisionFlow, failsBySuccessRate, finalOutcome, reachesBudgetOrSmallNetCap } from './decide.js';
import type { ContinuationValues } from './decision-record.js';

/** The values that the last predicates read; consistent or not (vectors `decide_raw`). */
export type DecisionValues = Pick<
  ContinuationValues,
  | 'callbacks_received'
  | 'pairs_remaining'
  | 'budget_exhausted'
  | 'callbacks_reached_cap'
  | 'stability_passed'
  | 'is_small_net'
  | 'max_possible_pairs'
  | 'successful_pairs_count'
  | 'coverage_complete'
  | 'resampling_pass_count'
  | 'small_net_resampling_cap'
  | 'small_net_cap_reached'
  | 'regular_batch_resampling_cap'
  | 'batching_mode'
> & { readonly should_fail: boolean; readonly should_finalize: boolean };

/** First match wins; blind to pending callbacks. */
export function decisionOfService(values: DecisionValues): Decision {
  if (values.should_fail) return 'FINALIZE_FAILURE';
  if (values.should_finalize) return 'FINALIZE_SCORING';
  return values.pairs_remaining > 0 && !values.small_net_cap_reached ? 'REQUEST_MORE_COMPARISONS' : 'NO_OP';
}

/** The conditions of resampling, the batching mode apart. */
export function canAttemptResampling(values: DecisionValues): boolean {
  if (values.should_fail || values.stability_passed || values.pairs_remaining <= 0) return false;
  if (values.is_small_net) return values.coverage_complete && values.small_net_resampling_cap > 0;
  return (
    values.callbacks_received > 0 &&
    !values.budget_exhausted &&
    !values.callbacks_reached_cap &&
    values.regular_batch_resampling_cap > 0 &&
    values.resampling_pass_count < values.regular_batch_resampling_cap &&
    values.max_possible_pairs > 0 &&
    values.successful_pairs_count >= values.max_possible_pairs
  );
}

export function mayResampleAsService(values: DecisionValues): boolean {
  const cap = values.is_small_net ? values.small_net_resampling_cap : values.regular_batch_resampling_cap;
  return (
    values.batching_mode !== 'provider_batch_api' &&
    cap > 0 &&
    values.resampling_pass_count < cap &&
    canAttemptResampling(values)
  );
}

/**
 * Resampling is tried first; a pass whose wave turns out empty stays spent, and the decision follows at
 * once. More wanted and nothing to ask leaves the batch where it is.
 */
export const decideAsService202602: DecisionFlow = (values, _input, planWave) => {
  const capReached = reachesBudgetOrSmallNetCap(values);
  const should_fail = failsBySuccessRate(values, capReached);
  const should_finalize = values.stability_passed || values.callbacks_reached_cap || capReached;
  const judged = { ...values, should_fail, should_finalize };
  const decision = decisionOfService(judged);
  const may_resample = mayResampleAsService(judged);
  const verdict = {
    nothing_left: false,
    should_finalize,
    should_fail,
    may_resample,
    decision,
    resampling_pass_count_after: values.resampling_pass_count + (may_resample ? 1 : 0),
  };
  const waves_requested: PairMode[] = [];
  if (may_resample) {
    waves_requested.push('resampling');
    const pairs = planWave('resampling');
    if (pairs.length > 0)
      return { ...verdict, waves_requested, mode: 'resampling', outcome: 'resample', pairs };
  }
  if (decision === 'REQUEST_MORE_COMPARISONS' && values.batching_mode !== 'provider_batch_api') {
    waves_requested.push('coverage');
    const pairs = planWave('coverage');
    if (pairs.length > 0)
      return { ...verdict, waves_requested, mode: 'coverage', outcome: 'coverage', pairs };
  }
  return { ...verdict, waves_requested, mode: null, outcome: finalOutcome(decision), pairs: [] };
};
