/**
 * The executable specification: the budget, decision and completion rules of 02 ("Budget", "Failed
 * comparisons", "Continuing", "Finalising") once more, in plain lines, from the comparison rows alone. It
 * shares nothing with src/cj, so that a rule that is wrong there in one place cannot be wrong here.
 */
import type { AskedRow } from './expected-waves.js';
import { pairsByFate } from './pair-fates.js';

export interface Thresholds {
  readonly MAX_PAIRWISE_COMPARISONS: number;
  readonly MIN_COMPARISONS_FOR_STABILITY_CHECK: number;
  readonly SCORE_STABILITY_THRESHOLD: number;
  readonly MIN_SUCCESS_RATE_THRESHOLD: number | null;
  readonly MIN_RESAMPLING_NET_SIZE: number;
  readonly MAX_RESAMPLING_PASSES_FOR_SMALL_NET: number | null;
  readonly MAX_RESAMPLING_PASSES_FOR_REGULAR_BATCH: number | null;
  readonly ENABLE_FAILED_COMPARISON_RETRY: boolean;
  readonly FAILED_COMPARISON_RETRY_THRESHOLD: number;
  readonly MAX_RETRY_ATTEMPTS: number;
}

/** A batch at the moment when everything submitted has been answered. */
export interface BatchAsSeen {
  /** What the runner asked for; null: nothing. */
  readonly override: number | null;
  readonly essays: number;
  readonly comparisons: readonly AskedRow[];
  /** Resampling waves so far. */
  readonly passes: number;
  /** Usable answers at the last continuation. */
  readonly usableBefore: number;
  /** Scores of the last fit, and of this one; null where there is none. */
  readonly scoresBefore: ReadonlyMap<string, number> | null;
  readonly scores: ReadonlyMap<string, number> | null;
  /** All pairs went out in the first wave. */
  readonly isProviderBatch: boolean;
  readonly settings: Thresholds;
}

export interface ExpectedDecision {
  readonly outcome: 'coverage' | 'resample' | 'retry' | 'finalize_scoring' | 'finalize_failure';
  readonly submitted: number;
  readonly completed: number;
  readonly failed: number;
  readonly callbacks_received: number;
  readonly total_budget: number;
  readonly max_pairs_cap: number;
  readonly pairs_remaining: number;
  readonly success_rate: number | null;
  readonly max_score_change: number | null;
  readonly stability_passed: boolean;
  readonly is_small_net: boolean;
  readonly max_possible_pairs: number;
  readonly successful_pairs_count: number;
  readonly given_up_pairs_count: number;
  readonly waiting_retry_count: number;
  readonly coverage_complete: boolean;
  readonly budget_source: 'runner_override' | 'service_default';
  readonly pending: number;
  readonly budget_exhausted: boolean;
  readonly callbacks_reached_cap: boolean;
  readonly zero_successes: boolean;
  readonly below_success_threshold: boolean;
  readonly fit_failed: boolean;
  readonly recounted: boolean;
  readonly resampling_pass_count: number;
  readonly small_net_resampling_cap: number;
  readonly small_net_cap_reached: boolean;
  readonly regular_batch_resampling_cap: number;
  readonly regular_batch_cap_reached: boolean;
  readonly nothing_left: boolean;
  readonly should_finalize: boolean;
  readonly should_fail: boolean;
  readonly may_resample: boolean;
  readonly decision: 'REQUEST_MORE_COMPARISONS' | 'FINALIZE_SCORING' | 'FINALIZE_FAILURE';
  readonly mode: 'coverage' | 'retry' | 'resampling' | null;
  readonly resampling_pass_count_after: number;
}

/** What the runner may spend: its own wish, but never more than the service allows. */
export function expectedCap(override: number | null, guardrail: number): number {
  return override === null ? guardrail : Math.min(override, guardrail);
}

export function expectedDecision(batch: BatchAsSeen): ExpectedDecision {
  const { settings } = batch;
  const counted = countsOf(batch);
  const { callbacks_received: received, total_budget: cap, pairs_remaining: remaining } = counted;
  const isLow = counted.zero_successes || counted.below_success_threshold;
  const change = largestChange(batch.scoresBefore, batch.scores);
  const isStable =
    change !== null &&
    change <= settings.SCORE_STABILITY_THRESHOLD &&
    received >= settings.MIN_COMPARISONS_FOR_STABILITY_CHECK &&
    !counted.below_success_threshold &&
    counted.completed > batch.usableBefore;

  const pairs = pairsByFate(batch);
  const possible = (batch.essays * (batch.essays - 1)) / 2;
  const isClosed = possible > 0 && pairs.answered + pairs.givenUp >= possible;
  const isSmall = batch.essays <= settings.MIN_RESAMPLING_NET_SIZE;
  const passesAllowed = isSmall
    ? smallCap(settings)
    : Math.min(regularCap(settings), Math.max(0, smallCap(settings)));
  const hasSpentPasses = isSmall && isClosed && batch.passes >= smallCap(settings);
  const isAtCap = received >= cap || remaining === 0 || hasSpentPasses;

  const mayResample = isClosed && pairs.answered > 0 && batch.passes < passesAllowed;
  const mayAskAgain = isClosed && !batch.isProviderBatch && received > 0 && batch.passes < passesAllowed;
  const isWanted = !isAtCap && !isStable;
  const end = isLow ? 'finalize_failure' : 'finalize_scoring';
  const next = batch.isProviderBatch ? null : nextWave(pairs, possible, mayResample, settings);
  const outcome = isAtCap ? end : isStable ? 'finalize_scoring' : (next ?? end);

  return {
    outcome,
    ...counted,
    max_score_change: change,
    stability_passed: isStable,
    is_small_net: isSmall,
    max_possible_pairs: possible,
    successful_pairs_count: pairs.answered,
    given_up_pairs_count: pairs.givenUp,
    waiting_retry_count: pairs.waiting,
    coverage_complete: isClosed,
    budget_source: batch.override === null ? 'service_default' : 'runner_override',
    fit_failed: batch.scores === null,
    recounted: true,
    resampling_pass_count: batch.passes,
    small_net_resampling_cap: smallCap(settings),
    small_net_cap_reached: hasSpentPasses,
    regular_batch_resampling_cap: isSmall ? 0 : passesAllowed,
    regular_batch_cap_reached: !isSmall && passesAllowed > 0 && batch.passes >= passesAllowed,
    may_resample: isWanted && mayAskAgain,
    ...verdictOf(outcome, isWanted, batch.passes, mayAskAgain),
  };
}

