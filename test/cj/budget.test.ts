import { describe, expect, test } from 'vitest';
import {
  countSubmission,
  countSubmissionAsService,
  maxPairsCap,
  overrideOfEvent,
  overwriteTotals,
  pairLimitedDenominator,
  resolveBudget,
  resolveBudgetAsService,
  totalBudgetDenominator,
  totalComparisonsDenominator,
} from '../../src/cj/budget.js';

describe('cap and source', () => {
  test.each([
    [100, { max_pairs_requested: 100, source: 'runner_override' }],
    [150, { max_pairs_requested: 120, source: 'runner_override' }],
    [1, { max_pairs_requested: 1, source: 'runner_override' }],
    [null, { max_pairs_requested: 120, source: 'service_default' }],
    [undefined, { max_pairs_requested: 120, source: 'service_default' }],
  ])('an override of %s under a guardrail of 120', (override, budget) => {
    expect(resolveBudget(override, 120)).toEqual(budget);
    expect(resolveBudgetAsService(override, 120)).toEqual(budget);
  });

  test.each([-5, true, '30'])('the service calls an override of %o runner_override', (override) => {
    expect(resolveBudgetAsService(override, 120).source).toBe('runner_override');
  });

  test('the service falls back to the guardrail for a negative override and still says runner_override', () => {
    expect(resolveBudgetAsService(-5, 120)).toEqual({ max_pairs_requested: 120, source: 'runner_override' });
    expect(resolveBudgetAsService(0, 120)).toEqual({ max_pairs_requested: 120, source: 'service_default' });
  });

  test('a request event carries a whole number above 0 or nothing', () => {
    expect([100, 0, -1, 1.5, '7', null].map(overrideOfEvent)).toEqual([100, null, null, null, null, null]);
  });

  test('a continuation works with the stored cap, whatever the guardrail, else with the guardrail', () => {
    const cap = (stored: unknown) => maxPairsCap({ comparison_budget: { max_pairs_requested: stored } }, 120);
    expect([cap(100), cap(500), cap(0), cap(-1), cap('9'), maxPairsCap(null, 120)]).toEqual([
      100, 500, 120, 120, 120, 120,
    ]);
  });
});

describe('the completion denominator', () => {
  const row = { totalBudget: 100, totalComparisons: 10 };

  test('is total_budget, under 2025-11-27 no more than the pairs of the net, under 2025-11-16 the last wave', () => {
    expect([
      totalBudgetDenominator(row),
      pairLimitedDenominator(row, 10),
      totalComparisonsDenominator(row),
    ]).toEqual([100, 10, 10]);
  });

  test.each([null, 0, -1, 1.5])('is absent for a total_budget of %s', (totalBudget) => {
    expect([
      totalBudgetDenominator({ ...row, totalBudget }),
      pairLimitedDenominator({ ...row, totalBudget }, 10),
    ]).toEqual([null, null]);
  });
});

describe('counting a submission', () => {
  const metadata = { comparison_budget: { max_pairs_requested: 100, source: 'runner_override' } };
  const start = { total_budget: null, total_comparisons: 0, submitted_comparisons: 0, current_iteration: 0 };
  const first = { total_budget: 100, total_comparisons: 12, submitted_comparisons: 12, current_iteration: 1 };

  test('the first one sets total_budget from the cap', () => {
    expect(
      [countSubmission, countSubmissionAsService, overwriteTotals].map((rule) => rule(start, 12, metadata)),
    ).toEqual([first, first, first]);
  });

  test('later ones add up, and total_budget is never overwritten', () => {
    const later = {
      total_budget: 100,
      total_comparisons: 22,
      submitted_comparisons: 22,
      current_iteration: 2,
    };
    const wider = { comparison_budget: { max_pairs_requested: 120 } };
    expect([countSubmission(first, 10, wider), countSubmissionAsService(first, 10, wider)]).toEqual([
      later,
      later,
    ]);
  });

  test('under 2025-11-16 the wave replaces both totals', () => {
    expect(overwriteTotals(first, 10, metadata)).toEqual({
      ...first,
      total_comparisons: 10,
      submitted_comparisons: 10,
      current_iteration: 2,
    });
  });

  test('a total_budget lost in mid-batch resets the counters in the service, and stays lost under current', () => {
    const lost = { ...first, total_budget: null };
    expect(countSubmissionAsService(lost, 10, metadata)).toEqual({
      total_budget: 100,
      total_comparisons: 10,
      submitted_comparisons: 10,
      current_iteration: 1,
    });
    expect(countSubmission(lost, 10, metadata)).toEqual({
      total_budget: null,
      total_comparisons: 22,
      submitted_comparisons: 22,
      current_iteration: 2,
    });
  });
});
