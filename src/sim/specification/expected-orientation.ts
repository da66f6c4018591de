/**
 * The orientation rule `fair_complement` of 03 once more, in plain lines: who must be shown first where the
 * rows before decide it, or null where chance does.
 */

export interface ShownPair {
  readonly a: string;
  readonly b: string;
}

/** `earlier`: everything shown before, this wave's earlier pairs included. `x` and `y` in any order. */
export function expectedFirst(
  x: string,
  y: string,
  mode: string,
  earlier: readonly ShownPair[],
): string | null {
  if (mode === 'retry') {
    return earlier.findLast(({ a, b }) => (a === x && b === y) || (a === y && b === x))?.a ?? null;
  }
  if (mode === 'resampling') {
    const hasX = earlier.some(({ a, b }) => a === x && b === y);
    const hasY = earlier.some(({ a, b }) => a === y && b === x);
    if (hasX !== hasY) return hasX ? y : x;
  }
  const skew = (id: string) =>
    earlier.reduce((sum, { a, b }) => sum + Number(a === id) - Number(b === id), 0);
  const skewX = skew(x);
  const skewY = skew(y);
  if (skewX * skewY < 0) return skewX < 0 ? x : y;
  const ifX = Math.abs(skewX + 1) + Math.abs(skewY - 1);
  const ifY = Math.abs(skewX - 1) + Math.abs(skewY + 1);
  if (ifX === ifY) return null;
  return ifX < ifY ? x : y;
}
