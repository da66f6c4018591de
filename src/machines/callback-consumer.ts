/**
 * A consumer takes callbacks off the bus one by one and persists each in the transactions that the policy
 * names (`callbackCommits`). Between two of them it is busy, and what it carries is in its context.
 */
import { assign, setup } from 'xstate';
import { command } from './command.js';

/** What a consumer carries from one transaction of a callback to the next; opaque to the machine. */
export type Carried = Readonly<Record<string, unknown>>;

export type CallbackConsumerEvent =
  | { type: 'callback.persisted' }
  | { type: 'callback.partlyPersisted'; carried: Carried };

export const callbackConsumerMachine = setup({
  types: {
    context: {} as { readonly carried: Carried | null },
    events: {} as CallbackConsumerEvent,
  },
  actions: {
    'persist-next-part': command<Carried>(),
    carry: assign((_, carried: Carried) => ({ carried })),
    dropCarried: assign({ carried: null }),
  },
}).createMachine({
  id: 'callbackConsumer',
  context: { carried: null },
  initial: 'idle',
  on: {
    'callback.partlyPersisted': {
      target: '.persisting',
      actions: [
        { type: 'carry', params: ({ event }) => event.carried },
        { type: 'persist-next-part', params: ({ event }) => event.carried },
      ],
    },
  },
  states: {
    idle: { on: { 'callback.persisted': {} } },
    persisting: {
      tags: 'busy',
      on: { 'callback.persisted': { target: 'idle', actions: 'dropCarried' } },
    },
  },
});
