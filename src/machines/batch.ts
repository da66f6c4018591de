/**
 * The batch: preparing → waitingCallbacks ⇄ continuing → projecting → completed, failed or cancelled.
 * It hears that a wave is complete, never single callbacks. Its steps write `state`, `status` and metadata;
 * what they decide comes back as the events below.
 */
import { assign, setup } from 'xstate';
import type { FailureReason } from '../cj/failure.js';
import type { ScoringOrder } from '../cj/finishing.js';
import type { RequestedEssay } from '../cj/messages.js';
import type { JsonObject } from '../cj/stored-value.js';
import type { UploadStatus } from '../cj/words.js';
import { command } from './command.js';

export interface BatchContext {
  /** What was asked for, until the batch is prepared. */
  readonly essays: readonly RequestedEssay[];
  /** The runner's words, until the first wave is out. */
  readonly request: JsonObject | null;
  /** Storage ids of texts that are still on their way. */
  readonly awaitedTexts: readonly string[];
  readonly missingTexts: readonly string[];
  readonly contentTimeoutMs: number;
  /** The wave that is out. */
  readonly iteration: number;
}

/** What a batch waits for, and how long. */
export interface AwaitedRequest {
  readonly essays: readonly RequestedEssay[];
  readonly request: JsonObject;
  readonly texts: readonly string[];
  readonly contentTimeoutMs: number;
}

export type BatchEvent =
  | ({ type: 'request.accepted' } & AwaitedRequest)
  | { type: 'content.delivered'; storage_id: string }
  | { type: 'content.missing'; storage_id: string }
  | { type: 'batch.prepared' }
  | { type: 'batch.insufficient' }
  | { type: 'wave.submitted'; iteration: number }
  | { type: 'wave.complete'; iteration: number }
  | { type: 'wave.closed' }
  | { type: 'continuation.due' }
  | { type: 'continuation.waits' }
  | ({ type: 'scoring.due' } & ScoringOrder)
  | { type: 'scoring.failed' }
  | { type: 'failure.due'; failure: FailureReason }
  | { type: 'batch.scored'; status: UploadStatus }
  | { type: 'finish.refused' }
  | { type: 'batch.completed' }
  | { type: 'batch.failed' }
  | { type: 'batch.cancelled' }
  | { type: 'batch.stuck'; last_activity_at: string }
  | { type: 'cancel.refused' }
  | { type: 'batch.leftAlone' };

interface Told<Type extends BatchEvent['type']> {
  readonly event: Extract<BatchEvent, { type: Type }>;
}

const batch = setup({
  types: {
    context: {} as BatchContext,
    events: {} as BatchEvent,
  },
  actions: {
    'prepare-batch': command<{ essays: readonly RequestedEssay[]; missing: readonly string[] }>(),
    'submit-first-wave': command<{ request: JsonObject | null }>(),
    'decide-continuation': command<{ iteration: number }>(),
    'score-batch': command<ScoringOrder>(),
    'finish-batch': command<{ status: UploadStatus }>(),
    'fail-batch': command<FailureReason>(),
    'recover-stuck': command<{ last_activity_at: string }>(),
    awaitTexts: assign((_, request: AwaitedRequest) => ({
      essays: request.essays,
      request: request.request,
      awaitedTexts: request.texts,
      contentTimeoutMs: request.contentTimeoutMs,
    })),
    forgetTexts: assign({ essays: [], missingTexts: [] }),
    noteDelivered: assign(({ context }, text: { storage_id: string }) => ({
      awaitedTexts: context.awaitedTexts.filter((id) => id !== text.storage_id),
    })),
    noteMissing: assign(({ context }, text: { storage_id: string }) => ({
      awaitedTexts: context.awaitedTexts.filter((id) => id !== text.storage_id),
      missingTexts: context.awaitedTexts.includes(text.storage_id)
        ? [...context.missingTexts, text.storage_id]
        : context.missingTexts,
    })),
    giveUpOnTexts: assign(({ context }) => ({
      awaitedTexts: [],
      missingTexts: [...context.missingTexts, ...context.awaitedTexts],
    })),
    forgetRequest: assign({ request: null }),
    noteWave: assign((_, wave: { iteration: number }) => ({ iteration: wave.iteration })),
  },
  guards: {
    isThisWave: ({ context }, wave: { iteration: number }) => wave.iteration === context.iteration,
    everyTextIsIn: ({ context }) => context.awaitedTexts.length === 0,
  },
  delays: {
    CONTENT_TIMEOUT: ({ context }) => context.contentTimeoutMs,
  },
});

