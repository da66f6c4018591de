/**
 * The bus: from a message that a step sent to the entries that are due for it. It chooses the consumer, draws
 * the latency of the hop, and lets the faults act. At least once: the consumer of a message may see it again.
 */
import { type Distribution, sample } from '../cj/distribution.js';
import { type Draw, idHash } from '../cj/draw.js';
import { latencyOf } from '../cj/latency.js';
import { type ActorId, CALLBACK_TOPIC, type MessageType, type Outgoing } from '../cj/messages.js';
import type { QueueEntry } from './queue-entry.js';
import type { LatencyPlan, WorldPlan } from './scenario/world-plan.js';

/** Messages inside one process take no time. */
const HOP: Readonly<Record<MessageType, keyof LatencyPlan | null>> = {
  'request.due': null,
  'assessment.requested': 'event',
  'content.requested': 'content',
  'content.delivered': 'content',
  'content.missing': 'content',
  'comparison.requested': 'request',
  'call.due': null,
  'comparison.answered': 'callback',
  'wave.complete': null,
  'continuation.due': null,
  'outbox.ready': null,
  'assessment.completed': 'event',
  'assessment.failed': 'event',
  'batch.stuck': null,
  'batch.cancel': null,
};

export const MESSAGE_TYPES: readonly string[] = Object.keys(HOP);

/** An entry before it has its place in the queue. */
export type Delivery = Omit<QueueEntry, 'sequence'>;

/** Of a message that no step has sent. */
export function unsentMessage(
  entry: Pick<Delivery, 'id' | 'at' | 'to' | 'type' | 'payload' | 'batch'>,
): Delivery {
  return { ...entry, causedBy: null, root: entry.id, depth: 0, kind: 'message', background: false };
}

/** What happens to a delivery on its way: dropped, doubled, delayed. The delivery itself without faults. */
export type Schedule = (delivery: Delivery) => readonly Delivery[];

export type Bus = (message: Outgoing, sent: Sent) => readonly Delivery[];

/** Who sent it, and when. */
export interface Sent {
  readonly at: number;
  readonly causedBy: string;
  readonly batch: string | null;
}

export function createBus(plan: WorldPlan, draw: Draw, schedule: Schedule): Bus {
  const route = consumerRoute(plan, draw);
  return (message, sent) => {
    const { type, key, payload } = message;
    const hop = HOP[type];
    const latencyMs = hop === null ? 0 : latency(plan.latencies[hop], draw, [type, key]);
    const to = message.to === CALLBACK_TOPIC ? route(key, sent.batch ?? '') : message.to;
    const id = `${type}|${key}`;
    return schedule({
      id,
      at: sent.at + Math.round(message.afterMs ?? 0) + latencyMs,
      to,
      type,
      payload,
      causedBy: sent.causedBy,
      kind: 'message',
      batch: batchOf(to) ?? sent.batch,
      background: false,
      root: id,
      depth: 0,
    });
  };
}

/** The label of the batch that an actor belongs to, or null. */
export function batchOf(actor: ActorId): string | null {
  const slash = actor.indexOf('/');
  if (slash < 0) return null;
  const kind = actor.slice(0, slash);
  return kind === 'batch' || kind === 'runner' ? actor.slice(slash + 1) : null;
}

/** Whole milliseconds. */
function latency(distribution: Distribution, draw: Draw, key: readonly string[]): number {
  const drawn =
    typeof distribution === 'number' ? distribution : sample(distribution, draw('latency', ...key, 1));
  return latencyOf(drawn);
}

/** The consumer of a callback: one for all of a batch, or any. */
function consumerRoute({ consumers }: WorldPlan, draw: Draw): (key: string, batch: string) => ActorId {
  if (consumers.count === 1) return () => 'consumer/1';
  if (consumers.keyedByBatch) return (_key, batch) => `consumer/${1 + (idHash(batch) % consumers.count)}`;
  return (key) => `consumer/${1 + Math.floor(draw('consumer', key, 1) * consumers.count)}`;
}
