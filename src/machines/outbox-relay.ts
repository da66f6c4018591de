/** The outbox relay: publishes what the outbox holds, one row a step, in the order of the rows. */
import { setup } from 'xstate';
import { command } from './command.js';

export interface OutboxRelayContext {
  readonly retryMs: number;
}

export type OutboxRelayEvent =
  | { type: 'outbox.ready' }
  | { type: 'outbox.more' }
  | { type: 'outbox.empty' }
  | { type: 'outbox.failed' };

export const outboxRelayMachine = setup({
  types: {
    context: {} as OutboxRelayContext,
    input: {} as OutboxRelayContext,
    events: {} as OutboxRelayEvent,
  },
  actions: { 'publish-event': command() },
  delays: { OUTBOX_RETRY: ({ context }) => context.retryMs },
}).createMachine({
  id: 'outboxRelay',
  context: ({ input }) => input,
  initial: 'idle',
  states: {
    idle: { on: { 'outbox.ready': 'publishing' } },
    publishing: {
      entry: 'publish-event',
      on: {
        'outbox.more': { target: 'publishing', reenter: true },
        'outbox.empty': 'idle',
        'outbox.failed': 'waiting',
      },
    },
    waiting: { after: { OUTBOX_RETRY: 'publishing' } },
  },
});
