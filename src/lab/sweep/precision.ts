/** Sequential replication of a sweep: until the means, or the paired differences from the first arm, are known. */
import { stopsAfter } from '../statistics/stopping-rule.js';
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

export function needsMore(
  { arms, replicates }: { readonly arms: number; readonly replicates: number },
  values: SweepValues,
  precision: Precision,
): boolean {
  if (replicates >= precision.most) return false;
  const first = precision.of === 'mean' ? 0 : 1;
  return Array.from({ length: arms - first }, (_, k) => k + first).some((arm) => {
    const series =
      precision.of === 'mean' ? values.known(arm, precision.outcome) : gaps(values, arm, precision.outcome);
    return stopsAfter(series, { halfwidth: precision.halfwidth }) === null;
  });
}

function gaps(values: SweepValues, arm: number, outcome: OutcomeName): readonly number[] {
  const { a, b } = values.paired(arm, 0, outcome);
  return a.map((value, k) => value - (b[k] ?? 0));
}
