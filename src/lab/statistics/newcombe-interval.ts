/**
 * The difference of two shares observed on the same units, with Newcombe's score interval for paired data
 * (Newcombe, Statistics in Medicine 17, 1998, 2635-2650, method 10).
 */
import type { Interval } from './interval.js';
import { wilsonInterval } from './wilson-interval.js';

/** The 2 × 2 table of pairs: outcome under the first arm, then under the second. */
export interface PairedTable {
  readonly both: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly neither: number;
}

/** First share minus second, with an interval of 95 %. */
export function newcombeInterval(table: PairedTable): Interval {
  const { both, firstOnly, secondOnly, neither } = table;
  const n = both + firstOnly + secondOnly + neither;
  const first = wilsonInterval(both + firstOnly, n);
  const second = wilsonInterval(both + secondOnly, n);
  const phi = phiOf(table);
  const reach = (a: number, b: number): number => Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
  const estimate = (firstOnly - secondOnly) / n;
  return {
    estimate,
    low: estimate - reach(first.estimate - first.low, second.high - second.estimate),
    high: estimate + reach(first.high - first.estimate, second.estimate - second.low),
    n,
  };
}

/** The correlation of the two outcomes, with Newcombe's correction for a positive one. */
function phiOf({ both: a, firstOnly: b, secondOnly: c, neither: d }: PairedTable): number {
  const margins = (a + b) * (c + d) * (a + c) * (b + d);
  if (margins === 0) return 0;
  const cross = a * d - b * c;
  const n = a + b + c + d;
  const corrected = cross > 0 ? Math.max(cross - n / 2, 0) : cross;
  return corrected / Math.sqrt(margins);
}

/** The table of two lists of outcomes, unit by unit. */
export function pairedTable(first: readonly boolean[], second: readonly boolean[]): PairedTable {
  const table = { both: 0, firstOnly: 0, secondOnly: 0, neither: 0 };
  first.forEach((a, unit) => {
    const b = second[unit] ?? false;
    table[a ? (b ? 'both' : 'firstOnly') : b ? 'secondOnly' : 'neither'] += 1;
  });
  return table;
}
