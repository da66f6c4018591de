import { describe, expect, test } from 'vitest';
import type { CorrelationId } from '../../src/cj/words.js';
import { decideContinuation } from '../../src/steps/decide-continuation.js';
import { cancelBatch } from '../../src/steps/fail-batch.js';
import { type CarriedCallback, persistCallback, persistNextPart } from '../../src/steps/persist-callback.js';
import { type Bench, callback, REFUSED, scenario, students, USABLE, waiting } from './bench.js';

const FOUR = scenario({ essays: { list: students(4) } });
const counters = (made: Bench) =>
  made.sql(
    'select completed_comparisons as completed, failed_comparisons as failed, last_activity_at as at from cj_batch_states',
  );
const pairs = (made: Bench) =>
  made.sql(
    'select winner, confidence, justification, completed_at, error_code, error_service, error_details from cj_comparison_pairs order by id',
  );
const OPEN = {
  winner: null,
  confidence: null,
  justification: null,
  completed_at: null,
  error_code: null,
  error_service: null,
  error_details: null,
};
const START = '2026-01-01T00:00:00.000Z';
const LATER = '2026-01-01T00:00:05.000Z';

test('a usable answer is written, counted, and is no end of the wave while others are open', () => {
  const { made, orders } = waiting(FOUR);
  made.pass(5);
  expect(made.run(persistCallback, callback(orders[0]!, USABLE))).toEqual({
    event: { type: 'callback.persisted' },
    messages: [],
    facts: [
      { fact: 'callback.persisted', usable: true, error_code: null, completed: 1, failed: 0, submitted: 2 },
    ],
  });
  expect(made.rows()).toEqual({ cj_comparison_pairs: 1, cj_batch_states: 1 });
  expect(counters(made)).toEqual([{ completed: 1, failed: 0, at: LATER }]);
  expect(pairs(made)).toEqual([
    { ...OPEN, winner: 'essay_a', confidence: 4, justification: 'clearer', completed_at: LATER },
    OPEN,
  ]);
});

test('who answered and what it cost is in the document of the comparison', () => {
  const { made, orders } = waiting();
  const usage = { token_usage: { prompt_tokens: 900, completion_tokens: 40 }, cost_usd: 0.002 };
  made.run(persistCallback, callback(orders[0]!, { ...USABLE, ...usage }));
  expect(made.sql('select processing_metadata as doc from cj_comparison_pairs')).toEqual([
    {
      doc: '{"provider":"openai","model":"simulated","response_time_ms":900,"token_usage":{"prompt_tokens":900,"completion_tokens":40},"cost_usd":0.002}',
    },
  ]);
});

test('an error is written with its details and counted as failed', () => {
  const { made, orders } = waiting(FOUR);
  made.pass(5);
  const result = made.run(persistCallback, callback(orders[0]!, REFUSED));
  expect(result.facts).toEqual([
    {
      fact: 'callback.persisted',
      usable: false,
      error_code: 'RATE_LIMIT',
      completed: 0,
      failed: 1,
      submitted: 2,
    },
  ]);
  expect(pairs(made)[0]).toEqual({
    ...OPEN,
    winner: 'error',
    completed_at: LATER,
    error_code: 'RATE_LIMIT',
    error_service: 'llm_provider_service',
    error_details: '{"message":"quota"}',
  });
});

test.each([
  ['neither winner nor error', {}, '{"reason":"MALFORMED_CALLBACK_MISSING_ERROR_DETAIL"}'],
  [
    'the winner error without detail',
    { winner: 'error' },
    '{"reason":"MALFORMED_CALLBACK_MISSING_ERROR_DETAIL"}',
  ],
  [
    'a confidence above 5',
    { winner: 'essay_a', confidence: 6 },
    '{"reason":"MALFORMED_CALLBACK_CONFIDENCE","confidence":"6"}',
  ],
])('a callback with %s is an INVALID_RESPONSE', (_name, answer, details) => {
  const { made, orders } = waiting();
  made.run(persistCallback, callback(orders[0]!, answer));
  expect(pairs(made)[0]).toMatchObject({
    winner: 'error',
    error_code: 'INVALID_RESPONSE',
    error_details: details,
  });
  expect(counters(made)).toEqual([{ completed: 0, failed: 1, at: START }]);
});

