/** What a sweep says: each arm's mean of each outcome with its interval, and the paired differences of all arms. */
import { UserError } from '../../cj/errors.js';
import { holmAdjusted } from '../statistics/holm.js';
import type { Interval } from '../statistics/interval.js';
import { mcnemarTest } from '../statistics/mcnemar-test.js';
import { meanInterval } from '../statistics/mean-interval.js';
import { newcombeInterval, pairedTable } from '../statistics/newcombe-interval.js';
import { pairedTest } from '../statistics/paired-test.js';
import { varianceFactor } from '../statistics/variance-factor.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import { OUTCOME_NAMES, OUTCOMES, type OutcomeName, refuseUnknownOutcome } from './outcome-list.js';
import type { ArmDesign } from './ssr-design.js';
import type { SweepResult } from './sweep.js';

export interface ArmSummary {
  /** Its name. */
  readonly arm: string;
  /** The keys that it sets, with their values. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Runs that are there. */
  readonly runs: number;
  /** Runs that ended in an error; they have no outcomes. */
  readonly broken: number;
  /** Of the SSR: mixed when runs differ. */
  readonly ssrDesign: ArmDesign;
  readonly outcomes: ReadonlyMap<OutcomeName, Interval>;
}

/** Arm minus the other arm, on the same seeds. */
export interface ArmDifference {
  /** The arm that is compared. */
  readonly arm: string;
  /** The arm that it is compared with. */
  readonly from: string;
  /** What is compared. */
  readonly outcome: OutcomeName;
  /** `arm` minus `from`, over the seeds that both have, with its 95 % interval. */
  readonly difference: Interval;
  /** (Var A + Var B)/Var(A − B), what common seeds save; null where it cannot be computed. */
  readonly factor: Interval | null;
  /** Two-sided, of no difference: Student's paired test, of shares McNemar's. */
  readonly p: number;
  /** Holm's, over the differences of this outcome from the first arm; null for other pairs, which are pointwise. */
  readonly pHolm: number | null;
}

export interface SweepAnalysis {
  readonly arms: readonly ArmSummary[];
  /** From the first arm, or from the first at the same level of `within`. */
  readonly differences: readonly ArmDifference[];
}

export type Analysed = Pick<SweepResult, 'experiment' | 'arms' | 'values'>;

/** `outcomes`: all of them where none are named. */
export function analyseSweep(
  result: Analysed,
  outcomes: readonly OutcomeName[] = OUTCOME_NAMES,
): SweepAnalysis {
  if (Array.isArray(outcomes)) for (const outcome of outcomes) refuseUnknownOutcome(outcome);
  const { arms: given, experiment, values: found } = (result ?? {}) as Partial<Analysed>;
  if (!Array.isArray(given) || experiment === undefined || found === undefined || !Array.isArray(outcomes)) {
    throw new UserError({
      code: 'no_sweep',
      message: 'analyseSweep takes the result of sweep(), and a list of outcomes',
      fix: "analyseSweep(await sweep('small-nets'), ['spearman'])",
    });
  }
  const { arms, values } = result;
  return {
    arms: arms.map(
      ({ arm: { name, set } }, k): ArmSummary => ({
        arm: name,
        set,
        runs: values.runs(k),
        broken: values.broken(k),
        ssrDesign: values.design(k),
        outcomes: new Map(
          outcomes.flatMap((outcome): [OutcomeName, Interval][] => {
            const list = values.known(k, outcome);
            if (list.length === 0) return [];
            return [[outcome, outcomeInterval(outcome, list, isShare(result, k, outcome))]];
          }),
        ),
      }),
    ),
    differences: outcomes.flatMap((outcome) => differencesFromFirst(result, outcome)),
  };
}

/** Of more arms only the differences from the arm that each is compared with are listed: pairs grow with their square. */
const MOST_PAIRED_ARMS = 100;

