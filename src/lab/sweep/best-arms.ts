/** Which arm of a sweep is best, and which ones cannot be told from it; within each level of `within`. */
import { holmAdjusted } from '../statistics/holm.js';
import type { Interval } from '../statistics/interval.js';
import { isSameNumber } from '../statistics/is-same-number.js';
import { type ArmSummary, basesOf, pairedDifference, type SweepAnalysis } from './analyse-sweep.js';
import { OUTCOMES } from './outcome-list.js';
import type { SweepResult } from './sweep.js';

export interface KnownArm {
  readonly index: number;
  readonly summary: ArmSummary;
  readonly found: Interval;
}

export interface BestArms {
  /** Value of `within`; undefined without it. */
  readonly level: unknown;
  readonly known: readonly KnownArm[];
  readonly best: KnownArm;
  /** Paired differences from the best that Holm does not call different at 5 %. */
  readonly alike: readonly KnownArm[];
  /** Arms that share no two runs with a value with the best. */
  readonly apart: readonly KnownArm[];
  /** Of the best and those alike, the one with the fewest comparisons. */
  readonly cheapest: KnownArm;
  /** Paired difference of the cheapest from the best; null where that is the best. */
  readonly behind: Interval | null;
}

export function bestArms(result: SweepResult, { arms }: SweepAnalysis): readonly BestArms[] {
  const { outcome, within } = result.experiment;
  const groups = new Map<number, KnownArm[]>();
  const bases = basesOf(result);
  arms.forEach((summary, index) => {
    const found = summary.outcomes.get(outcome);
    if (found === undefined) return;
    const base = bases[index] ?? 0;
    groups.set(base, [...(groups.get(base) ?? []), { index, summary, found }]);
  });
  const isBetter = (a: KnownArm, b: KnownArm): boolean =>
    !isSameNumber(a.found.estimate, b.found.estimate) &&
    a.found.estimate < b.found.estimate === (OUTCOMES[outcome].better === 'lower');
  return [...groups.values()].flatMap((known) => {
    const [first] = known;
    if (first === undefined) return [];
    const best = known.reduce((most, next) => (isBetter(next, most) ? next : most), first);
    const isPaired = (arm: KnownArm): boolean => pairsOf(result, arm, best) >= LEAST_PAIRS;
    const apart = known.filter((arm) => arm !== best && !isPaired(arm));
    const others = known.filter((arm) => arm !== best && isPaired(arm));
    const fromBest = others.map(({ index }) =>
      pairedDifference(result, { arm: index, from: best.index, outcome }),
    );
    const adjusted = holmAdjusted(fromBest.map(({ p }) => p));
    const alike = others.filter((_, k) => (adjusted[k] ?? 1) >= 0.05);
    const cheapest = [best, ...alike].reduce((least, next) =>
      comparisonsOf(next) < comparisonsOf(least) ? next : least,
    );
    const level = within === undefined ? undefined : first.summary.set[within];
    const behind = fromBest[others.indexOf(cheapest)]?.difference ?? null;
    return [{ level, known, best, alike, apart, cheapest, behind }];
  });
}

export function comparisonsOf({ summary }: KnownArm): number {
  return summary.outcomes.get('comparisons')?.estimate ?? Number.POSITIVE_INFINITY;
}

/** A difference of fewer runs has no interval. */
const LEAST_PAIRS = 2;

function pairsOf({ experiment, values }: SweepResult, arm: KnownArm, best: KnownArm): number {
  return values.paired(arm.index, best.index, experiment.outcome).a.length;
}
