/**
 * Scores a batch that is to be finished: re-reads the counters, refits, and writes scores to the essays and
 * the status to the upload row (02, "Finalising"). The guard may refuse.
 */
import { isTerminal, type UploadStatus } from '../cj/words.js';
import { readNet, scoreNet } from './batch-net.js';
import { batchStateOf } from './batch-rows.js';
import type { Step, StepContext, StepResult } from './step.js';
import { unlessCancelled } from './unless-cancelled.js';

export interface ScoreBatch {
  /** The monitor gave up waiting for pending callbacks. */
  readonly forced: boolean;
  readonly stabilityPassed: boolean;
}

export const scoreBatch: Step<ScoreBatch> = unlessCancelled((context, { forced, stabilityPassed }) => {
  const { store, policy, batchId, timestamp } = context;
  const { row, metadata } = batchStateOf(context);
  const counters = {
    submitted: row.submitted_comparisons,
    completed: row.completed_comparisons,
    failed: row.failed_comparisons,
  };
  if (policy.finishGuard({ counters, isTerminal: isTerminal(row.state), forced }) !== 'finish') {
    const pending = counters.submitted - counters.completed - counters.failed;
    return { event: { type: 'finish.refused' }, facts: [{ fact: 'finish.refused', pending }] };
  }
  store.batches.setState(batchId, 'SCORING', timestamp);
  const net = readNet(context);
  const scores = scoreNet(context, net, metadata);
  if (scores.kind === 'failed') return failedFit(context, scores.reason);
  store.essays.writeScores(
    batchId,
    scores.net.essays.map((els_essay_id, i) => ({
      els_essay_id,
      current_bt_score: scores.scores[i] ?? null,
      current_bt_se: scores.standardErrors[i] ?? null,
      comparison_count: scores.net.countOf[i] ?? 0,
    })),
  );
  const status: UploadStatus = forced
    ? 'COMPLETE_FORCED_RECOVERY'
    : policy.statusAtEnd({ stability_passed: stabilityPassed });
  store.batches.setStatus(batchId, status);
  return { event: { type: 'batch.scored', status } };
});

/** The service leaves such a batch in SCORING for ever; `current` fails it. */
function failedFit({ store, policy, batchId }: StepContext, reason: string): StepResult {
  const facts = [{ fact: 'fit.failed', reason } as const];
  if (policy.failedFinalFit === 'fail') {
    return {
      event: { type: 'failure.due', failure: { reason: 'scoring_failed', details: { reason } } },
      facts,
    };
  }
  store.batches.setStatus(batchId, 'ERROR_PROCESSING');
  return { event: { type: 'scoring.failed' }, facts };
}
