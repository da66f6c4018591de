/**
 * The mean of independent values with Student's interval; for paired differences give the differences. Checked on
 * Student's sleep data (Biometrika 6, 1908) against R's t.test.
 */
import type { Interval } from './interval.js';
import { studentQuantile } from './special-functions.js';

/** `level` is the confidence, .95 by default. The interval of equal values has no width, that of one value no ends. */
export function meanInterval(values: readonly number[], level = 0.95): Interval {
  const n = values.length;
  const estimate = meanOf(values);
  if (n < 2) return { estimate, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, n };
  const half = quantile(1 - (1 - level) / 2, n - 1) * Math.sqrt(varianceOf(values) / n);
  return { estimate, low: estimate - half, high: estimate + half, n };
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample variance, n − 1. */
export function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
}

const known = new Map<string, number>();

function quantile(p: number, df: number): number {
  const key = `${p}/${df}`;
  const value = known.get(key) ?? studentQuantile(p, df);
  known.set(key, value);
  return value;
}
