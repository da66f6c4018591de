/** The scores that a batch ends with: what scoring writes, and what finishing writes again if answers came since. */
import type { JsonObject } from '../cj/stored-value.js';
import { isUsable } from '../cj/words.js';
import { type BatchNet, scoreNet } from './batch-net.js';
import type { StepContext, StepResult } from './step.js';

/**
 * Fits a net and writes the scores to its essays; what to answer where the fit fails, else null. `metadata`: the document of
 * the batch's state.
 */
export function writeFinalScores(
  context: StepContext,
  net: BatchNet,
  metadata: JsonObject,
): StepResult | null {
  const scores = scoreNet(context, net, metadata);
  if (scores.kind === 'failed') return failedFit(context, scores.reason);
  context.store.essays.writeScores(
    context.batchId,
    scores.net.essays.map((els_essay_id, i) => ({
      els_essay_id,
      current_bt_score: scores.scores[i] ?? null,
      current_bt_se: scores.standardErrors[i] ?? null,
      comparison_count: scores.net.countOf[i] ?? 0,
    })),
  );
  return null;
}

/** Answers that are stored and that the stored scores do not know. */
export function answersSinceScoring({ store, batchId }: StepContext, net: BatchNet): number {
  const usable = net.rows.filter(([, , winner]) => isUsable(winner)).length;
  const sides = store.essays.ranked(batchId).reduce((sum, essay) => sum + essay.comparison_count, 0);
  return usable - sides / 2;
}

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
