/**
 * The derived values of a continuation (02, the table in "Continuing"; vectors `decision`). No decision is
 * taken here. The parts in which policies differ are arguments (`ValueRules`).
 */
import { batchingModeOrNull } from '../batch-config.js';
import { type BudgetRow, maxPairsCap, storedSource } from '../budget.js';
import type { StabilityQuestion } from '../scoring/stability.js';
import type { Settings } from '../settings.js';
import { countOr, objectOrNull } from '../stored-value.js';
import type { ContinuationInput } from './continuation-input.js';
import type { CoverageRule } from './coverage.js';
import type { ContinuationValues } from './decision-record.js';

export interface ValueRules {
  /** The completion denominator, or null where the row has none: a bug of the batch. */
  readonly denominator: (row: BudgetRow, maxPossiblePairs: number) => number | null;
  readonly coverageCounts: CoverageRule;
  /** Largest change against the stored scores, in logits; null where there is nothing to compare. */
  readonly scoreChange: (fitted: ContinuationInput['fitted'], storedScores: unknown) => number | null;
  readonly stabilityPassed: (input: StabilityInput) => boolean;
  readonly regularResamplingCap: (settings: Settings) => number;
}

export interface StabilityInput extends StabilityQuestion {
  /** Usable answers that the last stored fit did not have. */
  readonly newUsableAnswers: number;
}

/** All values, or null where the batch has no usable `total_budget`. Call it only when nothing is pending. */
export function continuationValues(rules: ValueRules, input: ContinuationInput): ContinuationValues | null {
  const { settings, metadata } = input;
  const coverage = rules.coverageCounts(metadata, input.recount);
  const totalBudget = rules.denominator(input, coverage.maxPossible);
  if (totalBudget === null) return null;

  const received = input.completed + input.failed;
  const cap = maxPairsCap(metadata, settings.MAX_PAIRWISE_COMPARISONS);
  const remaining = Math.max(0, cap - input.submitted);
  const successRate = received > 0 ? input.completed / received : null;
  const minRate = settings.MIN_SUCCESS_RATE_THRESHOLD;
  const maxScoreChange = rules.scoreChange(input.fitted, metadata['bt_scores']);
  const small = (input.expectedEssayCount ?? 0) <= settings.MIN_RESAMPLING_NET_SIZE;
  const passes = countOr(metadata['resampling_pass_count'], 0);
  const smallCap = Math.trunc(settings.MAX_RESAMPLING_PASSES_FOR_SMALL_NET ?? 0);
  const regularCap = small ? 0 : rules.regularResamplingCap(settings);

  return {
    submitted: input.submitted,
    completed: input.completed,
    failed: input.failed,
    callbacks_received: received,
    pending: pendingCallbacks(input),
    budget_source: storedSource(metadata),
    max_comparisons_override: input.maxComparisonsOverride,
    total_budget: totalBudget,
    max_pairs_cap: cap,
    pairs_remaining: remaining,
    budget_exhausted: remaining <= 0,
    callbacks_reached_cap: received >= totalBudget,
    success_rate: successRate,
    zero_successes: received > 0 && input.completed === 0,
    below_success_threshold: successRate !== null && minRate !== null && successRate < minRate,
    fit_failed: input.fitted === null,
    max_score_change: maxScoreChange,
    stability_passed: rules.stabilityPassed({
      maxScoreChange,
      callbacksReceived: received,
      successRate,
      newUsableAnswers: input.completed - usableAtLastFit(input),
      settings,
    }),
    is_small_net: small,
    recounted: coverage.recounted,
    max_possible_pairs: coverage.maxPossible,
    successful_pairs_count: coverage.successful,
    given_up_pairs_count: coverage.givenUp,
    waiting_retry_count: coverage.waitingRetry,
    coverage_complete: coverage.complete,
    resampling_pass_count: passes,
    small_net_resampling_cap: smallCap,
    small_net_cap_reached: small && coverage.complete && passes >= smallCap,
    regular_batch_resampling_cap: regularCap,
    regular_batch_cap_reached: !small && regularCap > 0 && passes >= regularCap,
    batching_mode: batchingModeOrNull(metadata['llm_batching_mode']) ?? settings.LLM_BATCHING_MODE,
  };
}

/** Submitted comparisons without an answer; a continuation waits while there are any. */
export function pendingCallbacks(counters: {
  readonly submitted: number;
  readonly completed: number;
  readonly failed: number;
}): number {
  return Math.max(0, counters.submitted - counters.completed - counters.failed);
}

/** The regular cap of `current`: never above the small-net cap, which counts as 0 below that. */
export function regularResamplingCap(settings: Settings): number {
  const regular = Math.trunc(settings.MAX_RESAMPLING_PASSES_FOR_REGULAR_BATCH ?? 0);
  const small = Math.trunc(settings.MAX_RESAMPLING_PASSES_FOR_SMALL_NET ?? 0);
  return Math.min(regular, Math.max(0, small));
}

/** The service's: only a small-net cap above 0 limits the regular one. */
export function regularResamplingCapOfService(settings: Settings): number {
  const regular = Math.trunc(settings.MAX_RESAMPLING_PASSES_FOR_REGULAR_BATCH ?? 0);
  const small = Math.trunc(settings.MAX_RESAMPLING_PASSES_FOR_SMALL_NET ?? 0);
  return small > 0 ? Math.min(regular, small) : regular;
}

function usableAtLastFit(input: ContinuationInput): number {
  return countOr(objectOrNull(input.metadata['bt_se_summary'])?.['comparison_count'], 0);
}
