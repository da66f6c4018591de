/**
 * Spearman's rank correlation: Pearson's correlation of the ranks, ties sharing the mean of their ranks
 * (Kendall, Rank Correlation Methods, 4th ed., 1970, ch. 3). null where one list has no spread.
 * The example in the manual of scipy.stats comes out alike.
 */
import { correlation } from './correlation.js';

export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  return correlation(meanRanks(x), meanRanks(y));
}

/** Ranks from 1, smallest first; equal values share the mean of their ranks. */
function meanRanks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[a]! - values[b]!,
  );
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let k = start; k < end; k++) ranks[order[k]!] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}
