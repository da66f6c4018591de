/**
 * The outbox relay: publishes what the outbox holds, one row a step, in the order of the rows. A batch whose event the
 * broker did not take is held back for a while; the others are not.
 */
import { assign, setup } from 'xstate';
import type { OutboxMemory } from '../cj/outbox-memory.js';
import { command } from './command.js';

export type OutboxRelayEvent =
  | { type: 'outbox.ready' }
  | ({ type: 'outbox.more' } & OutboxMemory)
  | ({ type: 'outbox.held'; forMs: number } & OutboxMemory)
  | { type: 'outbox.empty' };

export const outboxRelayMachine = setup({
  types: {
    context: {} as OutboxMemory,
    events: {} as OutboxRelayEvent,
  },
  actions: {
    'publish-event': command(),
    remember: assign((_, { held }: OutboxMemory) => ({ held })),
  },
  delays: { OUTBOX_RETRY: ({ event }) => ('forMs' in event ? event.forMs : 0) },
}).createMachine({
  id: 'outboxRelay',
  context: { held: [] },
  initial: 'idle',
  states: {
    idle: { on: { 'outbox.ready': 'publishing' } },
    publishing: {
      entry: 'publish-event',
      on: {
        'outbox.more': {
          target: 'publishing',
          reenter: true,
          actions: { type: 'remember', params: ({ event }) => event },
        },
        'outbox.held': { target: 'waiting', actions: { type: 'remember', params: ({ event }) => event } },
        'outbox.empty': { target: 'idle', actions: { type: 'remember', params: { held: [] } } },
      },
    },
    waiting: { on: { 'outbox.ready': 'publishing' }, after: { OUTBOX_RETRY: 'publishing' } },
  },
});
