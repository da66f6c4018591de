/**
 * The LLM provider: takes comparison requests, joins them into calls, holds as many calls as it has slots,
 * and emits exactly one callback a request. While its circuit breaker is open it lets no call through.
 */
import { assign, setup } from 'xstate';
import { FRESH_MEMORY, type LlmProviderMemory } from '../cj/provider-slots.js';

export type LlmProviderEvent =
  | { type: 'calls.queued' }
  | ({ type: 'call.answered' } & LlmProviderMemory)
  | ({ type: 'call.failed' } & LlmProviderMemory)
  | ({ type: 'circuit.opened' } & LlmProviderMemory)
  | { type: 'call.deferred' };

export const llmProviderMachine = setup({
  types: {
    context: {} as LlmProviderMemory,
    events: {} as LlmProviderEvent,
  },
  actions: {
    remember: assign((_, { busyUntil, startedAt, failuresInARow, openUntil }: LlmProviderMemory) => ({
      busyUntil,
      startedAt,
      failuresInARow,
      openUntil,
    })),
  },
}).createMachine({
  id: 'llmProvider',
  context: FRESH_MEMORY,
  initial: 'serving',
  on: {
    'calls.queued': {},
    'call.deferred': {},
    'circuit.opened': { target: '.circuitOpen', actions: { type: 'remember', params: ({ event }) => event } },
  },
  states: {
    serving: {
      on: {
        'call.answered': { actions: { type: 'remember', params: ({ event }) => event } },
        'call.failed': { actions: { type: 'remember', params: ({ event }) => event } },
      },
    },
    circuitOpen: {
      on: {
        'call.answered': { target: 'serving', actions: { type: 'remember', params: ({ event }) => event } },
      },
    },
  },
});
