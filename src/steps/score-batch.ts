/**
 * Scores a batch that is to be finished: re-reads the counters, refits, and writes scores to the essays and
 * the status to the upload row (02, "Finalising"). The guard may refuse.
 */
import type { ScoringOrder } from '../cj/finishing.js';
import type { UploadStatus } from '../cj/words.js';
import { readNet } from './batch-net.js';
import { batchStateOf } from './batch-rows.js';
import { writeFinalScores } from './final-scores.js';
import { finishRefusal, leftAlone } from './finish-refusal.js';
import type { Step } from './step.js';
import { unlessCancelled } from './unless-cancelled.js';

export const scoreBatch: Step<ScoringOrder> = unlessCancelled((context, { forced, stabilityPassed }) => {
  const { store, policy, batchId, timestamp } = context;
  const state = batchStateOf(context);
  const refusal = leftAlone(context, state) ?? finishRefusal(context, state, forced);
  if (refusal !== null) return refusal;
  store.batches.setState(batchId, 'SCORING', timestamp);
  const failed = writeFinalScores(context, readNet(context), state.metadata);
  if (failed !== null) return failed;
  const status: UploadStatus = forced
    ? 'COMPLETE_FORCED_RECOVERY'
    : policy.statusAtEnd({ stability_passed: stabilityPassed });
  store.batches.setStatus(batchId, status);
  return { event: { type: 'batch.scored', status } };
});
