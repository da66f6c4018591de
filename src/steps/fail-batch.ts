/** Ends a batch as failed or cancelled: reason into the metadata, status, state and one failed event (02). */
import type { FailureReason } from '../cj/failure.js';
import { type BatchState, isTerminal } from '../cj/words.js';
import { batchStateOf, writeStateMetadata } from './batch-rows.js';
import { failureEvent } from './completion-events.js';
import { finishRefusal } from './finish-refusal.js';
import type { Step, StepContext, StepResult } from './step.js';
import { unlessCancelled } from './unless-cancelled.js';

export const failBatch: Step<FailureReason> = unlessCancelled((context, failure) => {
  const forced = failure.reason !== 'low_success_rate';
  return (
    finishRefusal(context, batchStateOf(context), forced) ??
    endWithFailure(context, failure, 'FAILED', 'batch.failed')
  );
});

/** From any state that is not terminal; what is still open arrives late. Refused before the request is in. */
export const cancelBatch: Step<unknown> = (context) => {
  const state = context.store.batches.counters(context.batchId)?.state;
  if (state === undefined || isTerminal(state)) {
    return { event: { type: 'cancel.refused' } };
  }
  return endWithFailure(context, { reason: 'cancelled', details: {} }, 'CANCELLED', 'batch.cancelled');
};

function endWithFailure(
  context: StepContext,
  { reason, details }: FailureReason,
  state: BatchState,
  event: string,
): StepResult {
  const { store, batchId, timestamp } = context;
  const failed_reason = { reason, timestamp, details };
  writeStateMetadata(context, { failed_reason });
  store.batches.setState(batchId, state, timestamp);
  store.batches.setFinalStatus(batchId, 'ERROR_PROCESSING', timestamp);
  return {
    event: { type: event },
    messages: failureEvent(context, failed_reason),
    facts: [{ fact: 'batch.failed', reason, details }],
  };
}
