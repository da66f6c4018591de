import { describe, expect, test } from 'vitest';
import type { ComparisonOrder } from '../../src/cj/messages.js';
import { decideContinuation } from '../../src/steps/decide-continuation.js';
import { cancelBatch, failBatch } from '../../src/steps/fail-batch.js';
import { finishBatch } from '../../src/steps/finish-batch.js';
import { prepareBatch } from '../../src/steps/prepare-batch.js';
import { publishEvent } from '../../src/steps/publish-event.js';
import { recoverStuck } from '../../src/steps/recover-stuck.js';
import { scoreBatch } from '../../src/steps/score-batch.js';
import { submitFirstWave } from '../../src/steps/submit-wave.js';
import {
  ASSIGNMENT,
  answerAll,
  type Bench,
  BOS_ID,
  bench,
  EVENT_ID,
  ordersOf,
  REFUSED,
  scenario,
  students,
  USABLE,
  waiting,
} from './bench.js';

const status = (made: Bench) =>
  made.sql(
    'select status, state, completed_at from cj_batch_uploads join cj_batch_states on batch_id = id',
  )[0];
const topics = (made: Bench) =>
  made.sql('select topic from event_outbox order by id').map((row) => (row as { topic: string }).topic);
const NOW = '2026-01-01T00:00:00.000Z';
const READY = { to: 'outbox_relay', type: 'outbox.ready', key: '7/1', payload: {} };
const STABLE = { forced: false, stabilityPassed: true };
const LOW = { reason: 'low_success_rate', details: { success_rate: 0 } };

/** The wave answered: in each pair the student with the greater number wins. */
function answered(value: unknown = scenario(), waves = 1): Bench {
  const { made, orders } = waiting(value);
  let open = orders;
  for (let wave = 0; wave < waves; wave++) {
    for (const order of open) answerAll(made, [order], { ...USABLE, winner: winnerOf(order) });
    if (wave < waves - 1) open = ordersOf(made.run(decideContinuation, {}));
  }
  return made;
}

const winnerOf = ({ essay_a, essay_b }: ComparisonOrder) => (essay_a > essay_b ? 'essay_a' : 'essay_b');

describe('score-batch', () => {
  test('writes scores, and the status by its cause', () => {
    const made = answered(scenario({ essays: { list: students(2) } }));
    expect(made.run(scoreBatch, STABLE)).toEqual({
      event: { type: 'batch.scored', status: 'COMPLETE_STABLE' },
    });
    expect(status(made)).toEqual({ status: 'COMPLETE_STABLE', state: 'SCORING', completed_at: null });
    const essays = made.sql(
      'select els_essay_id as id, round(current_bt_score, 9) > 0 as above, comparison_count as n from cj_processed_essays order by 1',
    );
    expect(essays).toEqual([
      { id: 's1', above: 0, n: 1 },
      { id: 's2', above: 1, n: 1 },
    ]);
  });

  test.each([
    [{ forced: false, stabilityPassed: false }, 'COMPLETE_MAX_COMPARISONS'],
    [{ forced: true, stabilityPassed: false }, 'COMPLETE_FORCED_RECOVERY'],
  ] as const)('%o ends as %s', (order, expected) => {
    expect(answered().run(scoreBatch, order).event).toEqual({ type: 'batch.scored', status: expected });
  });

  test('is refused while callbacks are pending, forced recovery excepted', () => {
    const { made, orders } = waiting(scenario({ essays: { list: students(4) } }));
    answerAll(made, orders.slice(0, 1));
    expect(made.run(scoreBatch, STABLE)).toEqual({
      event: { type: 'finish.refused' },
      facts: [{ fact: 'finish.refused', pending: 1 }],
    });
    expect(status(made)).toMatchObject({ state: 'WAITING_CALLBACKS' });
    expect(made.run(scoreBatch, { forced: true, stabilityPassed: false }).event.type).toBe('batch.scored');
  });

  test('a last fit that is impossible fails the batch, and strands it under the service', () => {
    const without = (policy?: 'service-2026-02') => {
      const { made, orders } = waiting(scenario(), policy ? { policy } : {});
      answerAll(made, orders, REFUSED);
      const { event } = made.run(scoreBatch, STABLE);
      return [event, status(made)];
    };
    expect(without()).toMatchObject([
      { type: 'failure.due', failure: { reason: 'scoring_failed' } },
      { state: 'SCORING' },
    ]);
    expect(without('service-2026-02')).toMatchObject([
      { type: 'scoring.failed' },
      { state: 'SCORING', status: 'ERROR_PROCESSING' },
    ]);
  });
});

