import { describe, expect, test } from 'vitest';
import { decideContinuation } from '../../src/steps/decide-continuation.js';
import { recoverStuck } from '../../src/steps/recover-stuck.js';
import { sweepBatches } from '../../src/steps/sweep-batches.js';
import {
  answerAll,
  type Bench,
  bench,
  ordersOf,
  prepared,
  REFUSED,
  scenario,
  students,
  waiting,
} from './bench.js';

const HOUR = 3600;
const LIMIT = 4 * HOUR;
const START = '2026-01-01T00:00:00.000Z';
const QUIET = { event: { type: 'sweep.done' }, messages: [], facts: [] };
const sweep = (made: Bench) => made.run(sweepBatches, { sweep: 3 });
/** The batch hears what a sweep would tell it now. */
const recover = (made: Bench) => made.run(recoverStuck, lastSeen(made));
const lastSeen = (made: Bench) =>
  made.sql('select last_activity_at from cj_batch_states')[0] as { readonly last_activity_at: string };
const FIVE = (budget: number) =>
  scenario({ essays: { list: students(10) }, request: { max_comparisons: budget } });

describe('sweep-batches', () => {
  test('a batch that waits for callbacks is left alone until its time-out, then told that it is stuck', () => {
    const { made } = waiting();
    made.pass(LIMIT - 1);
    expect(sweep(made)).toEqual(QUIET);
    made.pass(1);
    expect(sweep(made)).toEqual({
      event: { type: 'sweep.done' },
      messages: [{ to: 'batch/7', type: 'batch.stuck', key: '7/3', payload: { last_activity_at: START } }],
      facts: [{ fact: 'batch.stuck', batch_id: 7, idle_ms: LIMIT * 1000 }],
    });
    expect(made.rows()).toEqual({});
  });

  test('a time-out that is no whole number of milliseconds ends with the first that is not before it', () => {
    const settings = { BATCH_TIMEOUT_HOURS: 0.083333333, BATCH_MONITOR_INTERVAL_MINUTES: 5 };
    const { made } = waiting(scenario({ settings }));
    made.pass(299);
    expect(sweep(made)).toEqual(QUIET);
    made.pass(1);
    expect(sweep(made).facts).toEqual([{ fact: 'batch.stuck', batch_id: 7, idle_ms: 300_000 }]);
  });

  test('an answer is activity', () => {
    const { made, orders } = waiting(scenario({ essays: { list: students(4) } }));
    made.pass(LIMIT - 10);
    answerAll(made, orders.slice(0, 1));
    made.pass(20);
    expect(sweep(made)).toEqual(QUIET);
  });

  test('a batch with nothing pending hears again that its wave is complete, after one interval', () => {
    const { made, orders } = waiting();
    answerAll(made, orders);
    made.pass(299);
    expect(sweep(made)).toEqual(QUIET);
    made.pass(1);
    expect(sweep(made)).toEqual({
      event: { type: 'sweep.done' },
      messages: [{ to: 'batch/7', type: 'wave.complete', key: '7/1/3', payload: { iteration: 1 } }],
      facts: [{ fact: 'wave.complete_again', batch_id: 7, iteration: 1 }],
    });
  });

  test('the service leaves such a batch alone', () => {
    const { made, orders } = waiting(scenario(), { policy: 'service-2026-02' });
    answerAll(made, orders);
    made.pass(300);
    expect(sweep(made)).toEqual(QUIET);
  });

  test('a batch that is still preparing is watched by current, and GENERATING_PAIRS by the service too', () => {
    const stuck = (made: Bench) => {
      made.pass(LIMIT);
      return sweep(made).facts?.length;
    };
    expect([
      stuck(prepared()),
      stuck(prepared(scenario(), { policy: 'service-2026-02' })),
      stuck(bench()),
    ]).toEqual([1, 1, 0]);
  });
});