/** What was submitted and received, and what is left of the budget. */
function countsOf({ comparisons, override, settings }: BatchAsSeen) {
  const submitted = comparisons.length;
  const completed = comparisons.filter(({ winner }) => winner === 'essay_a' || winner === 'essay_b').length;
  const failed = comparisons.filter(({ winner }) => winner === 'error').length;
  const received = completed + failed;
  const cap = expectedCap(override, settings.MAX_PAIRWISE_COMPARISONS);
  const rate = received === 0 ? null : completed / received;
  return {
    submitted,
    completed,
    failed,
    callbacks_received: received,
    pending: submitted - received,
    total_budget: cap,
    max_pairs_cap: cap,
    pairs_remaining: Math.max(0, cap - submitted),
    budget_exhausted: submitted >= cap,
    callbacks_reached_cap: received >= cap,
    success_rate: rate,
    zero_successes: received > 0 && completed === 0,
    below_success_threshold: isBelow(rate, settings.MIN_SUCCESS_RATE_THRESHOLD),
  };
}

/** What a decision is called, and what follows from it. */
function verdictOf(
  outcome: ExpectedDecision['outcome'],
  isWanted: boolean,
  passes: number,
  mayAskAgain: boolean,
) {
  const isEnd = outcome === 'finalize_scoring' || outcome === 'finalize_failure';
  const mode = outcome === 'resample' ? 'resampling' : isEnd ? null : outcome;
  return {
    nothing_left: isWanted && isEnd,
    should_finalize: isEnd,
    should_fail: outcome === 'finalize_failure',
    decision:
      outcome === 'finalize_failure'
        ? 'FINALIZE_FAILURE'
        : outcome === 'finalize_scoring'
          ? 'FINALIZE_SCORING'
          : 'REQUEST_MORE_COMPARISONS',
    mode,
    // A pass for which nothing was found stays spent.
    resampling_pass_count_after:
      passes + (mode === 'resampling' || (isWanted && isEnd && mayAskAgain) ? 1 : 0),
  } as const;
}

/** Many failed pairs go first, then what nobody asked, then the other failed ones, then answered ones again. */
function nextWave(
  pairs: { readonly asked: number; readonly waiting: number },
  possible: number,
  mayResample: boolean,
  settings: Thresholds,
): 'retry' | 'coverage' | 'resample' | null {
  if (pairs.waiting >= settings.FAILED_COMPARISON_RETRY_THRESHOLD) return 'retry';
  if (pairs.asked < possible) return 'coverage';
  if (pairs.waiting > 0) return 'retry';
  return mayResample ? 'resample' : null;
}

/** How a batch that is scored is called: stable only if the scores were. */
export function expectedStatus(isForced: boolean, isStable: boolean): string {
  if (isForced) return 'COMPLETE_FORCED_RECOVERY';
  return isStable ? 'COMPLETE_STABLE' : 'COMPLETE_MAX_COMPARISONS';
}

/** The three counters after so many comparisons in so many waves. */
export function expectedCounters(waves: readonly number[]) {
  const submitted = waves.reduce((sum, size) => sum + size, 0);
  return { submitted_comparisons: submitted, total_comparisons: submitted, current_iteration: waves.length };
}

function isBelow(rate: number | null, least: number | null): boolean {
  return rate !== null && least !== null && rate < least;
}

function smallCap(settings: Thresholds): number {
  return Math.trunc(settings.MAX_RESAMPLING_PASSES_FOR_SMALL_NET ?? 0);
}

function regularCap(settings: Thresholds): number {
  return Math.trunc(settings.MAX_RESAMPLING_PASSES_FOR_REGULAR_BATCH ?? 0);
}

/** The first fit has nothing to change from, and a failed one has no scores. */
function largestChange(before: BatchAsSeen['scoresBefore'], now: BatchAsSeen['scores']): number | null {
  if (before === null || now === null) return null;
  let largest: number | null = null;
  for (const [essay, score] of now) {
    const was = before.get(essay);
    if (was !== undefined) largest = Math.max(largest ?? 0, Math.abs(score - was));
  }
  return largest;
}
