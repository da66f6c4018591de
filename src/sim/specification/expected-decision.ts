/**
 * The executable specification: the budget, decision and completion rules of 02 ("Budget", "Failed
 * comparisons", "Continuing", "Finalising") once more, in plain lines, from the comparison rows alone. It
 * shares nothing with src/cj, so that a rule that is wrong there in one place cannot be wrong here.
 */

export interface AskedComparison {
  readonly a: string;
  readonly b: string;
  readonly winner: 'essay_a' | 'essay_b' | 'error' | null;
}

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
  readonly comparisons: readonly AskedComparison[];
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
}

/** What the runner may spend: its own wish, but never more than the service allows. */
export function expectedCap(override: number | null, guardrail: number): number {
  return override === null ? guardrail : Math.min(override, guardrail);
}

export function expectedDecision(batch: BatchAsSeen): ExpectedDecision {
  const { settings } = batch;
  const submitted = batch.comparisons.length;
  const completed = batch.comparisons.filter(
    ({ winner }) => winner === 'essay_a' || winner === 'essay_b',
  ).length;
  const failed = batch.comparisons.filter(({ winner }) => winner === 'error').length;
  const received = completed + failed;
  const cap = expectedCap(batch.override, settings.MAX_PAIRWISE_COMPARISONS);
  const remaining = Math.max(0, cap - submitted);
  const rate = received === 0 ? null : completed / received;
  const isLow = received > 0 && (completed === 0 || isBelow(rate, settings.MIN_SUCCESS_RATE_THRESHOLD));

  const change = largestChange(batch.scoresBefore, batch.scores);
  const isStable =
    change !== null &&
    change <= settings.SCORE_STABILITY_THRESHOLD &&
    received >= settings.MIN_COMPARISONS_FOR_STABILITY_CHECK &&
    !isBelow(rate, settings.MIN_SUCCESS_RATE_THRESHOLD) &&
    completed > batch.usableBefore;

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
  const end = isLow ? 'finalize_failure' : 'finalize_scoring';
  const next = batch.isProviderBatch ? null : nextWave(pairs, possible, mayResample, settings);
  const outcome = isAtCap ? end : isStable ? 'finalize_scoring' : (next ?? end);

  return {
    outcome,
    submitted,
    completed,
    failed,
    callbacks_received: received,
    total_budget: cap,
    max_pairs_cap: cap,
    pairs_remaining: remaining,
    success_rate: rate,
    max_score_change: change,
    stability_passed: isStable,
    is_small_net: isSmall,
    max_possible_pairs: possible,
    successful_pairs_count: pairs.answered,
    given_up_pairs_count: pairs.givenUp,
    waiting_retry_count: pairs.waiting,
    coverage_complete: isClosed,
  };
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

/** Unordered pairs by what became of them: answered, waiting for a retry, or given up. */
function pairsByFate({ comparisons, settings }: BatchAsSeen) {
  const fates = new Map<string, { times: number; isAnswered: boolean; isOpen: boolean }>();
  for (const { a, b, winner } of comparisons) {
    const key = JSON.stringify(a < b ? [a, b] : [b, a]);
    const fate = fates.get(key) ?? { times: 0, isAnswered: false, isOpen: false };
    fate.times += 1;
    if (winner === null) fate.isOpen = true;
    else if (winner !== 'error') fate.isAnswered = true;
    fates.set(key, fate);
  }
  const attempts = settings.ENABLE_FAILED_COMPARISON_RETRY ? 1 + settings.MAX_RETRY_ATTEMPTS : 1;
  const failed = [...fates.values()].filter((fate) => !fate.isAnswered && !fate.isOpen);
  return {
    asked: fates.size,
    answered: [...fates.values()].filter((fate) => fate.isAnswered).length,
    waiting: failed.filter((fate) => fate.times < attempts).length,
    givenUp: failed.filter((fate) => fate.times >= attempts).length,
  };
}
