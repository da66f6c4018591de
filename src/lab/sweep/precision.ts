/** Sequential replication of a sweep: until the means, or the paired differences from the first arm, are known. */
import { stopsAfter } from '../statistics/stopping-rule.js';
import { armValues } from './arm-values.js';
import type { StoredCell } from './cell-store.js';
import type { OutcomeName } from './outcome-list.js';
import type { PreparedArm } from './sweep-cells.js';

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
  arms: readonly PreparedArm[],
  cells: readonly StoredCell[],
  precision: Precision,
): boolean {
  const values = armValues(cells, precision.outcome);
  const lists = arms.map(({ arm }) => values.get(arm.name) ?? new Map<number, number>());
  const longest = lists.reduce((most, list) => Math.max(most, list.size), 0);
  if (longest >= precision.most) return false;
  const [first = new Map<number, number>()] = lists;
  const series =
    precision.of === 'mean'
      ? lists.map((list) => [...list.values()])
      : lists.slice(1).map((list) =>
          [...list].flatMap(([replicate, value]) => {
            const base = first.get(replicate);
            return base === undefined ? [] : [value - base];
          }),
        );
  return series.some((list) => stopsAfter(list, { halfwidth: precision.halfwidth }) === null);
}
