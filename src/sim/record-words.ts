/** What a trace record may say: types of entries and names of facts, for what asks for one before there is any. */
import { byCodePoint } from '../cj/code-point-order.js';
import type { Fact } from '../cj/facts.js';
import { ACTOR_KINDS } from './actor-kinds.js';
import { MESSAGE_TYPES } from './bus.js';
import { RESTART } from './restarts.js';

/** A record of every name, so that the compiler misses one that is new. */
const FACTS: Readonly<Record<Fact['fact'], true>> = {
  'request.accepted': true,
  'request.refused': true,
  'texts.missing': true,
  'batch.prepared': true,
  'budget.resolved': true,
  'request.rehydrated': true,
  'batching.fell_back': true,
  'wave.submitted': true,
  'callback.persisted': true,
  'callback.ignored': true,
  'calls.queued': true,
  'call.answered': true,
  'call.failed': true,
  'call.held_back': true,
  'circuit.opened': true,
  'circuit.closed': true,
  'publish.failed': true,
  'actor.restarted': true,
  'continuation.waited': true,
  'total_budget.missing': true,
  'fit.failed': true,
  'fit.done': true,
  'finish.refused': true,
  'scores.renewed': true,
  'batch.finished': true,
  'batch.failed': true,
  'anchor.resolved': true,
  'anchor.unresolved': true,
  'projection.done': true,
  'projection.unavailable': true,
  'event.published': true,
  'batch.stuck': true,
  'wave.complete_again': true,
  'batch.not_stuck': true,
  'callbacks.lost': true,
};

export const FACT_NAMES: readonly string[] = Object.keys(FACTS);

/** Messages, commands, timers and restarts, in order. */
export function recordTypes(): readonly string[] {
  const ofActors = [...ACTOR_KINDS.values()].flatMap(({ machine, steps }) => [
    ...steps.keys(),
    ...machine.events.map(String).filter((event) => event.startsWith('xstate.after.')),
  ]);
  return [...new Set([...MESSAGE_TYPES, RESTART, ...ofActors])].sort(byCodePoint);
}
