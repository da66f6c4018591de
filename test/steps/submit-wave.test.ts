import { describe, expect, test } from 'vitest';
import type { ComparisonRequest } from '../../src/cj/messages.js';
import { decideContinuation } from '../../src/steps/decide-continuation.js';
import { prepareBatch } from '../../src/steps/prepare-batch.js';
import { receiveRequest } from '../../src/steps/receive-request.js';
import type { StepResult } from '../../src/steps/step.js';
import { submitFirstWave } from '../../src/steps/submit-wave.js';
import { ASSIGNMENT, answerAll, bench, ordersOf, prepared, scenario, students, waiting } from './bench.js';

const requestsOf = ({ messages = [] }: StepResult) =>
  messages.map(({ payload }) => payload as ComparisonRequest);
const request = (changes: object) => scenario({ request: { user_id: 'teacher', ...changes } });
const first = (value: unknown, policy?: 'service-2026-02') => {
  const made = prepared(value, policy ? { policy } : {});
  return { made, result: made.run(submitFirstWave, { request: made.request.request }) };
};

describe('the first submission', () => {
  test('rows, counters, metadata and the request to the provider belong together', () => {
    const { made, result } = first(scenario({ essays: { list: students(2) } }));
    const [order] = ordersOf(result);
    expect(result).toEqual({
      event: { type: 'wave.submitted', iteration: 1 },
      messages: [
        {
          to: 'llm_provider',
          type: 'comparison.requested',
          key: '7/1/0',
          payload: {
            batch_id: 7,
            label: '7',
            iteration: 1,
            batching_mode: 'serial_bundle',
            cj_request_type: 'cj_comparison',
            llm: {},
            student_prompt_text: 'Write.',
            judge_rubric_text: null,
            orders: [order],
          },
        },
      ],
      facts: [
        {
          fact: 'budget.resolved',
          iteration: 1,
          source: 'runner_override',
          cap: 10,
          override: 10,
          guardrail: 120,
        },
        {
          fact: 'wave.submitted',
          iteration: 1,
          mode: 'coverage',
          pairs: 1,
          cj_request_type: 'cj_comparison',
          rehydrated_from: 'request',
          source: 'runner_override',
          cap: 10,
          override: 10,
          batching_mode: 'serial_bundle',
          llm_config_overrides: null,
          batch_config_overrides: null,
          identity: {
            assignment_id: null,
            user_id: 'teacher',
            org_id: 'school',
            language: 'en',
            course_code: 'ENG5',
          },
        },
      ],
    });
    expect(made.rows()).toEqual({ cj_batch_uploads: 1, cj_batch_states: 3, cj_comparison_pairs: 1 });
    expect(
      made.sql(
        'select status, state, total_budget, total_comparisons, submitted_comparisons, current_iteration from cj_batch_uploads join cj_batch_states on batch_id = id',
      ),
    ).toEqual([
      {
        status: 'PERFORMING_COMPARISONS',
        state: 'WAITING_CALLBACKS',
        total_budget: 10,
        total_comparisons: 1,
        submitted_comparisons: 1,
        current_iteration: 1,
      },
    ]);
    expect(
      made.sql(
        'select request_correlation_id as id, pair_generation_mode as mode, winner from cj_comparison_pairs',
      ),
    ).toEqual([{ id: order?.correlation_id, mode: 'coverage', winner: null }]);
    expect(
      made.sql(
        "select processing_metadata -> 'comparison_budget' as budget, processing_metadata ->> 'llm_batching_mode' as mode from cj_batch_states",
      ),
    ).toEqual([{ budget: '{"max_pairs_requested":10,"source":"runner_override"}', mode: 'serial_bundle' }]);
  });

  test('without an override the guardrail is the budget', () => {
    const { made } = first(request({}));
    expect(
      made.sql(
        "select total_budget, processing_metadata ->> '$.comparison_budget.source' as source from cj_batch_states",
      ),
    ).toEqual([{ total_budget: 120, source: 'service_default' }]);
  });

  test('overrides of model and batch are kept beside the budget', () => {
    const overrides = { llm_config_overrides: { model: 'm' }, batch_config_overrides: { batch_size: 10 } };
    const { made } = first(request(overrides));
    expect(
      made.sql(
        "select processing_metadata -> 'config_overrides' as config, processing_metadata -> 'llm_overrides' as llm from cj_batch_states",
      ),
    ).toEqual([{ config: '{"batch_size":10}', llm: '{"model":"m"}' }]);
  });
});

describe('chunks', () => {
  const sizes = (value: unknown) => requestsOf(first(value).result).map(({ orders }) => orders.length);

  test('requests travel in chunks of DEFAULT_BATCH_SIZE', () => {
    const essays = { list: students(26) };
    expect(sizes(scenario({ essays }))).toEqual([10]);
    expect(sizes(scenario({ essays, request: {}, settings: { DEFAULT_BATCH_SIZE: 5 } }))).toEqual([5, 5, 3]);
  });

  test('batch_size of the request replaces it', () => {
    const essays = { list: students(26) };
    expect(sizes(scenario({ essays, request: { batch_config_overrides: { batch_size: 12 } } }))).toEqual([
      12, 1,
    ]);
  });
});

