/**
 * The decision record: every value of the table in 02 ("Continuing"), under its name there. It is what
 * the trace stores and what explain, the page and the tests read.
 */
import type { BatchingMode, BudgetSource, Decision, PairMode } from '../words.js';

export interface ContinuationValues {
  readonly submitted: number;
  readonly completed: number;
  readonly failed: number;
  readonly callbacks_received: number;
  readonly pending: number;
  readonly budget_source: BudgetSource | null;
  readonly max_comparisons_override: number | null;
  /** The completion denominator. */
  readonly total_budget: number;
  readonly max_pairs_cap: number;
  readonly pairs_remaining: number;
  readonly budget_exhausted: boolean;
  readonly callbacks_reached_cap: boolean;
  /** null when nothing was received. */
  readonly success_rate: number | null;
  readonly zero_successes: boolean;
  readonly below_success_threshold: boolean;
  readonly fit_failed: boolean;
  /** In logits; null the first time, and after a failed fit under `current`. */
  readonly max_score_change: number | null;
  readonly stability_passed: boolean;
  readonly is_small_net: boolean;
  readonly recounted: boolean;
  readonly max_possible_pairs: number;
  readonly successful_pairs_count: number;
  readonly given_up_pairs_count: number;
  readonly waiting_retry_count: number;
  readonly coverage_complete: boolean;
  readonly resampling_pass_count: number;
  readonly small_net_resampling_cap: number;
  readonly small_net_cap_reached: boolean;
  readonly regular_batch_resampling_cap: number;
  readonly regular_batch_cap_reached: boolean;
  readonly batching_mode: BatchingMode;
}

export interface DecisionVerdict {
  /** More is allowed but nothing can be asked (`current`). */
  readonly nothing_left: boolean;
  readonly should_finalize: boolean;
  readonly should_fail: boolean;
  readonly may_resample: boolean;
  /** Kinds of wave that were asked of the generator, in order. */
  readonly waves_requested: readonly PairMode[];
  readonly decision: Decision;
  readonly resampling_pass_count_after: number;
  /** Kind of the wave that follows, or null. */
  readonly mode: PairMode | null;
  readonly outcome: Outcome;
}

export const OUTCOMES = [
  'wait',
  'resample',
  'coverage',
  'retry',
  'finalize_scoring',
  'finalize_failure',
  'nothing',
] as const;
/** What the continuation leads to. Whether a finalisation is then refused is the finish guard's affair. */
export type Outcome = (typeof OUTCOMES)[number];

/** The completion rule of `service-2025-11-16`, beside the common values. */
export interface CompletionValues {
  readonly completion_rate: number | null;
  readonly completion_threshold: number | null;
  readonly is_complete: boolean;
  readonly enforce_full_budget: boolean;
}

export interface DecisionRecord extends ContinuationValues, DecisionVerdict {
  readonly iteration: number;
  readonly completion?: CompletionValues;
}
