/**
 * A share with Wilson's score interval, which keeps its coverage near 0 and 1
 * (Wilson, JASA 22, 1927; Brown, Cai & DasGupta, Statistical Science 16, 2001).
 */
import { normalQuantile } from '../../cj/normal-quantile.js';
import type { Interval } from './interval.js';

export function wilsonInterval(successes: number, n: number, level = 0.95): Interval {
  if (n === 0) return { estimate: Number.NaN, low: 0, high: 1, n };
  const z = normalQuantile(1 - (1 - level) / 2);
  const p = successes / n;
  const scale = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / scale;
  return {
    estimate: p,
    low: successes === 0 ? 0 : centre - half,
    high: successes === n ? 1 : centre + half,
    n,
  };
}
