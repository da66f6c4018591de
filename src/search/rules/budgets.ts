/** The rules of budget and counters on drawn values, loosely typed as stored documents are. */
import {
  countSubmission,
  countSubmissionAsService,
  maxPairsCap,
  overrideOfEvent,
  overwriteTotals,
  pairLimitedDenominator,
  resolveBudget,
  resolveBudgetAsService,
  type SubmissionCounters,
  totalBudgetDenominator,
  totalComparisonsDenominator,
} from '../../cj/budget.js';
import type { JsonObject } from '../../cj/stored-value.js';
import type { Broken } from '../../sim/invariants/invariant.js';
import { differs, type Same } from './differs.js';
import type { Rolls } from './rolls.js';

/** Whole numbers, what the service takes for one, and what is none. */
const LOOSE = [
  null,
  undefined,
  0,
  1,
  2,
  7,
  120,
  -1,
  2.5,
  true,
  false,
  '3',
  '',
  'x',
  Number.NaN,
  [],
  {},
] as const;

/** 1, 2, 3, …; true counts as 1. */
export function wholeAbove0(value: unknown): number | null {
  const number = value === true ? 1 : value;
  return typeof number === 'number' && number > 0 && number % 1 === 0 ? number : null;
}

export function checkBudget(rolls: Rolls): Broken | null {
  const override = rolls.pick(LOOSE);
  const guardrail = rolls.pick([1, 5, 120]);
  const asked = wholeAbove0(override);
  const stored = rolls.pick(LOOSE);
  const metadata = rolls.pick([
    {},
    { comparison_budget: { max_pairs_requested: stored } },
    { comparison_budget: [] },
  ]) as JsonObject;
  const storedCap = wholeAbove0(
    (metadata['comparison_budget'] as JsonObject | undefined)?.['max_pairs_requested'],
  );
  const row = { totalBudget: stored, totalComparisons: rolls.pick([0, 3]) };
  const possible = rolls.pick([1, 6, 500]);
  const positive = wholeAbove0(stored);
  return differs('a budget', { override, stored, metadata, row, guardrail, possible }, [
    ['resolved', resolveBudget(override, guardrail), budgetOf(asked, guardrail)],
    ['of the event', overrideOfEvent(override), asked],
    ['the cap', maxPairsCap(metadata, guardrail), storedCap ?? guardrail],
    ['the denominator', totalBudgetDenominator(row), positive],
    [
      'of the net',
      pairLimitedDenominator(row, possible),
      positive === null ? null : Math.min(positive, possible),
    ],
    ['of the totals', totalComparisonsDenominator(row), row.totalComparisons || null],
    ...ofService(override, guardrail),
  ]);
}

export function budgetOf(asked: number | null, guardrail: number) {
  return asked === null
    ? { max_pairs_requested: guardrail, source: 'service_default' }
    : { max_pairs_requested: Math.min(asked, guardrail), source: 'runner_override' };
}

/** The service accepts what it can turn into a number, and calls whatever is not empty an override. */
function ofService(override: unknown, guardrail: number): readonly Same[] {
  if (typeof override === 'number' && Number.isNaN(override)) return [];
  const isNumber = typeof override === 'number' || typeof override === 'boolean' || override === '3';
  const number = isNumber ? Math.trunc(Number(override)) : 0;
  const isEmpty =
    !override || (Array.isArray(override) ? override.length === 0 : JSON.stringify(override) === '{}');
  const cap = number > 0 ? Math.min(number, guardrail) : guardrail;
  const none = Math.max(number, 0);
  const source = isEmpty ? 'service_default' : 'runner_override';
  return [
    ['as the service', resolveBudgetAsService(override, guardrail), { max_pairs_requested: cap, source }],
    ['without a guardrail', resolveBudgetAsService(override, 0), { max_pairs_requested: none, source }],
  ];
}

export function checkCounters(rolls: Rolls): Broken | null {
  const iteration = rolls.whole(0, 2);
  const before: SubmissionCounters = {
    total_budget: rolls.pick([null, 20]),
    total_comparisons: rolls.whole(0, 9),
    submitted_comparisons: rolls.whole(0, 9),
    current_iteration: iteration,
  };
  const size = rolls.whole(1, 9);
  const cap = rolls.pick([null, 15]);
  const metadata =
    cap === null ? rolls.pick([null, {}]) : { comparison_budget: { max_pairs_requested: cap } };
  const isFirst = iteration === 0;
  const total_budget = isFirst
    ? (cap ?? before.total_budget ?? (before.total_comparisons || size))
    : before.total_budget;
  const fresh = { total_comparisons: size, submitted_comparisons: size };
  const grown = {
    total_budget: before.total_budget,
    total_comparisons: before.total_comparisons + size,
    submitted_comparisons: before.submitted_comparisons + size,
    current_iteration: iteration + 1,
  };
  const restarted = {
    total_budget: cap ?? before.total_budget ?? (before.total_comparisons || size),
    ...fresh,
    current_iteration: 1,
  };
  return differs('the counters of a wave', { before, size, metadata }, [
    ['current', countSubmission(before, size, metadata), isFirst ? restarted : grown],
    [
      'service',
      countSubmissionAsService(before, size, metadata),
      isFirst || before.total_budget === null ? restarted : grown,
    ],
    [
      '2025-11-16',
      overwriteTotals(before, size, metadata),
      { total_budget, ...fresh, current_iteration: iteration + 1 },
    ],
  ]);
}
