/** Ends a batch as failed or cancelled: reason into the metadata, status, state and one failed event (02). */

import type { BatchStateMetadata } from '../cj/documents.js';
import type { FailureReason } from '../cj/failure.js';
import { type BatchState, isTerminal } from '../cj/words.js';
import { batchStateOf } from './batch-rows.js';
import { failureEvent } from './completion-events.js';
import type { Step, StepContext, StepResult } from './step.js';
import { unlessCancelled } from './unless-cancelled.js';

export const failBatch: Step<FailureReason> = unlessCancelled((context, failure) => {
  const { row } = batchStateOf(context);
  const counters = {
    submitted: row.submitted_comparisons,
    completed: row.completed_comparisons,
    failed: row.failed_comparisons,
  };
  const forced = failure.reason !== 'low_success_rate';
  const guarded = { counters, isTerminal: isTerminal(row.state), forced };
  if (context.policy.finishGuard(guarded) !== 'finish') {
    const pending = counters.submitted - counters.completed - counters.failed;
    return { event: { type: 'finish.refused' }, facts: [{ fact: 'finish.refused', pending }] };
  }
  return endWithFailure(context, failure, 'FAILED', 'batch.failed');
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
  const { store, policy, batchId, timestamp } = context;
  const failed_reason = { reason, timestamp, details };
  store.metadata.writeBatchProcessingMetadata(policy.writeMetadata, batchId, {
    failed_reason,
  } as BatchStateMetadata);
  store.batches.setState(batchId, state, timestamp);
  store.batches.setFinalStatus(batchId, 'ERROR_PROCESSING', timestamp);
  return {
    event: { type: event },
    messages: failureEvent(context, failed_reason),
    facts: [{ fact: 'batch.failed', reason, details }],
  };
}
