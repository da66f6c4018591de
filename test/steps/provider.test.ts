import { describe, expect, test } from 'vitest';
import type { ComparisonRequest } from '../../src/cj/messages.js';
import { FRESH_MEMORY } from '../../src/cj/provider-slots.js';
import type { BatchId, BatchingMode, CorrelationId, EssayId } from '../../src/cj/words.js';
import { askJudge } from '../../src/steps/ask-judge.js';
import { queueCalls } from '../../src/steps/queue-calls.js';
import { bench, scenario } from './bench.js';

function request(batching_mode: BatchingMode, size: number, llm = {}): ComparisonRequest {
  return {
    batch_id: 7 as BatchId,
    label: '7',
    iteration: 1,
    batching_mode,
    cj_request_type: 'cj_comparison',
    llm,
    student_prompt_text: null,
    judge_rubric_text: null,
    orders: Array.from({ length: size }, (_, index) => ({
      correlation_id: `c${index}` as CorrelationId,
      essay_a: 's1' as EssayId,
      essay_b: 's2' as EssayId,
      text_a: 'essay/7/s1',
      text_b: 'essay/7/s2',
      attempt: 1,
    })),
  };
}

describe('queue-calls', () => {
  const sizes = (mode: BatchingMode, size: number, settings = {}) =>
    bench(scenario({ settings }))
      .run(queueCalls, request(mode, size))
      .messages?.map(({ payload }) => (payload as { call: ComparisonRequest }).call.orders.length);

  test('per_request makes a call of each, serial_bundle joins up to 64, provider_batch_api takes all', () => {
    expect([sizes('per_request', 3), sizes('serial_bundle', 130), sizes('provider_batch_api', 130)]).toEqual([
      [1, 1, 1],
      [64, 64, 2],
      [130],
    ]);
    expect(sizes('serial_bundle', 5, { SERIAL_BUNDLE_MAX_REQUESTS: 2 })).toEqual([2, 2, 1]);
  });

  test('calls are named by their first comparison', () => {
    const result = bench().run(queueCalls, request('per_request', 2));
    expect([result.event, result.messages?.map(({ key }) => key), result.facts]).toEqual([
      { type: 'calls.queued' },
      ['c0', 'c1'],
      [{ fact: 'calls.queued', calls: 2, requests: 2, batching_mode: 'per_request' }],
    ]);
  });
});

describe('ask-judge', () => {
  const memory = FRESH_MEMORY;
  const verdict = ({ correlation_id }: { readonly correlation_id: string }) =>
    correlation_id === 'c0'
      ? ({ winner: 'essay_b', confidence: 3, justification: 'clearer', latencyMs: 700 } as const)
      : ({ error: { code: 'TIMEOUT', message: 'too slow' }, latencyMs: 900 } as const);

  test('every comparison of a call gets exactly one callback, at the latency of its verdict', () => {
    const call = request('serial_bundle', 2, { provider: 'anthropic', model: 'm' });
    const result = bench(scenario(), { memory, verdict }).run(askJudge, { call, attempt: 1, tries: 0 });
    const common = { label: '7', provider: 'anthropic', model: 'm' };
    expect(result.messages).toEqual([
      {
        to: 'callback_topic',
        type: 'comparison.answered',
        key: 'c0',
        payload: {
          correlation_id: 'c0',
          ...common,
          response_time_ms: 700,
          winner: 'essay_b',
          confidence: 3,
          justification: 'clearer',
        },
        afterMs: 700,
      },
      {
        to: 'callback_topic',
        type: 'comparison.answered',
        key: 'c1',
        payload: {
          correlation_id: 'c1',
          ...common,
          response_time_ms: 900,
          error: { code: 'TIMEOUT', message: 'too slow' },
        },
        afterMs: 900,
      },
    ]);
    expect(result.facts).toEqual([{ fact: 'call.answered', requests: 2, errors: 1 }]);
  });

  test('a call holds its slot until its slowest verdict', () => {
    const made = bench(scenario(), { memory, verdict });
    const { event } = made.run(askJudge, { call: request('serial_bundle', 2), attempt: 1, tries: 0 });
    expect(event).toMatchObject({ type: 'call.answered', busyUntil: [made.plan.clockStartMs + 900] });
  });

  test('without a free slot a call waits for the next one, and nobody is asked', () => {
    const plan = bench().plan.clockStartMs;
    const full = { ...memory, busyUntil: Array.from({ length: 8 }, (_, index) => plan + 100 + index) };
    const call = request('per_request', 1);
    const nobody = () => {
      throw new Error('the judge is asked');
    };
    const made = bench(scenario(), { memory: full, verdict: nobody });
    const result = made.run(askJudge, { call, attempt: 1, tries: 0 });
    expect([result.event.type, result.messages]).toEqual([
      'call.deferred',
      [
        {
          to: 'llm_provider',
          type: 'call.due',
          key: 'c0/1',
          payload: { call, attempt: 2, tries: 0 },
          afterMs: 100,
        },
      ],
    ]);
  });
});
