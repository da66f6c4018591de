/** A wave of disjoint unasked pairs by a matching: what the strategies of pair selection have in common. */
import type { EssayId } from '../words.js';
import { maximumWeightMatching } from './matching.js';
import type { OrderedPair } from './ordered-pair.js';
import type { PairHistory } from './pair-history.js';
import type { PairNumber } from './pair-number.js';

/** What a strategy knows of the rows; a `PairHistory` gives it. */
export type AskedPairs = Pick<PairHistory, 'comparisonCounts' | 'answeredPartners' | 'isAsked'>;

export interface PairSelectionInput {
  /** The net in stored order. */
  readonly ids: readonly EssayId[];
  readonly asked: AskedPairs;
  /** Logits, one an essay; null counts as 0. */
  readonly scores: readonly (number | null)[];
  /** `PAIR_MATCHING_WEIGHT_COUNT` and `PAIR_MATCHING_WEIGHT_PROXIMITY` */
  readonly weights: { readonly count: number; readonly proximity: number };
  /** A number in [0, 1) for each pair, drawn anew each wave; null switches the jitter off. */
  readonly chance: PairNumber | null;
  /** Who rests when the number of essays is odd. */
  readonly leaveOut: LeaveOutRule;
  /** Comparisons that the budget still allows; null: no limit. */
  readonly remainingBudget: number | null;
}

/** The place of the essay that rests, or null for nobody. */
export type LeaveOutRule = (ids: readonly EssayId[], asked: AskedPairs) => number | null;

/** Smaller id first. */
export interface WeightedPair extends OrderedPair {
  readonly weight: number;
}

export interface MatchedWave {
  /** Who had to rest by rule, or null. */
  readonly leftOut: number | null;
  /** Pairs of the whole matching, and the sum of their weights, before the budget cuts. */
  readonly matchingSize: number;
  readonly totalWeight: number;
  /** What is asked: greatest weight first, ties by id. */
  readonly pairs: readonly WeightedPair[];
}

export type PairStrategy = (input: PairSelectionInput) => MatchedWave;

/**
 * Match `nodes` (places in the order of ids): as many pairs as possible, then the greatest sum of weights. The budget
 * keeps the pairs of greatest weight, ties by (smaller id, greater id).
 */
export function matchedWave(
  nodes: readonly number[],
  weight: (i: number, j: number) => number,
  leftOut: number | null,
  remainingBudget: number | null,
): MatchedWave {
  const weightOf = (i: number, j: number) => weight(nodes[i]!, nodes[j]!);
  const pairs: WeightedPair[] = [];
  let totalWeight = 0;
  maximumWeightMatching(nodes.length, weightOf).forEach((j, i) => {
    if (j < i) return;
    pairs.push({ a: nodes[i]!, b: nodes[j]!, weight: weightOf(i, j) });
    totalWeight += weightOf(i, j);
  });
  // The sort is stable, and pairs are in the order of ids.
  pairs.sort((p, q) => q.weight - p.weight);
  return {
    leftOut,
    matchingSize: pairs.length,
    totalWeight,
    pairs: pairs.slice(0, Math.max(0, remainingBudget ?? Infinity)),
  };
}
