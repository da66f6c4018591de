/** Points that cover ranges evenly, for the design of an experiment and for the first points of a study. */
import type { Draw } from '../../cj/draw.js';

/**
 * One point in each of so many equal slices of every axis, the slices of different axes joined by chance (McKay, Beckman &
 * Conover, Technometrics 21, 1979). Each point is a number in [0, 1) an axis; what is drawn goes by the names of the axes.
 */
export function latinHypercube(
  axes: readonly string[],
  points: number,
  draw: Draw,
): readonly (readonly number[])[] {
  const columns = axes.map((axis) =>
    Array.from({ length: points }, (_, slice) => ({ slice, u: draw('slice', axis, slice) }))
      .sort((a, b) => a.u - b.u)
      .map(({ slice }, point) => (slice + draw('within', axis, point)) / points),
  );
  return Array.from({ length: points }, (_, point) => columns.map((column) => column[point] ?? 0));
}

export interface FactorRange {
  readonly from: number;
  readonly to: number;
  /** Whole numbers alone. */
  readonly whole?: boolean;
}

/** At a share of the way. Every whole number of a range takes an equal part of it, the two at its ends too. */
export function valueAt({ from, to, whole = false }: FactorRange, share: number): number {
  if (!whole) return from + (to - from) * share;
  const [least, most] = [Math.ceil(from), Math.floor(to)];
  return Math.min(most, least + Math.floor((most - least + 1) * share));
}
