/**
 * The standard errors of 04 word for word: the Fisher information without the reference, its pseudo-inverse with the
 * relative cut-off, the roots of the diagonal, the cap, and the cap for an essay without information.
 */
import exp from '@stdlib/math-base-special-exp';
import { addInformation, diagonalMatrix, type Matrix, spectrumOf } from './plain-algebra.js';

export interface ComparedPair {
  readonly i: number;
  readonly j: number;
  /** Usable comparisons of the two. */
  readonly times: number;
}

export const SE_CAP = 2;
const FARTHEST_INFORMATIVE = 10;
const CUTOFF = 1e-10;

/** N·p(1 − p) of each pair, as a Laplacian. */
export function informationMatrix(scores: readonly number[], pairs: readonly ComparedPair[]): Matrix {
  const rows = diagonalMatrix(scores.length, 0);
  for (const { i, j, times } of pairs) {
    const distance = Math.abs((scores[i] ?? 0) - (scores[j] ?? 0));
    if (distance > FARTHEST_INFORMATIVE) continue;
    const odds = exp(-distance);
    const weight = (times * odds) / ((1 + odds) * (1 + odds));
    addInformation(rows, i, j, weight);
  }
  return rows;
}

/** null where an eigenvalue lies so near the cut-off that rounding decides. */
export function pseudoInverseErrors(
  scores: readonly number[],
  pairs: readonly ComparedPair[],
  reference: number,
): readonly number[] | null {
  if (pairs.length === 0) return scores.map(() => 0.5);
  const information = informationMatrix(scores, pairs);
  const others = scores.map((_, index) => index).filter((index) => index !== reference);
  const spectrum = spectrumOf(others.map((i) => others.map((j) => information[i]?.[j] ?? 0)));
  const largest = spectrum.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
  const limit = CUTOFF * largest;
  if (spectrum.some(({ value }) => Math.abs(value) > limit / 3 && Math.abs(value) < 3 * limit)) return null;
  return scores.map((_, index) => {
    if (index === reference) return 0;
    if (information[index]?.[index] === 0) return SE_CAP;
    const at = others.indexOf(index);
    const variance = spectrum.reduce((sum, { value, vector }) => {
      const entry = vector[at] ?? 0;
      return Math.abs(value) > limit ? sum + (entry * entry) / value : sum;
    }, 0);
    return Math.min(SE_CAP, Math.sqrt(variance));
  });
}
