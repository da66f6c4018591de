import { describe, expect, test } from 'vitest';
import type { AnyStateMachine, EventObject } from 'xstate';
import { batchMonitorMachine } from '../../src/machines/batch-monitor.js';
import { callbackConsumerMachine } from '../../src/machines/callback-consumer.js';
import { contentServiceMachine } from '../../src/machines/content-service.js';
import { llmProviderMachine } from '../../src/machines/llm-provider.js';
import { outboxRelayMachine } from '../../src/machines/outbox-relay.js';
import { runnerMachine } from '../../src/machines/runner.js';
import { followed } from './following.js';

/** State and actions after each of the events, the start first. */
function story(machine: AnyStateMachine, input: unknown, ...events: readonly EventObject[]) {
  return [...events, null].map((_, count) => {
    const { state, actions } = followed(machine, input, events.slice(0, count));
    return [state, ...actions].join(' | ');
  });
}

describe('the monitor', () => {
  test('sweeps first after its own time, then at intervals, counting its sweeps', () => {
    const first = { type: 'xstate.after.FIRST_SWEEP.batchMonitor.starting' };
    const next = { type: 'xstate.after.BATCH_MONITOR_INTERVAL.batchMonitor.resting' };
    expect(
      story(
        batchMonitorMachine,
        { firstSweepMs: 30_000, intervalMs: 300_000 },
        first,
        { type: 'sweep.done' },
        next,
      ),
    ).toEqual([
      'starting | after 30000',
      'sweeping | cancel | sweep-batches {"sweep":1}',
      'resting | after 300000',
      'sweeping | cancel | sweep-batches {"sweep":2}',
    ]);
  });
});

describe('the outbox relay', () => {
  test('publishes while there is more, and rests when there is none', () => {
    const more = { type: 'outbox.more', held: [] };
    expect(
      story(outboxRelayMachine, undefined, { type: 'outbox.ready' }, { type: 'outbox.ready' }, more, {
        type: 'outbox.empty',
      }),
    ).toEqual(['idle', 'publishing | publish-event', 'publishing', 'publishing | publish-event', 'idle']);
  });

  test('waits after a failure, and publishes again when its time is over or another batch is ready', () => {
    const held = { type: 'outbox.held', held: [{ batch: 7, until: 30_000 }], forMs: 30_000 };
    const retry = { type: 'xstate.after.OUTBOX_RETRY.outboxRelay.waiting' };
    expect(
      story(outboxRelayMachine, undefined, { type: 'outbox.ready' }, held, retry, held, {
        type: 'outbox.ready',
      }),
    ).toEqual([
      'idle',
      'publishing | publish-event',
      'waiting | after 30000',
      'publishing | cancel | publish-event',
      'waiting | after 30000',
      'publishing | cancel | publish-event',
    ]);
  });
});

describe('a callback consumer', () => {
  test('is busy between two parts of a callback, and drops what it carried at the end', () => {
    const partly = { type: 'callback.partlyPersisted', carried: { nextGroup: 1 } };
    expect(story(callbackConsumerMachine, undefined, partly, { type: 'callback.persisted' })).toEqual([
      'idle',
      'persisting | persist-next-part {"nextGroup":1}',
      'idle',
    ]);
    const busy = followed(callbackConsumerMachine, undefined, [partly]);
    const idle = followed(callbackConsumerMachine, undefined, [partly, { type: 'callback.persisted' }]);
    expect([
      busy.snapshot.hasTag('busy'),
      busy.snapshot.context,
      idle.snapshot.hasTag('busy'),
      idle.snapshot.context,
    ]).toEqual([true, { carried: { nextGroup: 1 } }, false, { carried: null }]);
  });
});

describe('the runner', () => {
  const awaits = { awaitsCompletion: true, completionTimeoutMs: 1_800_000 };
  const timeout = { type: 'xstate.after.COMPLETION_TIMEOUT.runner.awaitingCompletion' };

  test('waits for its completion when it was asked to, and is told', () => {
    expect(
      story(
        runnerMachine,
        awaits,
        { type: 'request.sent' },
        { type: 'assessment.completed' },
        { type: 'assessment.failed' },
      ),
    ).toEqual(['ready', 'awaitingCompletion | after 1800000', 'told | cancel', 'told']);
  });

  test('stops the world when its time is over', () => {
    const { state, snapshot } = followed(runnerMachine, awaits, [{ type: 'request.sent' }, timeout]);
    expect([state, snapshot.hasTag('stopsWorld')]).toEqual(['timedOut', true]);
  });

  test('follows without a time-out otherwise', () => {
    expect(
      story(
        runnerMachine,
        { ...awaits, awaitsCompletion: false },
        { type: 'request.sent' },
        { type: 'assessment.failed' },
      ),
    ).toEqual(['ready', 'following', 'told']);
  });
});

describe('the provider', () => {
  const fresh = { busyUntil: [], startedAt: [], failuresInARow: 0, openUntil: null };
  const busy = { ...fresh, busyUntil: [5, 9] };
  const open = { ...fresh, failuresInARow: 5, openUntil: 60 };

  test('remembers what its last call left', () => {
    const { state, snapshot } = followed(llmProviderMachine, undefined, [
      { type: 'calls.queued' },
      { type: 'call.answered', ...busy } as EventObject,
      { type: 'call.deferred' },
    ]);
    expect([state, snapshot.context]).toEqual(['serving', busy]);
  });

  test('lets no call through while its circuit is open, and serves again after an answer', () => {
    const opened = { type: 'circuit.opened', ...open } as EventObject;
    const answered = { type: 'call.answered', ...busy } as EventObject;
    expect(story(llmProviderMachine, undefined, opened, { type: 'call.deferred' }, answered)).toEqual([
      'serving',
      'circuitOpen',
      'circuitOpen',
      'serving',
    ]);
  });

  test('serves after a trial that failed below the threshold, and remembers it', () => {
    const opened = { type: 'circuit.opened', ...open } as EventObject;
    const failed = { type: 'call.failed', ...open, failuresInARow: 6 } as EventObject;
    const { state, snapshot } = followed(llmProviderMachine, undefined, [opened, failed]);
    expect([state, snapshot.context]).toEqual(['serving', { ...open, failuresInARow: 6 }]);
  });
});

test('the content service serves', () => {
  expect(story(contentServiceMachine, undefined, { type: 'content.answered' })).toEqual([
    'serving',
    'serving',
  ]);
});
