import { isSameNumber } from './is-same-number.js';

/**
 * The smallest x at which a curve is at a level: straight lines between its points, x and y not falling. null if the
 * curve starts above the level or never gets there. A point that only rounding parts from the level is at it.
 */
export function firstReach(x: readonly number[], y: readonly number[], level: number): number | null {
  const isAt = (value: number): boolean => Number.isFinite(value) && isSameNumber(value, level);
  const reached = y.findIndex((value) => value >= level || isAt(value));
  const [before, there] = [y[reached - 1], y[reached]];
  if (there === undefined || (before === undefined && !isAt(there))) return null;
  // From an interval without an end, that of a single value, no line leads anywhere.
  if (before === undefined || isAt(there) || before === Number.NEGATIVE_INFINITY) return x[reached] ?? null;
  return lineAt([before, x[reached - 1] ?? 0], [there, x[reached] ?? 0], level);
}

type Point = readonly [x: number, y: number];

/** y at `at` on the straight line through two points; the first one's y if it is upright. */
export function lineAt([x0, y0]: Point, [x1, y1]: Point, at: number): number {
  return x1 === x0 ? y0 : y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
}
