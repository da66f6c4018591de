/** Sequential replication of a sweep: until the means, or the paired differences, are known. */
import { stopsAfter } from '../statistics/stopping-rule.js';
import { type Analysed, baseOf } from './analyse-sweep.js';
import type { OutcomeName } from './outcome-list.js';
import type { SweepValues } from './sweep-values.js';

export interface Precision {
  readonly outcome: OutcomeName;
  /** Of the 95 % interval. */
  readonly halfwidth: number;
  readonly of: 'mean' | 'difference';
  readonly lookAhead: number;
  /** Replications after which it gives up. */
  readonly most: number;
}

export const LOOK_AHEAD = 5;

/** Differences are those from the arm that each is compared with in the report. */
export function needsMore(result: Analysed, replicates: number, precision: Precision): boolean {
  if (replicates >= precision.most) return false;
  const { values, arms } = result;
  const { of, outcome, halfwidth } = precision;
  return arms.some((_, arm) => {
    const base = baseOf(result, arm);
    if (of === 'difference' && base === arm) return false;
    const series = of === 'mean' ? values.known(arm, outcome) : gaps(values, [arm, base], outcome);
    return stopsAfter(series, { halfwidth }) === null;
  });
}

function gaps(
  values: SweepValues,
  [arm, base]: readonly [arm: number, base: number],
  outcome: OutcomeName,
): readonly number[] {
  const { a, b } = values.paired(arm, base, outcome);
  return a.map((value, k) => value - (b[k] ?? 0));
}
