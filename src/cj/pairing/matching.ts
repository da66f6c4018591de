/**
 * A matching of a dense graph with as many pairs as possible, and among those the greatest total weight.
 * It knows nothing of essays; coverage-wave.ts says what the weights are.
 */
import { integerWeights } from './integer-weights.js';
import { perfectMatching } from './perfect-matching.js';

/**
 * `weight(i, j)` is asked once for every i < j < size and must be finite and ≥ 0, or `FORBIDDEN`.
 * Returns the partner of every node, −1 for none. Exact up to the rounding stated in integer-weights.ts;
 * equal inputs give equal matchings. O(size³) steps at worst, about 10 · size² bytes.
 */
export function maximumWeightMatching(size: number, weight: (i: number, j: number) => number): Int32Array {
  const partners = new Int32Array(size).fill(-1);
  if (size < 2) return partners;
  const weights = integerWeights(size, weight);
  const { mates } = perfectMatching(weights);
  for (let i = 0; i < size; i++) {
    const mate = mates[i]!;
    // Forbidden pairs, and those with the node that fills up an odd net, have the entry 0.
    if (weights.matrix[i * weights.nodes + mate]! > 0) partners[i] = mate;
  }
  return partners;
}
