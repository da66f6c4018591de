/** Are the stored scores those that the stored comparisons give? Part of `cjsim check`: a refit, row by row. */
import { policyNamed } from '../cj/policies/policy-named.js';
import { type BatchScores, scoreBatch } from '../cj/scoring/score-batch.js';
import { inForceAt } from '../sim/in-force-at.js';
import type { TraceRecord } from '../sim/trace-record.js';
import type { StoredBatch, StoredWorld } from './stored-world.js';
import type { ViewRow } from './view-table.js';

/** Scores are stored as they were fitted; a refit from another start may differ by this much, in logits. */
const SCORE_TOLERANCE = 1e-6;

type Fit = Extract<BatchScores, { readonly kind: 'scored' }>;

/** Essays whose score differs from the refit, and a mean that is not 0; null where nothing was fitted. */
export function wrongScores(world: StoredWorld, batch: StoredBatch): readonly ViewRow[] | null {
  const fit = refit(world, batch);
  if (fit === null) return null;
  const mean = fit.scores.reduce((sum, score) => sum + score, 0) / fit.scores.length;
  const wrong = differing(world, batch, fit, 'current_bt_score');
  return Math.abs(mean) <= SCORE_TOLERANCE ? wrong : [...wrong, { batch: batch.id, mean }];
}

/**
 * Essays whose standard error differs from the refit by the policy as it is without defects. The refit gives 0
 * to the reference alone (and, in the service, to essays that nobody compared).
 */
export function wrongStandardErrors(world: StoredWorld, batch: StoredBatch): readonly ViewRow[] | null {
  const fit = refit(world, batch);
  return fit && differing(world, batch, fit, 'current_bt_se');
}

/** What of a fit is stored in which column. */
const FITTED = { current_bt_score: 'scores', current_bt_se: 'standardErrors' } as const;

function differing(
  { store }: StoredWorld,
  batch: StoredBatch,
  fit: Fit,
  column: keyof typeof FITTED,
): readonly ViewRow[] {
  return store.essays.ofBatch(batch.id).flatMap((essay) => {
    const stored = essay[column];
    const place = fit.net.indexOf.get(essay.els_essay_id) ?? -1;
    const fitted = fit[FITTED[column]][place] ?? null;
    const isRight = stored !== null && fitted !== null && Math.abs(stored - fitted) <= SCORE_TOLERANCE;
    return isRight ? [] : [{ batch: batch.id, essay: essay.els_essay_id, stored, fitted }];
  });
}

/** By the policy and the settings that were in force when the batch ended; null where no fit is possible. */
function refit(world: StoredWorld, batch: StoredBatch): Fit | null {
  if (batch.state.state !== 'COMPLETED') return null;
  const { store, plan } = world;
  const scoring = lastScoring(world, batch);
  const { policy, settings } = scoring === undefined ? plan : inForceAt(plan, scoring);
  const fit = scoreBatch(
    store.essays.netOf(batch.id),
    store.pairs.rowsOfBatch(batch.id),
    policyNamed(policy),
    { settings },
  );
  return fit.kind === 'scored' ? fit : null;
}

function lastScoring(world: StoredWorld, batch: StoredBatch): TraceRecord | undefined {
  return world.recordsOf(batch).findLast(({ type }) => type === 'score-batch');
}
