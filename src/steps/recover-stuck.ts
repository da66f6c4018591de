/**
 * The batch's answer to the monitor: give up the open comparisons and go on, force the scoring, or fail; or go on as
 * ever, if it has moved since the sweep (02, "Monitor"). The rule is the policy's.
 */
import type { MessagePayloads } from '../cj/messages.js';
import { LOST_CODE } from '../store/comparison-pairs.js';
import { answerDocument } from '../store/metadata.js';
import { virtualTime } from '../store/timestamp.js';
import { batchStateOf, writeStateMetadata } from './batch-rows.js';
import type { Step, StepContext, StepResult } from './step.js';
import { unlessCancelled } from './unless-cancelled.js';

export const recoverStuck: Step<MessagePayloads['batch.stuck']> = unlessCancelled((context, seen) => {
  const { store, policy, settings, batchId, now } = context;
  const { row, metadata } = batchStateOf(context);
  const counts = store.coverage.countAnswers(batchId);
  const callbacksReceived = row.completed_comparisons + row.failed_comparisons;
  const action = policy.monitorActs(
    {
      callbacksReceived,
      completed: row.completed_comparisons,
      totalBudget: row.total_budget,
      openPairs: counts.open,
      lostBefore: store.pairs.countLost(batchId),
      idleMs: now - virtualTime(row.last_activity_at),
      hasMoved: row.last_activity_at !== seen.last_activity_at,
      isDecided: metadata['last_scored_iteration'] === row.current_iteration,
      wasTold: metadata['told_to_go_on'] === row.last_activity_at,
    },
    settings,
  );
  const facts = [{ fact: 'batch.not_stuck', open: counts.open }] as const;
  if (action === 'keep_waiting') return { event: { type: 'continuation.waits' }, facts };
  if (action === 'go_on') {
    writeStateMetadata(context, { told_to_go_on: row.last_activity_at });
    return { event: { type: 'wave.closed' }, facts };
  }
  if (action === 'give_up_open') return giveUpOpen(context);
  if (action === 'force_scoring') {
    writeStateMetadata(context, { forced_to_scoring: true });
    return { event: { type: 'scoring.due', forced: true, stabilityPassed: false } };
  }
  const failure = {
    reason: 'stuck_timeout_insufficient_progress',
    details: { callbacks_received: callbacksReceived, total_budget: row.total_budget },
  };
  return { event: { type: 'failure.due', failure } };
});

/** Every open comparison becomes an error CALLBACK_LOST, counted like any other. */
function giveUpOpen(context: StepContext): StepResult {
  const { store, settings, batchId, timestamp } = context;
  const lost = store.pairs.open(batchId);
  for (const pair of lost) {
    store.pairs.recordFailure(pair.id, {
      code: LOST_CODE,
      correlationId: pair.request_correlation_id,
      service: 'cj_assessment_service',
      details: '{"reason":"no callback within the time-out"}',
      rawResponse: null,
      document: answerDocument({
        provider: settings.DEFAULT_LLM_PROVIDER,
        model: settings.DEFAULT_LLM_MODEL,
        response_time_ms: 0,
      }),
      completedAt: timestamp,
    });
    store.batches.countAnswer(batchId, 'failed', timestamp);
  }
  return { event: { type: 'wave.closed' }, facts: [{ fact: 'callbacks.lost', count: lost.length }] };
}
