import { describe, expect, test } from 'vitest';
import type { EssayId } from '../../src/cj/words.js';
import { type BatchEvent, batchMachine } from '../../src/machines/batch.js';
import { followed, transition } from './following.js';

type Heard = BatchEvent | { readonly type: 'xstate.after.CONTENT_TIMEOUT.batch.preparing.fetchingContent' };

const essays = ['s1', 's2'].map((id) => ({ els_essay_id: id as EssayId, text_storage_id: `text/${id}` }));
const accepted = {
  type: 'request.accepted',
  essays,
  request: { language: 'en' },
  texts: ['text/s1', 'text/s2'],
  contentTimeoutMs: 30_000,
} as const;
const delivered = (storage_id: string) => ({ type: 'content.delivered', storage_id }) as const;
const missing = (storage_id: string) => ({ type: 'content.missing', storage_id }) as const;
const batch = (...events: readonly Heard[]) => {
  const { state, actions } = followed(batchMachine, undefined, events);
  return [state, ...actions];
};
const prepareCommand = (lost: readonly string[]) =>
  `prepare-batch ${JSON.stringify({ essays, missing: lost })}`;

describe('preparing', () => {
  test('an accepted request waits for its texts, for as long as they may take', () => {
    expect(batch(accepted)).toEqual(['preparing.fetchingContent', 'after 30000']);
  });

  test('the last text ends the wait, delivered or missing, and its timer', () => {
    expect(batch(accepted, delivered('text/s1'))).toEqual(['preparing.fetchingContent']);
    expect(batch(accepted, delivered('text/s1'), delivered('text/s2'))).toEqual([
      'preparing.addingEssays',
      'cancel',
      prepareCommand([]),
    ]);
    expect(batch(accepted, missing('text/s1'), delivered('text/s2'))).toEqual([
      'preparing.addingEssays',
      'cancel',
      prepareCommand(['text/s1']),
    ]);
  });

  test('a text said to be missing twice is missing once', () => {
    expect(batch(accepted, missing('text/s1'), missing('text/s1'), delivered('text/s2')).at(-1)).toBe(
      prepareCommand(['text/s1']),
    );
  });

  test('when the time is over, every text that is still awaited counts as missing', () => {
    const timeout = { type: 'xstate.after.CONTENT_TIMEOUT.batch.preparing.fetchingContent' } as const;
    const [state, ...actions] = batch(accepted, delivered('text/s2'), timeout);
    expect([state, actions.at(-1)]).toEqual(['preparing.addingEssays', prepareCommand(['text/s1'])]);
  });

  test('a request without texts is prepared at once', () => {
    expect(batch({ ...accepted, texts: [] })[0]).toBe('preparing.addingEssays');
  });

  test('a prepared batch submits its first wave with the request of its runner', () => {
    expect(batch({ ...accepted, texts: [] }, { type: 'batch.prepared' })).toEqual([
      'preparing.submitting',
      'submit-first-wave {"request":{"language":"en"}}',
    ]);
    expect(batch({ ...accepted, texts: [] }, { type: 'batch.insufficient' })).toEqual(['completed']);
  });
});

const context = {
  essays: [],
  request: null,
  awaitedTexts: [],
  missingTexts: [],
  contentTimeoutMs: 0,
  iteration: 2,
};
const scoring = { type: 'scoring.due', forced: false, stabilityPassed: true } as const;
const scoreCommand = 'score-batch {"forced":false,"stabilityPassed":true}';
const failure = { type: 'failure.due', failure: { reason: 'low_success_rate', details: {} } } as const;
const failCommand = 'fail-batch {"reason":"low_success_rate","details":{}}';
const decide = 'decide-continuation {"iteration":2}';

const stuck = { type: 'batch.stuck', last_activity_at: 'then' } as const;

