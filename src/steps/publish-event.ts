/**
 * The relay publishes the oldest event of the outbox; the runner of its batch hears of the end. Where the broker does not
 * take one, the events of that batch wait for `OUTBOX_RETRY_SECONDS`, and no others (02, "Monitor").
 */
import { SECOND_MS } from '../cj/durations.js';
import type { Outgoing } from '../cj/messages.js';
import type { OutboxMemory } from '../cj/outbox-memory.js';
import type { VirtualTime } from '../cj/words.js';
import { COMPLETED_TOPIC, FAILED_TOPIC } from './completion-events.js';
import { runnerActor, type Step, type StepContext, type StepResult } from './step.js';

export const publishEvent: Step<unknown> = (context) => {
  const { store, timestamp, now, settings, outside } = context;
  // A relay of an older version, taken from its file, remembers none.
  const { held: known = [] } = context.memory as Partial<OutboxMemory>;
  const held = known.filter(({ until }) => until > now);
  const event = oldestOf(context, held);
  if (!event) return { event: rest(now, held) };
  const { topic, event_key, cj_batch_id } = event;
  const label = cj_batch_id === null ? null : String(cj_batch_id);
  const reason = outside.publishTrouble(`${topic}/${event_key ?? ''}`, event.retry_count, label);
  if (reason !== null) {
    store.outbox.countFailure(event.id, reason);
    const until = (now + Math.round(settings.OUTBOX_RETRY_SECONDS * SECOND_MS)) as VirtualTime;
    return {
      event: nextOf(context, [...held, { batch: cj_batch_id, until }]),
      facts: [{ fact: 'publish.failed', topic, event_key: event_key ?? '', reason }],
    };
  }
  store.outbox.markPublished(event.id, timestamp);
  return {
    event: nextOf(context, held),
    messages: toldRunner(event),
    facts: [{ fact: 'event.published', topic, event_key: event_key ?? '' }],
  };
};

const TOLD = {
  [COMPLETED_TOPIC]: 'assessment.completed',
  [FAILED_TOPIC]: 'assessment.failed',
} as const;

/** What the runner hears of an event: of the end of its batch, and of nothing else. */
function toldRunner({ id, topic, event_key, cj_batch_id }: OutboxEvent): readonly Outgoing[] {
  if (topic !== COMPLETED_TOPIC && topic !== FAILED_TOPIC) return [];
  return [
    {
      to: runnerActor(String(cj_batch_id)),
      type: TOLD[topic],
      key: `${cj_batch_id}/${id}`,
      payload: { bos_batch_id: event_key ?? '' },
    },
  ];
}

type OutboxEvent = NonNullable<ReturnType<typeof oldestOf>>;
type Held = OutboxMemory['held'];

function oldestOf({ store }: StepContext, held: Held) {
  return store.outbox.oldestUnpublished(new Set(held.map(({ batch }) => batch)));
}

/** What the relay does next: publish what is not held back, or rest. */
function nextOf(context: StepContext, held: Held): StepResult['event'] {
  return oldestOf(context, held) ? { type: 'outbox.more', held } : rest(context.now, held);
}

/** Until the first of those that are held back is tried again. */
function rest(now: VirtualTime, held: Held): StepResult['event'] {
  if (held.length === 0) return { type: 'outbox.empty' };
  const first = Math.min(...held.map(({ until }) => until));
  return { type: 'outbox.held', held, forMs: first - now };
}