/** What follows a decision to score, in whichever state it is taken. */
const { on: SCORING } = batch.createStateConfig({
  on: {
    'scoring.due': {
      target: 'projecting',
      actions: {
        type: 'score-batch',
        params: ({ event }: Told<'scoring.due'>) => ({
          forced: event.forced,
          stabilityPassed: event.stabilityPassed,
        }),
      },
    },
  },
});

/** What follows a failure. */
const { on: FAILURE } = batch.createStateConfig({
  on: {
    'failure.due': {
      target: 'failing',
      actions: { type: 'fail-batch', params: ({ event }: Told<'failure.due'>) => event.failure },
    },
  },
});

export const batchMachine = batch.createMachine({
  id: 'batch',
  context: {
    essays: [],
    request: null,
    awaitedTexts: [],
    missingTexts: [],
    contentTimeoutMs: 0,
    iteration: 0,
  },
  initial: 'requested',
  on: {
    'batch.cancelled': '.cancelled',
    'batch.failed': '.failed',
  },
  states: {
    requested: {
      on: {
        'request.accepted': {
          target: 'preparing',
          actions: { type: 'awaitTexts', params: ({ event }) => event },
        },
      },
    },
    preparing: {
      initial: 'fetchingContent',
      states: {
        fetchingContent: {
          always: { guard: 'everyTextIsIn', target: 'addingEssays' },
          on: {
            'content.delivered': { actions: { type: 'noteDelivered', params: ({ event }) => event } },
            'content.missing': { actions: { type: 'noteMissing', params: ({ event }) => event } },
          },
          after: { CONTENT_TIMEOUT: { target: 'addingEssays', actions: 'giveUpOnTexts' } },
        },
        addingEssays: {
          entry: {
            type: 'prepare-batch',
            params: ({ context }) => ({ essays: context.essays, missing: context.missingTexts }),
          },
          exit: 'forgetTexts',
          on: { 'batch.prepared': 'submitting', 'batch.insufficient': '#batch.completed' },
        },
        submitting: {
          entry: { type: 'submit-first-wave', params: ({ context }) => ({ request: context.request }) },
          exit: 'forgetRequest',
          on: {
            'wave.submitted': {
              target: '#batch.waitingCallbacks',
              actions: { type: 'noteWave', params: ({ event }) => event },
            },
          },
        },
      },
    },
    waitingCallbacks: {
      on: {
        'wave.complete': {
          guard: { type: 'isThisWave', params: ({ event }) => event },
          target: 'continuing',
        },
        'continuation.due': 'continuing',
        'batch.stuck': {
          target: 'recovering',
          actions: {
            type: 'recover-stuck',
            params: ({ event }) => ({ last_activity_at: event.last_activity_at }),
          },
        },
      },
    },
    continuing: {
      entry: { type: 'decide-continuation', params: ({ context }) => ({ iteration: context.iteration }) },
      on: {
        'wave.submitted': {
          target: 'waitingCallbacks',
          actions: { type: 'noteWave', params: ({ event }) => event },
        },
        'continuation.waits': 'waitingCallbacks',
        'continuation.due': { target: 'continuing', reenter: true },
        'batch.completed': 'completed',
        ...SCORING,
        ...FAILURE,
      },
    },
    recovering: {
      on: {
        'continuation.waits': 'waitingCallbacks',
        'wave.closed': 'continuing',
        ...SCORING,
        ...FAILURE,
      },
    },
    projecting: {
      on: {
        'batch.scored': {
          actions: { type: 'finish-batch', params: ({ event }) => ({ status: event.status }) },
        },
        'finish.refused': 'waitingCallbacks',
        'batch.completed': 'completed',
        ...FAILURE,
        'continuation.due': 'continuing',
      },
    },
    failing: { on: { 'finish.refused': 'waitingCallbacks' } },
    completed: { tags: 'terminal', on: { 'continuation.due': 'continuing' } },
    failed: { tags: 'terminal', on: { 'continuation.due': 'continuing' } },
    cancelled: { tags: 'terminal' },
  },
});
