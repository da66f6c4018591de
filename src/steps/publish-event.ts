/** The relay publishes the oldest event of the outbox; the runner of its batch hears of the end. */
import type { Outgoing } from '../cj/messages.js';
import { COMPLETED_TOPIC, FAILED_TOPIC } from './completion-events.js';
import { runnerActor, type Step } from './step.js';

export const publishEvent: Step<unknown> = ({ store, timestamp, outside }) => {
  const event = store.outbox.oldestUnpublished();
  if (!event) return { event: { type: 'outbox.empty' } };
  const { topic, event_key, cj_batch_id } = event;
  const label = cj_batch_id === null ? null : String(cj_batch_id);
  const reason = outside.publishTrouble(`${topic}/${event_key ?? ''}`, event.retry_count, label);
  if (reason !== null) {
    store.outbox.countFailure(event.id, reason);
    return {
      event: { type: 'outbox.failed' },
      facts: [{ fact: 'publish.failed', topic, event_key: event_key ?? '', reason }],
    };
  }
  store.outbox.markPublished(event.id, timestamp);
  const type =
    event.topic === COMPLETED_TOPIC
      ? 'assessment.completed'
      : event.topic === FAILED_TOPIC
        ? 'assessment.failed'
        : null;
  const bos_batch_id = event.event_key ?? '';
  const messages: Outgoing[] =
    type === null
      ? []
      : [
          {
            to: runnerActor(String(event.cj_batch_id)),
            type,
            key: `${event.cj_batch_id}/${event.id}`,
            payload: { bos_batch_id },
          },
        ];
  return {
    event: { type: store.outbox.oldestUnpublished() ? 'outbox.more' : 'outbox.empty' },
    messages,
    facts: [{ fact: 'event.published', topic: event.topic, event_key: bos_batch_id }],
  };
};
