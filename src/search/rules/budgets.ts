/** The rules of budget, counters, recovery and ending on drawn values, loosely typed as stored documents are. */
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
import { coverageByAnswers, coverageByClosedPairs } from '../../cj/continuation/coverage.js';
import { whenWaveIsIn } from '../../cj/continuation-due.js';
import { finishGuard, statusByCause } from '../../cj/finishing.js';
import { forceOrFail, giveUpOnceThenForce } from '../../cj/monitoring.js';
import { budgetResolvedAgain, keptBudget, rehydrate, type WaveRequest } from '../../cj/request.js';
import type { Settings } from '../../cj/settings.js';
import type { JsonObject } from '../../cj/stored-value.js';
import { type Broken, broken } from '../../sim/invariants/invariant.js';
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
function wholeAbove0(value: unknown): number | null {
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

function budgetOf(asked: number | null, guardrail: number) {
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
  const none = number > 0 ? number : 0;
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

export function checkEndings(rolls: Rolls, defaults: Settings): Broken | null {
  const [submitted, completed, failed] = [rolls.whole(0, 4), rolls.whole(0, 3), rolls.whole(0, 3)];
  const received = completed + failed;
  const [isTerminal, forced] = [rolls.chance(0.3), rolls.chance(0.4)];
  const counters = rolls.chance(0.9) ? { submitted, completed, failed } : null;
  const isPending = counters === null || (!forced && submitted - received > 0);
  const totalBudget = rolls.pick([null, 1, 3, 5]);
  const [openPairs, lostBefore] = [rolls.whole(0, 2), rolls.whole(0, 2)];
  const settings = { ...defaults, FORCED_SCORING_MIN_PROGRESS_PCT: rolls.pick([0, 20, 60, 80, 100]) };
  const batch = { callbacksReceived: received, completed, totalBudget, openPairs, lostBefore };
  const share = totalBudget === null ? 0 : received / totalBudget;
  const scored =
    completed > 0 && share * 100 >= settings.FORCED_SCORING_MIN_PROGRESS_PCT ? 'force_scoring' : 'fail';
  const counts = {
    submitted,
    completed,
    failed,
    totalComparisons: submitted,
    completionThresholdPct: 95,
    answeredRows: () => 0,
  };
  const stability_passed = rolls.chance(0.5);
  return differs(
    'how a batch ends',
    { batch, counters, isTerminal, forced, settings: settings.FORCED_SCORING_MIN_PROGRESS_PCT },
    [
      [
        'the guard',
        finishGuard({ counters, isTerminal, forced }),
        isTerminal ? 'left_alone' : isPending ? 'pending' : 'finish',
      ],
      ['a stuck batch of the service', forceOrFail(batch, settings), scored],
      [
        'a stuck batch',
        giveUpOnceThenForce(batch, settings),
        openPairs > 0 && lostBefore === 0 ? 'give_up_open' : scored,
      ],
      ['the wave', whenWaveIsIn(counts), submitted > 0 && received >= submitted ? 'wave' : null],
      [
        'the status',
        statusByCause({ stability_passed }),
        stability_passed ? 'COMPLETE_STABLE' : 'COMPLETE_MAX_COMPARISONS',
      ],
      ['the status without a decision', statusByCause(null), 'COMPLETE_MAX_COMPARISONS'],
    ],
  );
}

export function checkCoverageRules(rolls: Rolls): Broken | null {
  const counts = {
    maxPossible: rolls.pick([0, 1, 3, 6]),
    successful: rolls.whole(0, 6),
    givenUp: rolls.whole(0, 2),
    waitingRetry: rolls.whole(0, 2),
  };
  const number = () => rolls.pick([undefined, 0, 2, 5, 'x', -1]);
  const [possible, successful, complete] = [number(), number(), rolls.pick([undefined, true, false, 'true'])];
  const stored = {
    max_possible_pairs: possible,
    successful_pairs_count: successful,
    unique_coverage_complete: complete,
  };
  const told = rolls.chance(0.2) ? null : counts;
  const atLeast0 = (value: unknown) => (typeof value === 'number' && value > 0 ? value : 0);
  const expected = (fresh: typeof counts | null, recounted: boolean) => {
    const maxPossible = Math.max(atLeast0(possible), fresh?.maxPossible ?? 0);
    const answered = Math.max(atLeast0(successful), fresh?.successful ?? 0);
    const givenUp = fresh?.givenUp ?? 0;
    const isClosed = maxPossible > 0 && answered + givenUp >= maxPossible;
    const waitingRetry = fresh?.waitingRetry ?? 0;
    return {
      recounted,
      maxPossible,
      successful: answered,
      givenUp,
      waitingRetry,
      complete: complete === true || isClosed,
    };
  };
  const asService = told === null || complete === true ? null : { ...told, givenUp: 0, waitingRetry: 0 };
  return differs('coverage', { stored, told }, [
    ['current', coverageByClosedPairs(stored, () => told), expected(told, true)],
    ['service', coverageByAnswers(stored, () => told), expected(asService, complete !== true)],
  ]);
}

const ROW = {
  language: 'sv',
  course_code: 'ENG6',
  assignment_id: 'a-2',
  user_id: 'u-2',
  org_id: null,
  student_prompt_text: 'p-2',
  judge_rubric_text: null,
};

export function checkRehydration(rolls: Rolls): Broken | null {
  const override = rolls.pick([undefined, undefined, null, 1, 9, 0, -3, 2.5, '4', true]);
  const original: Record<string, unknown> = {
    language: rolls.pick(['en', 'en', 'en', 5]),
    course_code: rolls.pick(['ENG5', 'ENG5', 'ENG5', null]),
  };
  const texts = ['assignment_id', 'user_id', 'org_id', 'student_prompt_text', 'judge_rubric_text'];
  for (const key of texts)
    if (rolls.chance(0.5)) original[key] = rolls.pick([`${key}-1`, `${key}-1`, null, 3]);
  if (override !== undefined) original['max_comparisons_override'] = override;
  const config = rolls.pick([undefined, {}, { batch_size: 10 }, []]);
  if (config !== undefined) original['batch_config_overrides'] = config;
  if (rolls.chance(0.3)) original['llm_config_overrides'] = rolls.pick([{ model: 'm' }, [], null]);
  const isStranger = rolls.chance(0.1);
  if (isStranger) original['colour'] = 'red';
  const stored = rolls.pick([original, original, original, null, [], 'x']);
  const metadata: JsonObject = {
    original_request: stored,
    ...rolls.pick([{}, { config_overrides: { batch_size: 20 } }, { llm_overrides: { model: 'old' } }]),
    ...rolls.pick([
      {},
      {
        comparison_budget: {
          max_pairs_requested: rolls.pick([8, 0, 'x']),
          source: rolls.pick(['runner_override', 'service_default', 'who']),
        },
      },
    ]),
  };
  const isOverride = override === undefined || override === null || wholeAbove0(override) !== null;
  const isKnown =
    stored === original &&
    original['language'] === 'en' &&
    original['course_code'] === 'ENG5' &&
    isOverride &&
    !isStranger;
  const found = rehydrate(metadata, ROW);
  const expected = isKnown ? fromOriginal(original, metadata) : fromRow(metadata);
  const budget = metadata['comparison_budget'] as JsonObject | undefined;
  const isKept = budget?.['max_pairs_requested'] === 8 && budget['source'] !== 'who';
  const anew = budgetOf(expected.max_comparisons_override, 50);
  return differs('a request rebuilt', { metadata }, [
    ['the request', found, expected],
    ['its budget', keptBudget(metadata, expected, 50), isKept ? budget : anew],
    ['its budget in the service', budgetResolvedAgain(metadata, expected, 50), anew],
  ]);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fromOriginal(original: JsonObject, metadata: JsonObject): WaveRequest {
  const text = (key: string) => (typeof original[key] === 'string' ? (original[key] as string) : null);
  const own = original['batch_config_overrides'];
  const kept = metadata['config_overrides'];
  const llm = original['llm_config_overrides'];
  return {
    cj_request_type: 'cj_retry',
    rehydrated_from: 'original_request',
    language: 'en',
    course_code: 'ENG5',
    assignment_id: text('assignment_id'),
    user_id: text('user_id'),
    org_id: text('org_id'),
    student_prompt_text: text('student_prompt_text'),
    judge_rubric_text: text('judge_rubric_text'),
    max_comparisons_override: wholeAbove0(original['max_comparisons_override']),
    llm_config_overrides: isObject(llm) ? llm : null,
    batch_config_overrides: isObject(own) && Object.keys(own).length > 0 ? own : isObject(kept) ? kept : null,
  };
}

function fromRow(metadata: JsonObject): WaveRequest {
  const [config, llm] = [metadata['config_overrides'], metadata['llm_overrides']];
  return {
    cj_request_type: 'cj_retry',
    rehydrated_from: 'batch_row',
    ...ROW,
    max_comparisons_override: null,
    llm_config_overrides: isObject(llm) ? llm : null,
    batch_config_overrides: isObject(config) ? config : null,
  };
}

export type Same = readonly [what: string, found: unknown, expected: unknown];

/** The first of several values that is not as expected. Keys may come in any order. */
export function differs(what: string, given: JsonObject, values: readonly Same[]): Broken | null {
  for (const [which, found, expected] of values)
    if (plain(found) !== plain(expected)) return broken(`${what}: ${which}`, { found, expected, ...given });
  return null;
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
