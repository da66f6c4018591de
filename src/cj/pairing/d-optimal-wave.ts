/**
 * The strategy `d_optimal`: pairs that together add most to the determinant of the information matrix, chosen
 * one after another (sequential D-optimal design; Fedorov, Theory of Optimal Experiments, 1972). Unlike `adaptive` it
 * also knows which comparisons are there, so it does not ask what neighbours have answered.
 */
import { greedyWave, informationOf, jitterOf } from './greedy-wave.js';
import type { MatchedWave, PairSelectionInput, WeightedPair } from './matched-wave.js';
import { placesById } from './places-by-id.js';

/** Precision of a normal prior of SD 1.5 logits: makes the matrix regular before the first wave. */
const PRIOR_PRECISION = 1 / (1.5 * 1.5);

/**
 * With M the information of the pairs asked (each once) plus the prior's, the pair (i, j) of information
 * w = p(1 − p) multiplies det M by 1 + w·d, d = (eᵢ − eⱼ)ᵀM⁻¹(eᵢ − eⱼ). The pair of greatest w·d comes first; M⁻¹ follows by
 * Sherman & Morrison. O(n²) a pair. Unasked pairs only, each essay once a wave.
 */
export function dOptimalWave(input: PairSelectionInput): MatchedWave {
  const { ids, asked, remainingBudget } = input;
  const size = ids.length;
  const places = placesById(ids);
  const inverse = new InverseInformation(size);
  eachPair(places, (i, j) => {
    if (asked.isAsked(i, j)) inverse.add(i, j, informationOf(input, i, j));
  });
  const best = (isFree: (place: number) => boolean): WeightedPair | null => {
    let found: WeightedPair | null = null;
    eachPair(places.filter(isFree), (a, b) => {
      if (asked.isAsked(a, b)) return;
      const gain = informationOf(input, a, b) * inverse.varianceOfDifference(a, b);
      const weight = gain + jitterOf(input, a, b);
      if (found === null || weight > found.weight) found = { a, b, weight };
    });
    // TypeScript does not follow the assignment inside the visitor.
    const pair = found as WeightedPair | null;
    if (pair !== null) inverse.add(pair.a, pair.b, informationOf(input, pair.a, pair.b));
    return pair;
  };
  return greedyWave(size, best, remainingBudget);
}

function eachPair(places: readonly number[], visit: (i: number, j: number) => void): void {
  places.forEach((i, k) => {
    for (let l = k + 1; l < places.length; l++) visit(i, places[l]!);
  });
}

/** M⁻¹, kept up to date as pairs are added. */
class InverseInformation {
  readonly #size: number;
  readonly #inverse: Float64Array;
  readonly #column: Float64Array;

  constructor(size: number) {
    this.#size = size;
    this.#inverse = new Float64Array(size * size);
    this.#column = new Float64Array(size);
    for (let i = 0; i < size; i++) this.#inverse[i * size + i] = 1 / PRIOR_PRECISION;
  }

  varianceOfDifference(i: number, j: number): number {
    const size = this.#size;
    const inverse = this.#inverse;
    return inverse[i * size + i]! + inverse[j * size + j]! - 2 * inverse[i * size + j]!;
  }

  add(i: number, j: number, weight: number): void {
    const size = this.#size;
    const inverse = this.#inverse;
    const column = this.#column;
    const scale = weight / (1 + weight * this.varianceOfDifference(i, j));
    for (let k = 0; k < size; k++) column[k] = inverse[k * size + i]! - inverse[k * size + j]!;
    for (let k = 0; k < size; k++) {
      const factor = scale * column[k]!;
      if (factor === 0) continue;
      for (let l = 0; l < size; l++) inverse[k * size + l]! -= factor * column[l]!;
    }
  }
}
