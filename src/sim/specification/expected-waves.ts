/** The waves of 03 once more, from the rows alone and pair by pair: who may meet, what a meeting weighs, what is asked again. */
import exp from '@stdlib/math-base-special-exp';
import { addInformation, diagonalMatrix, inverted } from './plain-algebra.js';

export interface AskedRow {
  readonly a: string;
  readonly b: string;
  readonly winner: 'essay_a' | 'essay_b' | 'error' | null;
}

export type NamedPair = readonly [first: string, second: string];

/** Rows of two essays, in either orientation. */
export function rowsOfPair(rows: readonly AskedRow[], x: string, y: string): readonly AskedRow[] {
  return rows.filter(({ a, b }) => (a === x && b === y) || (a === y && b === x));
}

export function comparisonsOf(rows: readonly AskedRow[], id: string): number {
  return rows.filter(({ a, b }) => a === id || b === id).length;
}

function isUsable({ winner }: AskedRow): boolean {
  return winner === 'essay_a' || winner === 'essay_b';
}

export function isAnswered(rows: readonly AskedRow[], x: string, y: string): boolean {
  return rowsOfPair(rows, x, y).some(isUsable);
}

/** Asked, and neither answered nor open. */
export function isFailed(rows: readonly AskedRow[], x: string, y: string): boolean {
  const own = rowsOfPair(rows, x, y);
  return own.length > 0 && own.every(({ winner }) => winner === 'error');
}

/** Of the net alone. */
export function answeredPartners(ids: readonly string[], rows: readonly AskedRow[], id: string): number {
  return ids.filter((other) => other !== id && isAnswered(rows, id, other)).length;
}

/** Most answered partners, then most comparisons, then the smallest id; null where the number is even. */
export function expectedResting(ids: readonly string[], rows: readonly AskedRow[]): string | null {
  if (ids.length < 2 || ids.length % 2 === 0) return null;
  const ranked = [...ids].sort(
    (x, y) =>
      answeredPartners(ids, rows, y) - answeredPartners(ids, rows, x) ||
      comparisonsOf(rows, y) - comparisonsOf(rows, x) ||
      (x < y ? -1 : 1),
  );
  return ranked[0] ?? null;
}

/** Rarely compared essays and close scores weigh. */
export function coverageWeight(
  rows: readonly AskedRow[],
  [x, y]: NamedPair,
  distance: number,
  weights: { readonly count: number; readonly proximity: number },
): number {
  const rarity = 1 / (1 + comparisonsOf(rows, x)) + 1 / (1 + comparisonsOf(rows, y));
  return weights.count * rarity + (distance < 2 ? weights.proximity * exp(-distance) : 0);
}

/** p(1 − p) at a difference of scores. */
export function informationAt(distance: number): number {
  const p = 1 / (1 + exp(-distance));
  return p * (1 - p);
}

/** By how much the pair's comparison multiplies the determinant of the information, less 1; prior of SD 1.5. */
export function determinantGain(
  ids: readonly string[],
  known: readonly NamedPair[],
  [x, y]: NamedPair,
  distance: (x: string, y: string) => number,
): number {
  const matrix = diagonalMatrix(ids.length, 1 / 2.25);
  for (const [a, b] of known)
    addInformation(matrix, ids.indexOf(a), ids.indexOf(b), informationAt(distance(a, b)));
  const inverse = inverted(matrix) ?? [];
  const [i, j] = [ids.indexOf(x), ids.indexOf(y)];
  const variance = (inverse[i]?.[i] ?? 0) + (inverse[j]?.[j] ?? 0) - 2 * (inverse[i]?.[j] ?? 0);
  return informationAt(distance(x, y)) * variance;
}

/** Every two essays, smaller id first, in the order of ids. */
export function allPairs(ids: readonly string[]): readonly NamedPair[] {
  const sorted = [...ids].sort((x, y) => (x < y ? -1 : 1));
  return sorted.flatMap((x, i) => sorted.slice(i + 1).map((y): NamedPair => [x, y]));
}

/** Answered pairs again, rarely compared essays first, nobody too often. */
export function expectedResampling(
  ids: readonly string[],
  rows: readonly AskedRow[],
  budget: number,
  tie: (x: string, y: string) => number,
): readonly NamedPair[] {
  const load = ([x, y]: NamedPair) => comparisonsOf(rows, x) + comparisonsOf(rows, y);
  const candidates = allPairs(ids)
    .filter(([x, y]) => isAnswered(rows, x, y))
    .sort((p, q) => load(p) - load(q) || tie(...p) - tie(...q));
  const wanted = Math.min(candidates.length, budget);
  const most = Math.max(1, Math.ceil((2 * wanted) / ids.length));
  const chosen: NamedPair[] = [];
  const uses = (id: string) => chosen.filter((pair) => pair.includes(id)).length;
  for (const pair of candidates)
    if (chosen.length < wanted && pair.every((id) => uses(id) < most)) chosen.push(pair);
  return chosen;
}

/** Failed pairs again as they were shown last: fewest attempts first, then by ids. */
export function expectedRetries(
  ids: readonly string[],
  rows: readonly AskedRow[],
  attempts: number,
  most: number,
): readonly NamedPair[] {
  return allPairs(ids)
    .filter(([x, y]) => isFailed(rows, x, y) && rowsOfPair(rows, x, y).length < attempts)
    .sort(([a, b], [x, y]) => rowsOfPair(rows, a, b).length - rowsOfPair(rows, x, y).length)
    .slice(0, Math.max(0, most))
    .map(([x, y]): NamedPair => {
      const last = rowsOfPair(rows, x, y).at(-1);
      return last?.a === y ? [y, x] : [x, y];
    });
}
