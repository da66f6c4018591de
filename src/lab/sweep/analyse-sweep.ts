/** What a sweep says: each arm's mean of each outcome with its interval, and paired differences from the first arm. */
import { holmAdjusted } from '../statistics/holm.js';
import type { Interval } from '../statistics/interval.js';
import { meanInterval } from '../statistics/mean-interval.js';
import { newcombeInterval, pairedTable } from '../statistics/newcombe-interval.js';
import { pairedTest } from '../statistics/paired-test.js';
import { varianceFactor } from '../statistics/variance-factor.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import { armValues } from './arm-values.js';
import { OUTCOMES, type OutcomeName } from './outcome-list.js';
import type { SweepResult } from './sweep.js';

export interface ArmSummary {
  readonly arm: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly runs: number;
  readonly broken: number;
  /** Of the SSR: mixed when runs differ. */
  readonly ssrDesign: 'fixed' | 'adaptive' | 'mixed' | 'none';
  readonly outcomes: ReadonlyMap<OutcomeName, Interval>;
}

/** Arm minus the first arm, on the same seeds. */
export interface ArmDifference {
  readonly arm: string;
  readonly outcome: OutcomeName;
  readonly difference: Interval;
  /** (Var A + Var B)/Var(A − B); null where it cannot be computed. */
  readonly factor: Interval | null;
  readonly p: number;
  /** Holm's, over all arms, for this outcome. */
  readonly pHolm: number;
}

export interface SweepAnalysis {
  readonly arms: readonly ArmSummary[];
  readonly differences: readonly ArmDifference[];
}

export function analyseSweep({ arms, cells }: SweepResult, outcomes: readonly OutcomeName[]): SweepAnalysis {
  const values = new Map(outcomes.map((outcome) => [outcome, armValues(cells, outcome)] as const));
  const summaries = arms.map(({ arm }): ArmSummary => {
    const own = cells.filter((cell) => cell.arm === arm.name);
    return {
      arm: arm.name,
      set: arm.set,
      runs: own.length,
      broken: own.filter(({ result }) => result.kind === 'broken').length,
      ssrDesign: designOf(own.flatMap(({ result }) => (result.kind === 'done' ? result.rows : []))),
      outcomes: new Map(
        outcomes.flatMap((outcome): [OutcomeName, Interval][] => {
          const list = [...(values.get(outcome)?.get(arm.name)?.values() ?? [])];
          return list.length === 0 ? [] : [[outcome, intervalOf(outcome, list)]];
        }),
      ),
    };
  });
  const differences = outcomes.flatMap((outcome) =>
    differencesOf(
      outcome,
      arms.map(({ arm }) => arm.name),
      values.get(outcome),
    ),
  );
  return { arms: summaries, differences };
}

function designOf(rows: readonly { readonly ssr_design: string }[]): ArmSummary['ssrDesign'] {
  const designs = new Set(rows.map(({ ssr_design }) => ssr_design));
  if (designs.size === 0) return 'none';
  if (designs.size > 1) return 'mixed';
  return designs.has('fixed') ? 'fixed' : 'adaptive';
}

/** Shares of runs by Wilson; a run with several batches may be in between, and then counts as a number. */
function intervalOf(outcome: OutcomeName, values: readonly number[]): Interval {
  if (!isShare(outcome, values)) return meanInterval(values);
  return wilsonInterval(values.filter((value) => value === 1).length, values.length);
}

function isShare(outcome: OutcomeName, values: readonly number[]): boolean {
  return OUTCOMES[outcome].kind === 'share' && values.every((value) => value === 0 || value === 1);
}

function differencesOf(
  outcome: OutcomeName,
  names: readonly string[],
  values: ReadonlyMap<string, ReadonlyMap<number, number>> | undefined,
): readonly ArmDifference[] {
  const [first, ...others] = names;
  const base = values?.get(first ?? '');
  if (base === undefined) return [];
  const found = others.flatMap((arm) => {
    const own = values?.get(arm) ?? new Map<number, number>();
    const shared = [...own.keys()].filter((replicate) => base.has(replicate));
    if (shared.length < 2) return [];
    const a = shared.map((replicate) => own.get(replicate) ?? 0);
    const b = shared.map((replicate) => base.get(replicate) ?? 0);
    const gaps = a.map((value, k) => value - (b[k] ?? 0));
    const areShares = isShare(outcome, a) && isShare(outcome, b);
    const difference = areShares
      ? newcombeInterval(
          pairedTable(
            a.map((value) => value === 1),
            b.map((value) => value === 1),
          ),
        )
      : meanInterval(gaps);
    return [{ arm, outcome, difference, factor: varianceFactor(a, b), p: pairedTest(gaps) }];
  });
  const adjusted = holmAdjusted(found.map(({ p }) => p));
  return found.map((row, k) => ({ ...row, pHolm: adjusted[k] ?? 1 }));
}
