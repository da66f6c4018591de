import { describe, expect, test } from 'vitest';
import { budgetResolvedAgain, keptBudget, rehydrate } from '../../src/cj/request.js';

const ROW = {
  language: 'sv',
  course_code: 'ROW',
  assignment_id: 'row-assignment',
  user_id: 'row-user',
  org_id: null,
  student_prompt_text: 'Row prompt.',
  judge_rubric_text: null,
};
const ORIGINAL = {
  language: 'en',
  course_code: 'ENG5',
  assignment_id: 'assignment',
  user_id: 'teacher',
  max_comparisons_override: 100,
  llm_config_overrides: { model: 'm' },
  batch_config_overrides: { batch_size: 20 },
};
const BUDGET = { max_pairs_requested: 100, source: 'runner_override' } as const;

describe('rehydration', () => {
  test('rebuilds the request from original_request alone', () => {
    expect(
      rehydrate({ original_request: ORIGINAL, comparison_budget: { max_pairs_requested: 50 } }, ROW),
    ).toEqual({
      cj_request_type: 'cj_retry',
      rehydrated_from: 'original_request',
      language: 'en',
      course_code: 'ENG5',
      assignment_id: 'assignment',
      user_id: 'teacher',
      org_id: null,
      student_prompt_text: null,
      judge_rubric_text: null,
      max_comparisons_override: 100,
      llm_config_overrides: { model: 'm' },
      batch_config_overrides: { batch_size: 20 },
    });
  });

  const FROM_ROW = {
    cj_request_type: 'cj_retry',
    rehydrated_from: 'batch_row',
    ...ROW,
    max_comparisons_override: null,
    llm_config_overrides: { model: 'stored' },
    batch_config_overrides: { batch_size: 30 },
  };

  test.each([
    ['missing', undefined],
    ['no object', 'text'],
    ['without a language', { ...ORIGINAL, language: undefined }],
    ['without a course', { ...ORIGINAL, course_code: 7 }],
    ['with an override below 1', { ...ORIGINAL, max_comparisons_override: 0 }],
    ['with an unknown key', { ...ORIGINAL, colour: 'red' }],
  ])(
    'falls back to the batch row, without an override, when original_request is %s',
    (_name, original_request) => {
      const metadata = {
        original_request,
        llm_overrides: { model: 'stored' },
        config_overrides: { batch_size: 30 },
      };
      expect(rehydrate({ ...metadata, comparison_budget: BUDGET }, ROW)).toEqual(FROM_ROW);
    },
  );

  test('the cap never becomes an override', () => {
    const { max_comparisons_override: _, ...without } = ORIGINAL;
    expect(
      rehydrate({ original_request: without, comparison_budget: BUDGET }, ROW).max_comparisons_override,
    ).toBe(null);
  });

  test('stored overrides of the batch serve where the request has none', () => {
    const metadata = {
      original_request: { ...ORIGINAL, batch_config_overrides: {} },
      config_overrides: { batch_size: 30 },
    };
    expect(rehydrate(metadata, ROW).batch_config_overrides).toEqual({ batch_size: 30 });
  });
});

describe('the budget of a continuation', () => {
  const lost = rehydrate({}, ROW);

  test('stays as first resolved under current, and widens to the guardrail in the service, when the request is lost', () => {
    const metadata = { comparison_budget: BUDGET };
    expect(keptBudget(metadata, lost, 120)).toEqual(BUDGET);
    expect(budgetResolvedAgain(metadata, lost, 120)).toEqual({
      max_pairs_requested: 120,
      source: 'service_default',
    });
  });

  test.each([
    undefined,
    { max_pairs_requested: 0, source: 'runner_override' },
    { max_pairs_requested: 9, source: 'somebody' },
  ])('is resolved anew without a usable stored one (%o)', (comparison_budget) => {
    expect(keptBudget({ comparison_budget }, lost, 120)).toEqual({
      max_pairs_requested: 120,
      source: 'service_default',
    });
  });
});