describe('finish-batch', () => {
  const FORCED = { forced: true, stabilityPassed: false };
  const scores = (made: Bench) =>
    made.sql(
      'select els_essay_id, round(current_bt_score, 6), round(current_bt_se, 6), comparison_count from cj_processed_essays order by 1',
    );
  /** Scored by force, then one more answer, then finished. */
  const answeredBetween = (policy?: 'service-2026-02') => {
    const { made, orders } = waiting(
      scenario({ essays: { list: students(4) } }),
      policy === undefined ? {} : { policy },
    );
    const [first, second] = orders;
    if (!first || !second) throw new Error('a wave of two comparisons');
    answerAll(made, [first]);
    made.run(scoreBatch, FORCED);
    answerAll(made, [second]);
    return made;
  };

  test('scores a batch again that got an answer after its forced scoring', () => {
    const made = answeredBetween();
    const { facts } = made.run(finishBatch, { status: 'COMPLETE_FORCED_RECOVERY' });
    expect(facts).toContainEqual({ fact: 'scores.renewed', answers: 1 });
    const inTime = waiting(scenario({ essays: { list: students(4) } }));
    answerAll(inTime.made, inTime.orders);
    inTime.made.run(scoreBatch, FORCED);
    const result = inTime.made.run(finishBatch, { status: 'COMPLETE_FORCED_RECOVERY' });
    expect(result.facts?.map(({ fact }) => fact)).not.toContain('scores.renewed');
    expect(scores(made)).toEqual(scores(inTime.made));
  });

  test('the service leaves such an answer out of its scores', () => {
    const made = answeredBetween('service-2026-02');
    made.run(finishBatch, { status: 'COMPLETE_FORCED_RECOVERY' });
    expect(made.sql('select sum(comparison_count) as sides from cj_processed_essays')).toEqual([
      { sides: 2 },
    ]);
  });

  test('state, status and both events are one transaction', () => {
    const made = answered(scenario({ assignment: ASSIGNMENT, request: { max_comparisons: 10 } }), 4);
    made.run(scoreBatch, STABLE);
    const result = made.run(finishBatch, { status: 'COMPLETE_STABLE' });
    expect([result.event, result.messages]).toEqual([{ type: 'batch.completed' }, [READY]]);
    expect(result.facts?.map(({ fact }) => fact)).toEqual([
      'anchor.resolved',
      'anchor.resolved',
      'projection.done',
      'batch.finished',
    ]);
    expect(made.rows()).toEqual({
      grade_projections: 3,
      cj_batch_states: 1,
      cj_batch_uploads: 1,
      event_outbox: 2,
    });
    expect(status(made)).toEqual({ status: 'COMPLETE_STABLE', state: 'COMPLETED', completed_at: NOW });
    expect(topics(made)).toEqual([
      'huleedu.cj_assessment.completed.v1',
      'huleedu.assessment.result.published.v1',
    ]);
  });

  test('without anchors there is no projection, and the batch completes all the same', () => {
    const made = answered();
    made.run(scoreBatch, STABLE);
    const result = made.run(finishBatch, { status: 'COMPLETE_STABLE' });
    expect(result.facts).toEqual([
      { fact: 'projection.unavailable', reason: 'no_anchors' },
      { fact: 'batch.finished', status: 'COMPLETE_STABLE' },
    ]);
    expect(made.sql('select * from grade_projections')).toEqual([]);
  });

  test('a batch publishes its completion once, however often it is finished', () => {
    const made = answered();
    made.run(scoreBatch, STABLE);
    made.run(finishBatch, { status: 'COMPLETE_STABLE' });
    made.run(finishBatch, { status: 'COMPLETE_STABLE' });
    expect(topics(made)).toEqual([
      'huleedu.cj_assessment.completed.v1',
      'huleedu.assessment.result.published.v1',
    ]);
  });
});

