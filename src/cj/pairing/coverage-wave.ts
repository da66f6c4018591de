/**
 * `optimal_graph`, the default: a wave of new pairs by a maximum-weight matching (03, "Coverage wave").
 * Optimal, not greedy. Which essay of a pair is shown first is decided elsewhere (orientation.ts).
 */
import exp from '@stdlib/math-base-special-exp';
import { FORBIDDEN } from './integer-weights.js';
import { type MatchedWave, matchedWave, type PairSelectionInput } from './matched-wave.js';
import { placesById } from './places-by-id.js';

/** From this difference of scores on (logits), closeness counts nothing. */
const PROXIMITY_LIMIT = 2;
/** The jitter of a pair is uniform in [0, 0.001). */
const JITTER = 0.001;

/**
 * weight(i, j) = w_count · (1/(1+cᵢ) + 1/(1+cⱼ)) + w_prox · p + jitter, with cᵢ the comparisons of i and
 * p = exp(−|sᵢ−sⱼ|) where |sᵢ−sⱼ| < 2, else 0. Pairs already asked are excluded. With an odd number of essays one
 * rests, by rule, before the matching. Fewer than two essays: an empty wave, nobody rests.
 */
export function coverageWave(input: PairSelectionInput): MatchedWave {
  const { ids, asked, weights, chance } = input;
  const leftOut = ids.length > 1 && ids.length % 2 === 1 ? input.leaveOut(ids, asked) : null;
  const nodes = placesById(ids).filter((place) => place !== leftOut);
  const scores = Float64Array.from(input.scores, (score) => score ?? 0);
  const rarity = Float64Array.from(asked.comparisonCounts, (count) => 1 / (1 + count));
  const weight = (i: number, j: number): number => {
    if (asked.isAsked(i, j)) return FORBIDDEN;
    const distance = Math.abs(scores[i]! - scores[j]!);
    const proximity = distance < PROXIMITY_LIMIT ? exp(-distance) : 0;
    const jitter = chance === null ? 0 : JITTER * chance(i, j);
    return weights.count * (rarity[i]! + rarity[j]!) + weights.proximity * proximity + jitter;
  };
  return matchedWave(nodes, weight, leftOut, input.remainingBudget);
}
