/** What a batch may have to reach, each measured by one outcome of a sweep. */
import { UserError } from '../../cj/errors.js';
import type { OutcomeName } from '../sweep/outcome-list.js';

export const TARGETS = {
  'true-correlation': 'true_correlation_students',
  'grade-agreement': 'oracle_exact',
  ssr: 'ssr',
} as const satisfies Readonly<Record<string, OutcomeName>>;
export type TargetName = keyof typeof TARGETS;

export interface Target {
  /** What is to be reached. */
  readonly name: TargetName;
  /** The least that will do, above 0 and below 1. */
  readonly value: number;
}

export interface TargetSetting {
  readonly strategy: string;
  readonly scenario: string;
  readonly anchors: number;
  readonly allowInflated: boolean;
}

/** Before anything is run: where SSR can be too high, a budget for it can be too small; and without anchors there are no grades. */
export function refuseTarget({ name, value }: Target, setting: TargetSetting): void {
  const { strategy, scenario, anchors, allowInflated } = setting;
  if (name === 'ssr' && strategy !== 'random' && !allowInflated) {
    throw new UserError({
      code: 'inflated_target',
      message: `With pairing that depends on results (${strategy}) SSR can be too high, and a budget for ssr=${value} too small.`,
      fix: 'Ask for true-correlation, use --strategy random, or say --allow-inflated.',
      where: '--target',
    });
  }
  if (name === 'grade-agreement' && anchors === 0) {
    throw new UserError({
      code: 'no_grades',
      message: `Grades need anchors, and the scenario ${scenario} has none: grade-agreement cannot be measured.`,
      fix: 'Ask for true-correlation, or name a scenario with anchors (--scenario class-60).',
      where: '--target',
    });
  }
}

const FIX_SCALE =
  'It needs abilities that differ, and answers that are not too one-sided for a finite Bradley-Terry scale.';
const FIXES: Readonly<Record<TargetName, string>> = {
  'true-correlation': FIX_SCALE,
  ssr: FIX_SCALE,
  'grade-agreement':
    'It needs anchors of a known ability whose grades belong to the scale of the assignment.',
};

export interface Unmeasured {
  readonly batches: number;
  /** Of them, those that failed or never ended. */
  readonly failed: number;
  readonly judge: string;
}

/** After a search in which no batch had a value: that no budget reaches the target would not be true. */
export function neverMeasured({ name }: Target, { batches, failed, judge }: Unmeasured): UserError {
  const isAllFailed = failed === batches;
  return new UserError({
    code: 'never_measured',
    message: `${name} has no value in any of the ${batches} batches that were tried with the judge ${judge}${isAllFailed ? ': all of them failed or never ended' : ''}.`,
    fix: isAllFailed ? 'Name a scenario whose batches are scored (--scenario).' : FIXES[name],
    where: '--target',
  });
}
