/** A resampling wave: pairs are asked again, rarely compared essays first (03, "Resampling wave"). */
import { byCodePoint } from '../code-point-order.js';
import type { EssayId } from '../words.js';
import type { OrderedPair } from './ordered-pair.js';
import type { PairHistory } from './pair-history.js';
import type { PairNumber } from './pair-number.js';

export interface ResamplingInput {
  readonly ids: readonly EssayId[];
  readonly history: PairHistory;
  readonly candidates: ResamplingCandidates;
  /** A number in [0, 1) for each pair, drawn once a wave. */
  readonly tieBreak: PairNumber;
  /** Comparisons that the budget still allows; null: no limit. */
  readonly remainingBudget: number | null;
}

export type ResamplingCandidates = (history: PairHistory, i: number, j: number) => boolean;

/** The service: whatever was asked, errors and open questions too. */
export const askedPairs: ResamplingCandidates = (history, i, j) => history.isAsked(i, j);

/** `current`: pairs with a usable answer; failed ones are the retry wave's affair. */
export const answeredPairs: ResamplingCandidates = (history, i, j) => history.isAnswered(i, j);

/**
 * Candidates in the order of both essays' comparison counts added, ties by the tie-break number, then by ids. Of
 * these m = min(candidates, remaining budget) are wanted, no essay more than max(1, ⌈2m / n⌉) times. One pass takes
 * what that limit allows, so a wave may be shorter than m. Smaller id first in a pair.
 */
export function resamplingWave(input: ResamplingInput): readonly OrderedPair[] {
  const { ids } = input;
  const candidates = sortedCandidates(input);
  const wanted = Math.min(candidates.length, Math.max(0, input.remainingBudget ?? Infinity));
  const perEssay = Math.max(1, Math.ceil((2 * wanted) / ids.length));
  const uses = new Int32Array(ids.length);
  const wave: OrderedPair[] = [];
  for (const { a, b } of candidates) {
    if (wave.length >= wanted) break;
    if (uses[a]! >= perEssay || uses[b]! >= perEssay) continue;
    uses[a]!++;
    uses[b]!++;
    wave.push({ a, b });
  }
  return wave;
}

function sortedCandidates(input: ResamplingInput): readonly OrderedPair[] {
  const { ids, history, tieBreak } = input;
  const { comparisonCounts } = history;
  const candidates: (OrderedPair & { readonly count: number; readonly tie: number })[] = [];
  history.eachAskedPair((i, j) => {
    if (!input.candidates(history, i, j)) return;
    const [a, b] = byCodePoint(ids[i]!, ids[j]!) < 0 ? [i, j] : [j, i];
    candidates.push({ a, b, count: comparisonCounts[i]! + comparisonCounts[j]!, tie: tieBreak(a, b) });
  });
  return candidates.sort(
    (p, q) =>
      p.count - q.count ||
      p.tie - q.tie ||
      byCodePoint(ids[p.a]!, ids[q.a]!) ||
      byCodePoint(ids[p.b]!, ids[q.b]!),
  );
}
