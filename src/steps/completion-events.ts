/**
 * Writes the events that end a batch into the outbox, in the transaction that ends it, and wakes the relay
 * (02, "Finalising"). A guarded policy publishes each event of a batch at most once.
 */
import type { Outgoing } from '../cj/messages.js';
import type { ResultRow } from '../cj/projection/result-rows.js';
import type { JsonObject } from '../cj/stored-value.js';
import type { UploadStatus } from '../cj/words.js';
import { uploadOf } from './batch-rows.js';
import type { StepContext } from './step.js';

export const COMPLETED_TOPIC = 'huleedu.cj_assessment.completed.v1';
export const FAILED_TOPIC = 'huleedu.cj_assessment.failed.v1';
export const RESULT_TOPIC = 'huleedu.assessment.result.published.v1';

interface NewEvent {
  readonly topic: string;
  readonly data: JsonObject;
}

/** The completed event, and the result event where there are results. Returns the messages to send. */
export function completionEvents(
  context: StepContext,
  status: UploadStatus,
  results: readonly ResultRow[] | null,
): readonly Outgoing[] {
  return announced(context, [
    { topic: COMPLETED_TOPIC, data: { status } },
    ...(results === null ? [] : [{ topic: RESULT_TOPIC, data: { results } }]),
  ]);
}

export function failureEvent(context: StepContext, failed_reason: JsonObject): readonly Outgoing[] {
  return announced(context, [{ topic: FAILED_TOPIC, data: { failed_reason } }]);
}

/** The message goes by the place of its first event among those of the batch. */
function announced(context: StepContext, events: readonly NewEvent[]): readonly Outgoing[] {
  const { store, batchId, label } = context;
  const place = store.outbox.ofBatch(batchId).length + 1;
  const added = events.filter((event) => addEvent(context, event));
  if (added.length === 0) return [];
  return [{ to: 'outbox_relay', type: 'outbox.ready', key: `${label}/${place}`, payload: {} }];
}

/** False where the batch has published such an event and its policy allows no second. */
function addEvent(context: StepContext, { topic, data }: NewEvent): boolean {
  const { store, policy, batchId, timestamp } = context;
  const { bos_batch_id, event_correlation_id } = uploadOf(context).row;
  return store.outbox.add({
    batch: batchId,
    aggregate_type: 'cj_batch',
    event_type: topic,
    event_key: bos_batch_id,
    topic,
    data: { bos_batch_id, cj_batch_id: batchId, event_correlation_id, ...data },
    dedupe_key: policy.publishesOnce ? `${topic}/${bos_batch_id}` : null,
    created_at: timestamp,
  });
}
