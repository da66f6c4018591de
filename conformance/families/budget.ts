/** `budget`: from a request to cap, source, stored metadata and counters, one operation a case. */
import { batchConfigProblem, storedBatchConfig } from '../../src/cj/batch-config.js';
import {
  countSubmissionAsService,
  maxPairsCap,
  overrideOfEvent,
  resolveBudgetAsService,
  totalBudgetDenominator,
} from '../../src/cj/budget.js';
import { type BatchRowIdentity, budgetResolvedAgain, rehydrate } from '../../src/cj/request.js';
import { objectOrNull } from '../../src/cj/stored-value.js';
import type { Family } from '../family.js';

type Input = Readonly<Record<string, unknown>>;

const OPERATIONS: Readonly<Record<string, (input: Input) => unknown>> = {
  normalize(input) {
    const overrides = objectOrNull(input['batch_config_overrides']);
    if (overrides !== null && batchConfigProblem(overrides) !== null) {
      return { error: 'invalid_batch_config_overrides' };
    }
    const comparison_budget = resolveBudgetAsService(input['override'], Number(input['guardrail']));
    return {
      max_pairs_cap: comparison_budget.max_pairs_requested,
      source: comparison_budget.source,
      metadata_after: {
        ...objectOrNull(input['stored_metadata']),
        comparison_budget,
        ...(overrides === null ? {} : { config_overrides: storedBatchConfig(overrides) }),
      },
    };
  },
  event: (input) => ({ max_comparisons_override: overrideOfEvent(input['max_comparisons']) }),
  continuation_cap: (input) => ({
    max_pairs_cap: maxPairsCap(input['metadata'], Number(input['guardrail'])),
  }),
  rehydrate(input) {
    const metadata = {
      original_request: input['original_request'],
      config_overrides: input['stored_config_overrides'],
    };
    const row: BatchRowIdentity = {
      assignment_id: null,
      org_id: null,
      judge_rubric_text: null,
      ...(input['batch_row'] as Pick<
        BatchRowIdentity,
        'language' | 'course_code' | 'user_id' | 'student_prompt_text'
      >),
    };
    const request = rehydrate(metadata, row);
    const budget = budgetResolvedAgain(metadata, request, Number(input['guardrail']));
    return {
      ...request,
      fell_back: request.rehydrated_from === 'batch_row',
      max_pairs_cap: budget.max_pairs_requested,
      source: budget.source,
    };
  },
  submit(input) {
    const before = input as unknown as Parameters<typeof countSubmissionAsService>[0];
    return countSubmissionAsService(before, Number(input['wave_size']), objectOrNull(input['metadata']));
  },
  denominator(input) {
    const row = { totalBudget: input['total_budget'], totalComparisons: Number(input['total_comparisons']) };
    const denominator = totalBudgetDenominator(row);
    return denominator === null ? { error: 'missing_total_budget' } : { denominator };
  },
};

export const family: Family = {
  name: 'budget',
  actual(input) {
    const operation = OPERATIONS[String(input['op'])];
    return operation ? operation(input) : { error: `unknown op ${JSON.stringify(input['op'])}` };
  },
};