/** Every pair of arms: the later one minus the earlier one, pointwise unless the earlier one is what it is compared with. */
export function* allDifferences(result: Analysed, outcomes: readonly OutcomeName[]): Iterable<ArmDifference> {
  const { arms } = result;
  const bases = basesOf(result);
  for (const outcome of outcomes) {
    yield* differencesFromFirst(result, outcome);
    if (arms.length > MOST_PAIRED_ARMS) continue;
    for (let from = 0; from < arms.length; from++) {
      for (let arm = from + 1; arm < arms.length; arm++) {
        if (bases[arm] === from) continue;
        const found = differenceOf(result, { arm, from, outcome });
        if (found !== null) yield found;
      }
    }
  }
}

function differencesFromFirst(result: Analysed, outcome: OutcomeName): readonly ArmDifference[] {
  const bases = basesOf(result);
  const found = result.arms.flatMap((_, arm) => {
    const from = bases[arm] ?? 0;
    const difference = arm === from ? null : differenceOf(result, { arm, from, outcome });
    return difference === null ? [] : [difference];
  });
  const adjusted = holmAdjusted(found.map(({ p }) => p));
  return found.map((row, k) => ({ ...row, pHolm: adjusted[k] ?? 1 }));
}

/** For each arm the one that it is compared with; the first one of a group is compared with none, and is its own. */
export function basesOf({
  experiment: { within },
  arms,
}: Pick<Analysed, 'experiment' | 'arms'>): readonly number[] {
  const firsts = new Map<string | undefined, number>();
  return arms.map(({ arm: { set } }, index) => {
    const level = within === undefined ? '' : JSON.stringify(set[within]);
    const first = firsts.get(level) ?? index;
    firsts.set(level, first);
    return first;
  });
}

interface DifferencePlace {
  readonly arm: number;
  readonly from: number;
  readonly outcome: OutcomeName;
}

function differenceOf(result: Analysed, { arm, from, outcome }: DifferencePlace): ArmDifference | null {
  const { arms, values } = result;
  const { a, b } = values.paired(arm, from, outcome);
  if (a.length < 2) return null;
  return {
    arm: arms[arm]?.arm.name ?? '',
    from: arms[from]?.arm.name ?? '',
    outcome,
    ...pairedDifference(result, { arm, from, outcome }),
    factor: varianceFactor(a, b),
    pHolm: null,
  };
}

/** Of shares by Newcombe and McNemar, of numbers by Student. */
export function pairedDifference(
  result: Analysed,
  { arm, from, outcome }: DifferencePlace,
): { readonly difference: Interval; readonly p: number } {
  if (isShare(result, arm, outcome) && isShare(result, from, outcome)) {
    const { a, b } = result.values.paired(arm, from, outcome);
    const table = pairedTable(
      a.map((value) => value === 1),
      b.map((value) => value === 1),
    );
    return { difference: newcombeInterval(table), p: mcnemarTest(table) };
  }
  const gaps = result.values.gaps(arm, from, outcome);
  return { difference: meanInterval(gaps), p: pairedTest(gaps) };
}

/** Shares by Wilson; else a mean, whose interval does not leave the range of the outcome. */
export function outcomeInterval(
  outcome: OutcomeName,
  values: readonly number[],
  isOfRuns: boolean,
): Interval {
  if (isOfRuns) return wilsonInterval(values.filter((value) => value === 1).length, values.length);
  const { low, high, ...mean } = meanInterval(values);
  const [least, most] = OUTCOMES[outcome].range;
  return { ...mean, low: Math.max(least, low), high: Math.min(most, high) };
}

/**
 * Whether an outcome is yes or no in each run of an arm, and its mean a share of runs. So is a share of pairs where
 * there is one pair, and a share of students where there is one student.
 */
function isShare({ values }: Analysed, arm: number, outcome: OutcomeName): boolean {
  const students = values.students(arm);
  const isOne =
    outcome === 'right_order'
      ? students === 2
      : students === 1 && (outcome === 'oracle_exact' || outcome === 'oracle_adjacent');
  const isPossible = OUTCOMES[outcome].kind === 'share' || isOne;
  return isPossible && values.known(arm, outcome).every((value) => value === 0 || value === 1);
}