describe('fail-batch and cancel', () => {
  test('failure leaves its reason, its state and one failed event', () => {
    const { made, orders } = waiting();
    answerAll(made, orders, REFUSED);
    expect(made.run(failBatch, LOW)).toEqual({
      event: { type: 'batch.failed' },
      messages: [READY],
      facts: [{ fact: 'batch.failed', ...LOW }],
    });
    expect(status(made)).toEqual({ status: 'ERROR_PROCESSING', state: 'FAILED', completed_at: NOW });
    const failed_reason = { reason: 'low_success_rate', timestamp: NOW, details: { success_rate: 0 } };
    expect(made.sql("select processing_metadata ->> 'failed_reason' as reason from cj_batch_states")).toEqual(
      [{ reason: JSON.stringify(failed_reason) }],
    );
    expect(made.sql('select topic, event_key, event_data from event_outbox')).toEqual([
      {
        topic: 'huleedu.cj_assessment.failed.v1',
        event_key: BOS_ID,
        event_data: JSON.stringify({
          bos_batch_id: BOS_ID,
          cj_batch_id: 7,
          event_correlation_id: EVENT_ID,
          failed_reason,
        }),
      },
    ]);
    expect(made.run(failBatch, LOW).event).toEqual({ type: 'finish.refused' });
    expect(topics(made)).toHaveLength(1);
  });

  test('a failure by success rate is refused while callbacks are pending', () => {
    expect(waiting().made.run(failBatch, LOW).event).toEqual({ type: 'finish.refused' });
  });

  test('a cancelled batch is CANCELLED with one failed event, and has no projections', () => {
    const { made } = waiting();
    expect(made.run(cancelBatch, {})).toEqual({
      event: { type: 'batch.cancelled' },
      messages: [READY],
      facts: [{ fact: 'batch.failed', reason: 'cancelled', details: {} }],
    });
    expect(status(made)).toEqual({ status: 'ERROR_PROCESSING', state: 'CANCELLED', completed_at: NOW });
    expect([topics(made), made.run(cancelBatch, {}).event]).toEqual([
      ['huleedu.cj_assessment.failed.v1'],
      { type: 'cancel.refused' },
    ]);
    expect(made.sql('select * from grade_projections')).toEqual([]);
  });

  test('cancelling is refused before the request is in, and after the end', () => {
    const early = bench();
    expect(early.run(cancelBatch, {})).toEqual({ event: { type: 'cancel.refused' } });
    const made = answered();
    made.run(scoreBatch, STABLE);
    made.run(finishBatch, { status: 'COMPLETE_STABLE' });
    expect(made.run(cancelBatch, {})).toEqual({ event: { type: 'cancel.refused' } });
  });

  test('a command that was on its way when the batch was cancelled changes nothing', () => {
    const { made } = waiting();
    made.run(cancelBatch, {});
    const left = [
      made.run(prepareBatch, { essays: made.request.essays, missing: [] }),
      made.run(submitFirstWave, { request: made.request.request }),
      made.run(decideContinuation, {}),
      made.run(recoverStuck, { last_activity_at: NOW }),
      made.run(scoreBatch, { forced: true, stabilityPassed: false }),
      made.run(finishBatch, { status: 'COMPLETE_STABLE' }),
      made.run(failBatch, LOW),
    ];
    expect(left).toEqual(left.map(() => ({ event: { type: 'batch.leftAlone' } })));
    expect([status(made), topics(made)]).toEqual([
      { status: 'ERROR_PROCESSING', state: 'CANCELLED', completed_at: NOW },
      ['huleedu.cj_assessment.failed.v1'],
    ]);
  });
});

describe('publish-event', () => {
  test('publishes the oldest event first, one a step, and tells the runner of the end', () => {
    const made = answered();
    made.run(scoreBatch, STABLE);
    made.run(finishBatch, { status: 'COMPLETE_STABLE' });
    expect([made.run(publishEvent, {}), made.run(publishEvent, {}), made.run(publishEvent, {})]).toEqual([
      {
        event: { type: 'outbox.more', held: [] },
        messages: [
          { to: 'runner/7', type: 'assessment.completed', key: '7/1', payload: { bos_batch_id: BOS_ID } },
        ],
        facts: [{ fact: 'event.published', topic: 'huleedu.cj_assessment.completed.v1', event_key: BOS_ID }],
      },
      {
        event: { type: 'outbox.empty' },
        messages: [],
        facts: [
          { fact: 'event.published', topic: 'huleedu.assessment.result.published.v1', event_key: BOS_ID },
        ],
      },
      { event: { type: 'outbox.empty' } },
    ]);
    expect(made.sql('select id from event_outbox where published_at is null')).toEqual([]);
  });

  test('the runner of a failed batch hears of the failure', () => {
    const { made } = waiting();
    made.run(cancelBatch, {});
    expect(made.run(publishEvent, {}).messages).toMatchObject([
      { to: 'runner/7', type: 'assessment.failed' },
    ]);
  });

  test('a relay without a memory, as older versions wrote it down, holds nothing back', () => {
    const { made } = waiting(scenario(), { memory: {} });
    made.run(cancelBatch, {});
    expect(made.run(publishEvent, {}).event).toEqual({ type: 'outbox.empty' });
  });

  test('an event that the broker does not take stays in the outbox, with its error counted', () => {
    const { made } = waiting(scenario(), { outside: { publishTrouble: () => 'broker is down' } });
    made.run(cancelBatch, {});
    expect(made.run(publishEvent, {}).event).toEqual({
      type: 'outbox.held',
      held: [{ batch: 7, until: Date.parse(NOW) + 30_000 }],
      forMs: 30_000,
    });
    expect(made.sql('select published_at, retry_count, last_error from event_outbox')).toEqual([
      { published_at: null, retry_count: 1, last_error: 'broker is down' },
    ]);
  });
});
