/**
 * Writes the events that end a batch into the outbox, in the transaction that ends it, and wakes the relay
 * (02, "Finalising"). A guarded policy publishes each event of a batch at most once.
 */
import type { Outgoing } from '../cj/messages.js';
import type { ResultRow } from '../cj/projection/result-rows.js';
import type { JsonObject } from '../cj/stored-value.js';
import type { UploadStatus } from '../cj/words.js';
import type { StepContext } from './step.js';

export const COMPLETED_TOPIC = 'huleedu.cj_assessment.completed.v1';
export const FAILED_TOPIC = 'huleedu.cj_assessment.failed.v1';
export const RESULT_TOPIC = 'huleedu.assessment.result.published.v1';

/** The completed event, and the result event where there are results. Returns the messages to send. */
export function completionEvents(
  context: StepContext,
  status: UploadStatus,
  results: readonly ResultRow[] | null,
): readonly Outgoing[] {
  addEvent(context, COMPLETED_TOPIC, { status });
  if (results !== null) addEvent(context, RESULT_TOPIC, { results });
  return wakeRelay(context);
}

export function failureEvent(context: StepContext, failed_reason: JsonObject): readonly Outgoing[] {
  addEvent(context, FAILED_TOPIC, { failed_reason });
  return wakeRelay(context);
}

function addEvent({ store, policy, batchId, timestamp }: StepContext, topic: string, data: JsonObject): void {
  const upload = store.batches.upload(batchId);
  const bos_batch_id = upload?.bos_batch_id ?? String(batchId);
  store.outbox.add({
    batch: batchId,
    aggregate_type: 'cj_batch',
    event_type: topic,
    event_key: bos_batch_id,
    topic,
    data: {
      bos_batch_id,
      cj_batch_id: batchId,
      event_correlation_id: upload?.event_correlation_id ?? null,
      ...data,
    },
    dedupe_key: policy.publishesOnce ? `${topic}/${bos_batch_id}` : null,
    created_at: timestamp,
  });
}

function wakeRelay({ label, now }: StepContext): readonly Outgoing[] {
  return [{ to: 'outbox_relay', type: 'outbox.ready', key: `${label}/${now}`, payload: {} }];
}