test('the last answer of a wave tells the batch that the wave is complete, errors or not', () => {
  const { made, orders } = waiting(FOUR);
  made.run(persistCallback, callback(orders[0]!, USABLE));
  expect(made.run(persistCallback, callback(orders[1]!, REFUSED)).messages).toEqual([
    { to: 'batch/7', type: 'wave.complete', key: '7/1', payload: { iteration: 1 } },
  ]);
});

describe('a callback that changes nothing', () => {
  const ignored = (why: string, correlation_id: string) => ({
    event: { type: 'callback.persisted' },
    messages: [],
    facts: [{ fact: 'callback.ignored', why, correlation_id }],
  });

  test('has an unknown correlation id', () => {
    const { made } = waiting();
    const unknown = callback({ correlation_id: 'nobody' as CorrelationId }, USABLE);
    expect(made.run(persistCallback, unknown)).toEqual(ignored('unknown', 'nobody'));
    expect(made.rows()).toEqual({});
  });

  test('comes a second time, with whatever answer', () => {
    const { made, orders } = waiting(FOUR);
    made.run(persistCallback, callback(orders[0]!, USABLE));
    const before = [counters(made), pairs(made)];
    const again = callback(orders[0]!, { ...USABLE, winner: 'essay_b' });
    expect(made.run(persistCallback, again)).toEqual(ignored('repeated', again.correlation_id));
    expect(made.rows()).toEqual({});
    expect([counters(made), pairs(made)]).toEqual(before);
  });

  test('is late: its batch is terminal', () => {
    const { made, orders } = waiting();
    made.run(cancelBatch, {});
    const late = callback(orders[0]!, USABLE);
    expect(made.run(persistCallback, late)).toEqual(ignored('late', late.correlation_id));
    expect(made.rows()).toEqual({});
    expect(pairs(made)).toEqual([OPEN]);
  });
});

test('the service persists and counts a late callback', () => {
  const { made, orders } = waiting(scenario(), { policy: 'service-2026-02' });
  made.run(cancelBatch, {});
  made.run(persistCallback, callback(orders[0]!, USABLE));
  expect(pairs(made)).toMatchObject([{ winner: 'essay_a' }]);
  expect(counters(made)).toEqual([{ completed: 1, failed: 0, at: START }]);
});

describe('continuation under service-2025-11-16', () => {
  const tenOut = () =>
    waiting(scenario({ essays: { list: students(6) }, request: { max_comparisons: 100 } }), {
      policy: 'service-2025-11-16',
    });

  test('is due at every fifth answer and from 95 % of the wave on, not for a wave', () => {
    const { made, orders } = tenOut();
    const due = orders.map((order) =>
      made.run(persistCallback, callback(order, USABLE)).messages?.map(({ type, key }) => [type, key]),
    );
    const told = (index: number) => [['continuation.due', orders[index]?.correlation_id]];
    expect(due).toEqual([[], [], [], [], told(4), [], [], [], [], told(9)]);
  });

  test('sends the next wave while answers are pending, and overwrites the totals', () => {
    const { made, orders } = tenOut();
    for (const order of orders.slice(0, 5)) made.run(persistCallback, callback(order, USABLE));
    expect(made.run(decideContinuation, {}).event).toEqual({ type: 'wave.submitted', iteration: 2 });
    expect(
      made.sql('select total_comparisons as total, submitted_comparisons as submitted from cj_batch_states'),
    ).toEqual([{ total: 5, submitted: 5 }]);
    expect(made.sql('select count(*) as pairs from cj_comparison_pairs where winner is null')).toEqual([
      { pairs: 10 },
    ]);
  });
});

describe('parts in transactions of their own', () => {
  test('are carried by the consumer from one to the next', () => {
    const { made, orders } = waiting(FOUR, {
      rules: {
        callbackCommits: [
          ['match', 'write', 'readCount'],
          ['storeCount', 'check'],
        ],
      },
    });
    const payload = callback(orders[0]!, USABLE);
    const first = made.run(persistCallback, payload);
    expect([first.event.type, made.rows()]).toEqual(['callback.partlyPersisted', { cj_comparison_pairs: 1 }]);
    expect(counters(made)).toEqual([{ completed: 0, failed: 0, at: START }]);

    const second = made.run(persistNextPart, first.event['carried'] as CarriedCallback);
    expect([second.event, made.rows()]).toEqual([{ type: 'callback.persisted' }, { cj_batch_states: 1 }]);
    expect(counters(made)).toEqual([{ completed: 1, failed: 0, at: START }]);
  });
});
