import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/cj/errors.js';
import { policyNamed } from '../../../src/cj/policies/policy-named.js';
import { POLICY_NAMES, type Policy } from '../../../src/cj/policy.js';
import type { EssayId } from '../../../src/cj/words.js';

/** One answer a policy, in the order of the table of 06: 2025-11-16, 2025-11-27, 2026-02, current. */
const row = <Answer>(ask: (policy: Policy) => Answer) =>
  [...POLICY_NAMES].reverse().map((name) => ask(policyNamed(name)));

const due = (answered: number, completed: number, failed = 0) =>
  row(({ continuationDue }) =>
    continuationDue({
      submitted: 10,
      completed,
      failed,
      totalComparisons: 10,
      completionThresholdPct: 95,
      answeredRows: () => answered,
    }),
  );

describe('the table of the policies, row by row', () => {
  test('when is continuation checked', () => {
    expect(due(4, 4)).toEqual([null, null, null, null]);
    expect(due(5, 5)).toEqual(['callback', null, null, null]);
    expect(due(10, 8, 2)).toEqual(['callback', 'wave', 'wave', 'wave']);
    expect(due(11, 11)).toEqual(['callback', 'wave', 'wave', 'wave']);
  });

  test('totals are overwritten, then accumulated', () => {
    const before = {
      total_budget: 100,
      total_comparisons: 10,
      submitted_comparisons: 10,
      current_iteration: 1,
    };
    expect(row(({ countSubmission }) => countSubmission(before, 6, {}).submitted_comparisons)).toEqual([
      6, 16, 16, 16,
    ]);
  });

  test('the denominator', () => {
    expect(row(({ denominator }) => denominator({ totalBudget: 100, totalComparisons: 10 }, 45))).toEqual([
      10, 45, 100, 100,
    ]);
  });

  test('the reference of the standard errors', () => {
    const essays = [
      { id: 'b' as EssayId, is_anchor: true },
      { id: 'a' as EssayId, is_anchor: true },
      { id: 'z' as EssayId, is_anchor: false },
    ];
    expect(row(({ seReference }) => essays[seReference(essays)]?.id)).toEqual(['z', 'z', 'a', 'a']);
  });

  test('counting in a continuation', () => {
    expect(row(({ pairCounting }) => pairCounting)).toEqual(['load_rows', 'count', 'count', 'count']);
  });

  test('a callback for a terminal batch', () => {
    expect(row(({ lateCallback }) => lateCallback)).toEqual(['persist', 'persist', 'persist', 'record']);
  });

  test('finalising a terminal batch', () => {
    const terminal = { counters: { submitted: 1, completed: 1, failed: 0 }, isTerminal: true, forced: false };
    expect(row(({ finishGuard }) => finishGuard(terminal))).toEqual([
      'finish',
      'left_alone',
      'left_alone',
      'left_alone',
    ]);
    expect(row(({ publishesOnce }) => publishesOnce)).toEqual([false, true, true, true]);
  });

  test('a lost original_request', () => {
    const metadata = { comparison_budget: { max_pairs_requested: 50, source: 'runner_override' } };
    const identity = {
      language: 'en',
      course_code: 'E',
      assignment_id: null,
      user_id: null,
      org_id: null,
      student_prompt_text: null,
      judge_rubric_text: null,
    };
    const budgets = row(({ budgetOfContinuation, rehydrate }) => {
      const { max_pairs_requested, source } = budgetOfContinuation(
        metadata,
        rehydrate(metadata, identity),
        120,
      );
      return `${max_pairs_requested} ${source}`;
    });
    expect(budgets).toEqual([
      '120 service_default',
      '120 service_default',
      '120 service_default',
      '50 runner_override',
    ]);
  });

  test('total_budget null in mid-batch', () => {
    const before = {
      total_budget: null,
      total_comparisons: 20,
      submitted_comparisons: 20,
      current_iteration: 2,
    };
    expect(
      row(({ countSubmission }) => countSubmission(before, 6, {}).submitted_comparisons).slice(1),
    ).toEqual([6, 6, 26]);
  });

  test('the status when a cap ends it', () => {
    expect(row(({ statusAtEnd }) => statusAtEnd({ stability_passed: false }))).toEqual([
      'COMPLETE_STABLE',
      'COMPLETE_STABLE',
      'COMPLETE_STABLE',
      'COMPLETE_MAX_COMPARISONS',
    ]);
  });

  test('an override below 1 is refused by current alone', () => {
    expect(row(({ overrideProblem }) => overrideProblem(0) === null)).toEqual([true, true, true, false]);
  });

  test('defaults', () => {
    expect(
      row(({ defaults }) => [
        defaults.MAX_PAIRWISE_COMPARISONS,
        defaults.SCORE_STABILITY_THRESHOLD,
        defaults.COMPARISONS_PER_STABILITY_CHECK_ITERATION,
      ]),
    ).toEqual([
      [350, 0.05, 10],
      [150, 0.05, 10],
      [undefined, undefined, undefined],
      [undefined, undefined, undefined],
    ]);
  });
});

test('a policy is found by its own name, and an unknown one is an error with the known ones', () => {
  expect(POLICY_NAMES.map((name) => policyNamed(name).name)).toEqual([...POLICY_NAMES]);
  expect(() => policyNamed('newest')).toThrow(
    new UserError({
      code: 'unknown_policy',
      message: 'Unknown policy "newest".',
      fix: `Use one of ${POLICY_NAMES.join(', ')}.`,
    }),
  );
});
