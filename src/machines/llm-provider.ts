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

const remembers = { type: 'remember', params: ({ event }: { event: AfterCall }) => event } as const;

/** What follows a call that took a slot, whatever became of it. */
const AFTER_CALL = [
  {
    guard: { type: 'tookLastSlot', params: ({ event }: { event: AfterCall }) => event },
    target: 'full',
    actions: remembers,
  },
  { target: 'serving', actions: remembers },
] as const;

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
    'circuit.opened': { target: '.circuitOpen', actions: remembers },
  },
  states: {
    serving: { on: { 'call.answered': AFTER_CALL, 'call.failed': AFTER_CALL } },
    full: { tags: 'busy', after: { SLOT_FREE: 'serving' } },
    // A trial fails and does not open it again where a fork has raised the threshold.
    circuitOpen: { on: { 'call.answered': AFTER_CALL, 'call.failed': AFTER_CALL } },
  },
});
