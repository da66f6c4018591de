/**
 * The smallest x at which a curve is at a level: straight lines between its points, x and y not falling. null if the
 * curve starts above the level or never gets there.
 */
export function firstReach(x: readonly number[], y: readonly number[], level: number): number | null {
  const above = y.findIndex((value) => value >= level);
  if (above === -1 || (above === 0 && (y[0] ?? 0) > level)) return null;
  // From an interval without an end, that of a single value, no line leads anywhere.
  if (above === 0 || y[above - 1] === Number.NEGATIVE_INFINITY) return x[above] ?? null;
  return lineAt([y[above - 1] ?? 0, x[above - 1] ?? 0], [y[above] ?? 0, x[above] ?? 0], level);
}

type Point = readonly [x: number, y: number];

/** y at `at` on the straight line through two points; the first one's y if it is upright. */
export function lineAt([x0, y0]: Point, [x1, y1]: Point, at: number): number {
  return x1 === x0 ? y0 : y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
}
