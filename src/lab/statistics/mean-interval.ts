/**
 * The mean of independent values with Student's interval; for paired differences give the differences. Checked on
 * Student's sleep data (Biometrika 6, 1908) against R's t.test.
 */
import type { Interval } from './interval.js';
import { studentQuantile } from './special-functions.js';

/** Of 95 %. That of equal values has no width, that of one value no ends. */
export function meanInterval(values: readonly number[]): Interval {
  const n = values.length;
  const estimate = meanOf(values);
  if (n < 2) return { estimate, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, n };
  const half = quantileAt(n - 1) * Math.sqrt(varianceOf(values) / n);
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

/** The share below the upper end of an interval of 95 %. */
const UPPER = 1 - (1 - 0.95) / 2;
/** By degrees of freedom. */
const known = new Map<number, number>();

function quantileAt(df: number): number {
  const value = known.get(df) ?? studentQuantile(UPPER, df);
  known.set(df, value);
  return value;
}
