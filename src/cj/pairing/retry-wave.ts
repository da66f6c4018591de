/** A retry wave: failed pairs are asked again as they were asked last (02, "Failed comparisons"; `current` only). */
import { byCodePoint } from '../code-point-order.js';
import type { EssayId } from '../words.js';
import type { OrderedPair } from './ordered-pair.js';
import type { PairHistory } from './pair-history.js';

export interface RetryInput {
  readonly ids: readonly EssayId[];
  readonly history: PairHistory;
  /** `ENABLE_FAILED_COMPARISON_RETRY` */
  readonly enabled: boolean;
  /** `MAX_RETRY_ATTEMPTS`: how often a pair may be asked beyond the first time. */
  readonly maxRetryAttempts: number;
  /** `RETRY_BATCH_SIZE` */
  readonly batchSize: number;
  /** Comparisons that the budget still allows; null: no limit. */
  readonly remainingBudget: number | null;
}

/**
 * Failed pairs that may be asked once more, fewest attempts first, then by ids (smaller id, greater id), in the
 * orientation of their last attempt; at most the batch size and what the budget allows.
 */
export function retryWave(input: RetryInput): readonly OrderedPair[] {
  const { ids, history } = input;
  if (!input.enabled) return [];
  const waiting: { attempts: number; smaller: string; greater: string; pair: OrderedPair }[] = [];
  history.eachAskedPair((i, j) => {
    const attempts = history.timesAsked(i, j);
    if (!history.isFailed(i, j) || attempts > input.maxRetryAttempts) return;
    const inOrder = byCodePoint(ids[i]!, ids[j]!) < 0;
    waiting.push({
      attempts,
      smaller: ids[inOrder ? i : j]!,
      greater: ids[inOrder ? j : i]!,
      pair: history.wasFirstLast(i, j) ? { a: i, b: j } : { a: j, b: i },
    });
  });
  waiting.sort(
    (p, q) =>
      p.attempts - q.attempts || byCodePoint(p.smaller, q.smaller) || byCodePoint(p.greater, q.greater),
  );
  const limit = Math.max(0, Math.min(input.batchSize, input.remainingBudget ?? Infinity));
  return waiting.slice(0, limit).map(({ pair }) => pair);
}