describe('batching modes', () => {
  const mode = { batch_config_overrides: { llm_batching_mode_override: 'provider_batch_api' } };

  test('provider_batch_api asks all pairs that the budget allows in the first submission', () => {
    const { made, result } = first(scenario({ essays: { list: students(4) }, request: mode }));
    expect(ordersOf(result)).toHaveLength(6);
    expect(
      made.sql("select processing_metadata ->> 'llm_batching_mode' as mode from cj_batch_states"),
    ).toEqual([{ mode: 'provider_batch_api' }]);
    answerAll(made, ordersOf(result));
    const decided = made.run(decideContinuation, {});
    expect([decided.event.type, decided.decision?.decision, decided.decision?.waves_requested]).toEqual([
      'scoring.due',
      'FINALIZE_SCORING',
      [],
    ]);
  });

  test('the budget cuts the one submission', () => {
    expect(
      ordersOf(
        first(scenario({ essays: { list: students(4) }, request: { ...mode, max_comparisons: 5 } })).result,
      ),
    ).toHaveLength(5);
  });

  test('a provider that is not on the list falls back to serial_bundle', () => {
    const { result } = first(
      scenario({
        essays: { list: students(4) },
        request: { ...mode, llm_config_overrides: { provider: 'other' } },
      }),
    );
    expect([ordersOf(result).length, requestsOf(result)[0]?.batching_mode, result.facts?.[0]]).toEqual([
      2,
      'serial_bundle',
      { fact: 'batching.fell_back', provider: 'other' },
    ]);
  });
});

describe('every wave of a batch', () => {
  test('has the identity, the overrides and the budget of the first', () => {
    const overrides = {
      llm_config_overrides: { model: 'm' },
      batch_config_overrides: { batch_size: 10 },
      max_comparisons: 6,
      org_id: 'school',
      course_code: 'ENG6',
    };
    const { made, orders } = waiting(scenario({ request: overrides, assignment: ASSIGNMENT }));
    const facts: unknown[] = [];
    let open = orders;
    for (let wave = 0; wave < 2; wave++) {
      answerAll(made, open);
      const result = made.run(decideContinuation, {});
      open = ordersOf(result);
      const submitted = result.facts?.find((fact) => fact.fact === 'wave.submitted');
      if (submitted?.fact !== 'wave.submitted') throw new Error('no wave was submitted');
      const { iteration, pairs, mode, ...same } = submitted;
      facts.push(same);
    }
    const kept = {
      fact: 'wave.submitted',
      cj_request_type: 'cj_retry',
      rehydrated_from: 'original_request',
      source: 'runner_override',
      cap: 6,
      override: 6,
      batching_mode: 'serial_bundle',
      llm_config_overrides: { model: 'm' },
      batch_config_overrides: { batch_size: 10 },
      identity: {
        assignment_id: ASSIGNMENT.id,
        user_id: 'cjsim-runner',
        org_id: 'school',
        language: 'en',
        course_code: 'ENG6',
      },
    };
    expect(facts).toEqual([kept, kept]);
  });

  test("asks the judge by the assignment's prompt and rubric, in each wave", () => {
    const { made, orders } = waiting(scenario({ assignment: ASSIGNMENT }));
    answerAll(made, orders);
    const [second] = requestsOf(made.run(decideContinuation, {}));
    expect([second?.student_prompt_text, second?.judge_rubric_text]).toEqual([
      'The prompt of the assignment.',
      'The rubric of the assignment.',
    ]);
  });

  test('asks the judge by the rubric override of the request', () => {
    const made = bench(scenario({ assignment: ASSIGNMENT }));
    made.run(receiveRequest, { ...made.request, judge_rubric_override: 'Mine.' });
    made.run(prepareBatch, { essays: made.request.essays, missing: [] });
    const [wave] = requestsOf(made.run(submitFirstWave, { request: made.request.request }));
    expect(wave?.judge_rubric_text).toBe('Mine.');
  });

  test('adds its size to the totals and one to the iteration', () => {
    const { made, orders } = waiting(scenario({ essays: { list: students(4) } }));
    answerAll(made, orders);
    made.run(decideContinuation, {});
    expect(
      made.sql(
        'select total_budget, total_comparisons, submitted_comparisons, current_iteration from cj_batch_states',
      ),
    ).toEqual([{ total_budget: 10, total_comparisons: 4, submitted_comparisons: 4, current_iteration: 2 }]);
  });

  test('has correlation ids of its own, also where a pair is asked again', () => {
    const { made, orders } = waiting(scenario({ essays: { list: students(2) } }));
    answerAll(made, orders);
    const [again] = ordersOf(made.run(decideContinuation, {}));
    const [once] = orders;
    expect(again?.correlation_id).not.toBe(once?.correlation_id);
    expect([again?.essay_a, again?.essay_b, again?.attempt]).toEqual([once?.essay_b, once?.essay_a, 1]);
  });
});