const TABLE: readonly [from: string, event: Heard, to: string, command?: string][] = [
  ['waitingCallbacks', { type: 'wave.complete', iteration: 2 }, 'continuing', decide],
  ['waitingCallbacks', { type: 'wave.complete', iteration: 1 }, 'waitingCallbacks'],
  ['waitingCallbacks', { type: 'wave.complete', iteration: 3 }, 'waitingCallbacks'],
  ['waitingCallbacks', { type: 'continuation.due' }, 'continuing', decide],
  ['waitingCallbacks', stuck, 'recovering', `recover-stuck {"last_activity_at":"then"}`],
  ['waitingCallbacks', { type: 'batch.cancelled' }, 'cancelled'],
  ['waitingCallbacks', { type: 'cancel.refused' }, 'waitingCallbacks'],
  ['continuing', { type: 'wave.submitted', iteration: 3 }, 'waitingCallbacks'],
  ['continuing', { type: 'continuation.waits' }, 'waitingCallbacks'],
  ['continuing', { type: 'wave.complete', iteration: 2 }, 'continuing'],
  ['continuing', { type: 'continuation.due' }, 'continuing', decide],
  ['continuing', stuck, 'continuing'],
  ['continuing', { type: 'batch.completed' }, 'completed'],
  ['continuing', { type: 'batch.failed' }, 'failed'],
  ['continuing', scoring, 'projecting', scoreCommand],
  ['continuing', failure, 'failing', failCommand],
  ['recovering', { type: 'wave.closed' }, 'continuing', decide],
  ['recovering', { type: 'continuation.waits' }, 'waitingCallbacks'],
  [
    'recovering',
    { ...scoring, forced: true },
    'projecting',
    'score-batch {"forced":true,"stabilityPassed":true}',
  ],
  ['recovering', failure, 'failing', failCommand],
  [
    'projecting',
    { type: 'batch.scored', status: 'COMPLETE_STABLE' },
    'projecting',
    'finish-batch {"status":"COMPLETE_STABLE"}',
  ],
  ['projecting', { type: 'finish.refused' }, 'waitingCallbacks'],
  ['projecting', { type: 'scoring.failed' }, 'projecting'],
  ['projecting', failure, 'failing', failCommand],
  ['projecting', { type: 'batch.completed' }, 'completed'],
  ['projecting', { type: 'continuation.due' }, 'continuing', decide],
  ['failing', { type: 'finish.refused' }, 'waitingCallbacks'],
  ['failing', { type: 'batch.failed' }, 'failed'],
  ['completed', { type: 'wave.complete', iteration: 2 }, 'completed'],
  ['completed', { type: 'continuation.due' }, 'continuing', decide],
  ['failed', { type: 'continuation.due' }, 'continuing', decide],
  ['cancelled', { type: 'continuation.due' }, 'cancelled'],
  ['cancelled', { type: 'batch.prepared' }, 'cancelled'],
  ['cancelled', { type: 'batch.leftAlone' }, 'cancelled'],
];

describe('after preparing', () => {
  test.each(TABLE)('%s hears %o and is %s', (from, event, to, command) => {
    const { state, actions } = transition(batchMachine, { value: from, context }, event);
    expect([state, ...actions]).toEqual(command === undefined ? [to] : [to, command]);
  });

  test('a submitted wave is the one whose completion counts', () => {
    const submitted: Heard = { type: 'wave.submitted', iteration: 3 };
    const { snapshot } = transition(batchMachine, { value: 'continuing', context }, submitted);
    expect(snapshot.context).toEqual({ ...context, iteration: 3 });
  });

  test('completed, failed and cancelled are terminal, and nothing else is', () => {
    const states = [
      'waitingCallbacks',
      'continuing',
      'recovering',
      'projecting',
      'failing',
      'completed',
      'failed',
      'cancelled',
    ];
    const terminal = states.filter((value) =>
      transition(batchMachine, { value, context }, { type: 'cancel.refused' }).snapshot.hasTag('terminal'),
    );
    expect(terminal).toEqual(['completed', 'failed', 'cancelled']);
  });
});
