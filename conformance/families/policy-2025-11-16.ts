/** `policy_2025_11_16`: one continuation under the oldest policy, with its pair generator. */
import { batchConfigProblem } from '../../src/cj/batch-config.js';
import type { ContinuationInput } from '../../src/cj/continuation/continuation-input.js';
import { completionOf20251116 } from '../../src/cj/continuation/decide-service-2025-11-16.js';
import { everyFifthAnswer } from '../../src/cj/continuation-due.js';
import { PairHistory, type PairRow } from '../../src/cj/pairing/pair-history.js';
import { planWave } from '../../src/cj/pairing/plan-wave.js';
import { service20251116 } from '../../src/cj/policies/service-2025-11-16.js';
import { type BatchRowIdentity, rehydrate } from '../../src/cj/request.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/cj/settings.js';
import { type JsonObject, objectOrNull } from '../../src/cj/stored-value.js';
import type { EssayId } from '../../src/cj/words.js';
import { createDraw } from '../../src/sim/randomness.js';
import type { Family } from '../family.js';

interface PolicyCase {
  readonly essays: number;
  readonly pairs_won: number;
  readonly pairs_error: number;
  readonly pairs_open: number;
  readonly total_comparisons: number;
  readonly submitted: number;
  readonly completed: number;
  readonly failed: number;
  readonly completion_threshold_pct: number;
  readonly state: string;
  readonly comparison_budget: unknown;
  readonly config_overrides: unknown;
  readonly original_request: unknown;
  readonly settings: Partial<Settings>;
}

const ROW: BatchRowIdentity = {
  language: 'en',
  course_code: 'ENG5',
  assignment_id: null,
  user_id: null,
  org_id: null,
  student_prompt_text: null,
  judge_rubric_text: null,
};

function actual(raw: Readonly<Record<string, unknown>>): unknown {
  const input = raw as unknown as PolicyCase;
  const overrides = objectOrNull(input.config_overrides);
  if (overrides !== null && batchConfigProblem(overrides) !== null)
    return { error: 'invalid_config_overrides' };

  const settings: Settings = { ...DEFAULT_SETTINGS, ...input.settings };
  const continuation = continuationInput(input, settings);
  const completion = completionOf20251116(continuation);
  const request = rehydrate(continuation.metadata, ROW);
  const budget = service20251116.resolveBudget(
    request.max_comparisons_override,
    settings.MAX_PAIRWISE_COMPARISONS,
  );
  const wave =
    completion.should_request_more && input.essays > 0
      ? wavePairs(input, settings, budget.max_pairs_requested)
      : null;
  const requestsMore = (wave?.length ?? 0) > 0;
  const finalizes = completion.is_complete || completion.budget_exhausted;
  const answered = input.pairs_won + input.pairs_error;
  return {
    ...completion,
    threshold: completion.completion_threshold,
    should_continue:
      everyFifthAnswer({
        answeredRows: () => answered,
        totalComparisons: input.total_comparisons,
        completionThresholdPct: input.completion_threshold_pct,
      }) !== null,
    wave,
    action: requestsMore ? 'request_more' : finalizes ? 'finalize' : 'nothing',
    total_comparisons_after: requestsMore ? wave?.length : input.total_comparisons,
    submitted_after: requestsMore ? wave?.length : input.submitted,
    comparison_budget_after: wave === null ? input.comparison_budget : budget,
  };
}

function continuationInput(input: PolicyCase, settings: Settings): ContinuationInput {
  const metadata: JsonObject = {
    comparison_budget: input.comparison_budget,
    config_overrides: input.config_overrides,
    original_request: input.original_request,
  };
  return {
    submitted: input.submitted,
    completed: input.completed,
    failed: input.failed,
    totalBudget: null,
    totalComparisons: input.total_comparisons,
    currentIteration: 1,
    completionThresholdPct: input.completion_threshold_pct,
    isTerminal: ['COMPLETED', 'FAILED', 'CANCELLED'].includes(input.state),
    expectedEssayCount: input.essays,
    metadata,
    maxComparisonsOverride: null,
    recount: () => null,
    fitted: null,
    settings,
  };
}

/** The rows: the first pairs in list order have a winner, the next an error, the next are open. */
function wavePairs(
  input: PolicyCase,
  settings: Settings,
  cap: number,
): readonly (readonly [string, string])[] {
  const ids = Array.from({ length: input.essays }, (_, i) => `e${String(i + 1).padStart(2, '0')}` as EssayId);
  const pairs = ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b] as const));
  const answered = input.pairs_won + input.pairs_error;
  const rows = pairs
    .slice(0, answered + input.pairs_open)
    .map(([a, b], i): PairRow => [a, b, i < input.pairs_won ? 'essay_a' : i < answered ? 'error' : null]);
  return planWave(service20251116, 'coverage', {
    net: { ids, isAnchor: () => false, scores: ids.map(() => null) },
    history: new PairHistory(ids, rows),
    cap,
    label: '1',
    wave: 2,
    settings,
    draw: createDraw('unused'),
  }).map(({ essayA, essayB }) => [essayA, essayB] as const);
}

export const family: Family = { name: 'policy_2025_11_16', actual };
