/**
 * Verdicts of a judge that takes its time are asked for outside any transaction, before the step of their call,
 * and only for a call that will get through: one that has a free slot and meets no trouble.
 */
import type { MessagePayloads } from '../cj/messages.js';
import { type LlmProviderMemory, nextCallStart } from '../cj/provider-slots.js';
import type { VirtualTime } from '../cj/words.js';
import type { ActorHost } from './actor-host.js';
import type { GivenVerdict } from './judge-desk.js';
import type { PlanWiring } from './plan-wiring.js';
import type { QueueEntry } from './queue-entry.js';

/** The verdicts that are still to come; null when the step can run at once. */
export function openVerdicts(
  entry: QueueEntry,
  at: VirtualTime,
  host: ActorHost,
  { plan, calls, desk, policyOf }: PlanWiring,
): Promise<readonly GivenVerdict[]> | null {
  if (entry.type !== 'call.due') return null;
  const { call, tries } = entry.payload as MessagePayloads['call.due'];
  const memory = host.meet(entry.to, null).snapshot.context as LlmProviderMemory;
  if (nextCallStart(memory, policyOf(entry, at - plan.clockStartMs).settings, at).at > at) return null;
  return calls.callTrouble(call, tries) === null ? desk.ask(call) : null;
}
