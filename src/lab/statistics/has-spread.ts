import { isSameNumber } from './is-same-number.js';

/**
 * Whether values differ beyond rounding. Sums of squares around the mean do not say so: the mean is rounded, and equal
 * values lie beside it.
 */
export function hasSpread(values: ArrayLike<number>): boolean {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, values[i]!);
    most = Math.max(most, values[i]!);
  }
  return least < most && !isSameNumber(least, most);
}
