/**
 * Holm's step-down adjustment of p values for many comparisons at once (Holm, Scand. J. Stat. 6, 1979): the chance
 * that any true null hypothesis is rejected stays below the level.
 */
export function holmAdjusted(pValues: readonly number[]): readonly number[] {
  const order = [...pValues.keys()].sort((i, j) => (pValues[i] ?? 1) - (pValues[j] ?? 1));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let least = 0;
  order.forEach((index, rank) => {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * (pValues[index] ?? 1)));
    adjusted[index] = least;
  });
  return adjusted;
}