describe('recover-stuck', () => {
  test('open comparisons are given up once, as errors CALLBACK_LOST, and the wave is closed', () => {
    const { made, orders } = waiting(FIVE(120));
    answerAll(made, orders.slice(0, 3));
    made.pass(LIMIT);
    expect(recover(made)).toEqual({
      event: { type: 'wave.closed' },
      facts: [{ fact: 'callbacks.lost', count: 2 }],
    });
    expect(
      made.sql('select winner, error_code, count(*) as n from cj_comparison_pairs group by 1, 2 order by 1'),
    ).toEqual([
      { winner: 'error', error_code: 'CALLBACK_LOST', n: 2 },
      { winner: 'essay_a', error_code: null, n: 3 },
    ]);
    expect(
      made.sql(
        'select completed_comparisons as completed, failed_comparisons as failed, state from cj_batch_states',
      ),
    ).toEqual([{ completed: 3, failed: 2, state: 'WAITING_CALLBACKS' }]);
    expect(made.run(decideContinuation, {}).event).toEqual({ type: 'wave.submitted', iteration: 2 });
  });

  /** Stuck a second time, with a budget that makes the answers this much of it. */
  const stuckAgain = (budget: number) => {
    const { made, orders } = waiting(FIVE(budget));
    answerAll(made, orders.slice(0, 3));
    recover(made);
    made.run(decideContinuation, {});
    return made;
  };

  test('the second time, from 80 % of the budget on, the batch is scored by force', () => {
    const made = stuckAgain(6);
    expect(recover(made)).toEqual({
      event: { type: 'scoring.due', forced: true, stabilityPassed: false },
    });
    expect(
      made.sql("select processing_metadata ->> 'forced_to_scoring' as forced from cj_batch_states"),
    ).toEqual([{ forced: 1 }]);
  });

  test('the second time, below 80 %, it fails', () => {
    expect(recover(stuckAgain(120))).toEqual({
      event: {
        type: 'failure.due',
        failure: {
          reason: 'stuck_timeout_insufficient_progress',
          details: { callbacks_received: 5, total_budget: 120 },
        },
      },
    });
  });

  test('the service gives nothing up: it forces or fails at once', () => {
    const { made, orders } = waiting(FIVE(6), { policy: 'service-2026-02' });
    answerAll(made, orders.slice(0, 4));
    expect(recover(made).event).toMatchObject({ type: 'failure.due' });
    const most = waiting(FIVE(5), { policy: 'service-2026-02' });
    answerAll(most.made, most.orders.slice(0, 4));
    expect(recover(most.made).event).toMatchObject({ type: 'scoring.due', forced: true });
  });

  test('a batch without a usable answer is never scored by force', () => {
    const { made, orders } = waiting(FIVE(5), { policy: 'service-2026-02' });
    answerAll(made, orders, REFUSED);
    expect(recover(made).event).toMatchObject({ type: 'failure.due' });
  });

  test('an answer that came after the sweep keeps a batch from being given up, forced or failed', () => {
    const { made, orders } = waiting(FIVE(5));
    const seen = lastSeen(made);
    made.pass(LIMIT);
    answerAll(made, orders.slice(0, 3));
    const left = {
      event: { type: 'continuation.waits' },
      facts: [{ fact: 'batch.not_stuck', open: 2 }],
    };
    expect([made.run(recoverStuck, seen), made.rows()]).toEqual([left, {}]);
    expect(recover(made).facts).toEqual([{ fact: 'callbacks.lost', count: 2 }]);
  });

  test('a wave that went out after the sweep is not given up', () => {
    const { made, orders } = waiting(FIVE(120));
    const seen = lastSeen(made);
    made.pass(LIMIT);
    answerAll(made, orders);
    const next = ordersOf(made.run(decideContinuation, {}));
    expect(made.run(recoverStuck, seen)).toEqual({
      event: { type: 'continuation.waits' },
      facts: [{ fact: 'batch.not_stuck', open: next.length }],
    });
  });

  test('a batch whose wave is complete and not decided on goes on', () => {
    const { made, orders } = waiting(FIVE(120));
    answerAll(made, orders);
    made.pass(LIMIT);
    expect(recover(made)).toEqual({
      event: { type: 'wave.closed' },
      facts: [{ fact: 'batch.not_stuck', open: 0 }],
    });
  });
});
