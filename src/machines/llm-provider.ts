/**
 * The LLM provider: takes comparison requests, joins them into calls, holds as many calls as it has slots,
 * and emits exactly one callback a request.
 */
import { assign, setup } from 'xstate';
import type { LlmProviderMemory } from '../cj/provider-slots.js';


export type LlmProviderEvent =
  | { type: 'calls.queued' }
  | { type: 'call.answered'; busyUntil: readonly number[] }
  | { type: 'call.deferred' };

export const llmProviderMachine = setup({
  types: {
    context: {} as LlmProviderMemory,
    events: {} as LlmProviderEvent,
  },
  actions: {
    noteSlots: assign((_, slots: LlmProviderMemory) => ({ busyUntil: slots.busyUntil })),
  },
}).createMachine({
  id: 'llmProvider',
  context: { busyUntil: [] },
  initial: 'serving',
  states: {
    serving: {
      on: {
        'calls.queued': {},
        'call.deferred': {},
        'call.answered': { actions: { type: 'noteSlots', params: ({ event }) => event } },
      },
    },
  },
});
