/**
 * Weights of a matching as even whole numbers, in which the solver computes without any rounding.
 *
 * A pair that may be matched gets 2 · (shift + round(weight · scale)), a forbidden one 0. The shift exceeds
 * what all other pairs of a matching can gain by their weights, so that a perfect matching of greatest
 * weight has as many allowed pairs as possible, and among those the greatest weight.
 */
import { BugError } from '../errors.js';

/** What a weight function gives for a pair that must not be matched. */
export const FORBIDDEN = -1;

export interface IntegerWeights {
  /** Number of nodes; even (an odd net gets one more node, which may be matched with nobody). */
  readonly nodes: number;
  /** nodes × nodes, symmetric, even whole numbers ≥ 0; the diagonal is −Infinity. */
  readonly matrix: Float64Array;
}

/**
 * Read `weight(i, j)` once for every i < j < size. A weight is finite and ≥ 0, or `FORBIDDEN`.
 *
 * The scale is the greatest power of two for which nodes × the greatest entry stays below 2^52: duals are
 * alternating sums of entries and stay in that range, where doubles hold every whole number (perfect-matching.ts
 * checks it). The total weight is then the greatest up to nodes / 2 / scale: with weights up to 2.5 that is
 * 6e-12 for 24 nodes, 9e-10 for 120, 5e-7 for 1,000.
 */
export function integerWeights(size: number, weight: (i: number, j: number) => number): IntegerWeights {
  const nodes = size + (size % 2);
  const matrix = new Float64Array(nodes * nodes).fill(FORBIDDEN);
  let greatest = 0;
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const value = weight(i, j);
      if (!(value >= 0 && value < Infinity) && value !== FORBIDDEN) {
        throw new BugError('a weight is finite and not negative', { i, j, value });
      }
      matrix[i * nodes + j] = value;
      if (value > greatest) greatest = value;
    }
  }
  scaleInPlace(matrix, nodes, greatest);
  return { nodes, matrix };
}

function scaleInPlace(matrix: Float64Array, nodes: number, greatest: number): void {
  const scale = scaleFor(nodes, greatest);
  const shift = (nodes / 2) * Math.floor(greatest * scale + 0.5) + 1;
  for (let i = 0; i < nodes; i++) {
    matrix[i * nodes + i] = -Infinity;
    for (let j = i + 1; j < nodes; j++) {
      const value = matrix[i * nodes + j]!;
      const entry = value < 0 ? 0 : 2 * (shift + Math.floor(value * scale + 0.5));
      matrix[i * nodes + j] = entry;
      matrix[j * nodes + i] = entry;
    }
  }
}

/** The greatest power of two with nodes · 2 · (nodes/2 + 1) · greatest · scale ≤ 2^52; 1 if all weights are 0. */
function scaleFor(nodes: number, greatest: number): number {
  if (greatest === 0) return 1;
  const limit = 2 ** 52 / (nodes * (nodes + 2)) - 2;
  let scale = 1;
  while (greatest * scale * 2 <= limit && scale < 2 ** 1000) scale *= 2;
  while (greatest * scale > limit) scale /= 2;
  return scale;
}
