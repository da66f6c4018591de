/** A wave by repeated choice of the best pair: what the strategies `adaptive` and `d_optimal` have in common. */
import { winChance } from '../scoring/win-chance.js';
import type { MatchedWave, PairSelectionInput, WeightedPair } from './matched-wave.js';

/** Breaks ties; smaller than any difference of information that matters. */
const JITTER = 1e-9;

/** What a comparison of two essays tells by their current scores, p(1 − p). */
export function informationOf({ scores }: PairSelectionInput, i: number, j: number): number {
  const p = winChance((scores[i] ?? 0) - (scores[j] ?? 0));
  return p * (1 - p);
}

export function jitterOf({ chance }: PairSelectionInput, i: number, j: number): number {
  return chance === null ? 0 : JITTER * chance(i, j);
}

/** The best pair among the places that are still free, smaller id first, or null when none may be asked. */
export type BestPair = (isFree: (place: number) => boolean) => WeightedPair | null;

/** Each essay at most once; it ends when no pair is left or the budget is used. Nobody rests by rule. */
export function greedyWave(size: number, best: BestPair, remainingBudget: number | null): MatchedWave {
  const limit = Math.max(0, remainingBudget ?? Number.POSITIVE_INFINITY);
  const used = new Uint8Array(size);
  const pairs: WeightedPair[] = [];
  let totalWeight = 0;
  while (pairs.length < limit) {
    const pair = best((place) => used[place] === 0);
    if (pair === null) break;
    used[pair.a] = 1;
    used[pair.b] = 1;
    pairs.push(pair);
    totalWeight += pair.weight;
  }
  return { leftOut: null, matchingSize: pairs.length, totalWeight, pairs };
}
