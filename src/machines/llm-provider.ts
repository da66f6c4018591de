/**
 * The LLM provider: takes comparison requests, joins them into calls, holds as many calls as it has slots,
 * and emits exactly one callback a request. While all slots are taken it takes no message; while its circuit breaker
 * is open it lets no call through.
 */
import { assign, setup } from 'xstate';
import { FRESH_MEMORY, type LlmProviderMemory } from '../cj/provider-slots.js';

/** `fullForMs`: until a slot is free, where the call took the last one. */
type AfterCall = LlmProviderMemory & { readonly fullForMs?: number };

export type LlmProviderEvent =
  | { type: 'calls.queued' }
  | ({ type: 'call.answered' } & AfterCall)
  | ({ type: 'call.failed' } & AfterCall)
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
  guards: {
    tookLastSlot: (_, { fullForMs }: AfterCall) => fullForMs !== undefined,
  },
  delays: {
    SLOT_FREE: ({ event }) => ('fullForMs' in event ? (event.fullForMs ?? 0) : 0),
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
        'call.answered': [
          {
            guard: { type: 'tookLastSlot', params: ({ event }) => event },
            target: 'full',
            actions: { type: 'remember', params: ({ event }) => event },
          },
          { actions: { type: 'remember', params: ({ event }) => event } },
        ],
        'call.failed': [
          {
            guard: { type: 'tookLastSlot', params: ({ event }) => event },
            target: 'full',
            actions: { type: 'remember', params: ({ event }) => event },
          },
          { actions: { type: 'remember', params: ({ event }) => event } },
        ],
      },
    },
    full: { tags: 'busy', after: { SLOT_FREE: 'serving' } },
    circuitOpen: {
      on: {
        'call.answered': [
          {
            guard: { type: 'tookLastSlot', params: ({ event }) => event },
            target: 'full',
            actions: { type: 'remember', params: ({ event }) => event },
          },
          { target: 'serving', actions: { type: 'remember', params: ({ event }) => event } },
        ],
      },
    },
  },
});
