/** The JSON result of a run, from its stored world. Its keys are explained in json-result-schema.ts. */
import { byCodePoint } from '../cj/code-point-order.js';
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import { UserError } from '../cj/errors.js';
import type { WaveFact } from '../cj/facts.js';
import { positionalFairness } from '../cj/pairing/fairness.js';
import { PairHistory } from '../cj/pairing/pair-history.js';
import { objectOrNull } from '../cj/stored-value.js';
import type { Outcome } from '../sim/world-parts.js';
import { checkOpen } from '../store/driver.js';
import { type BatchResult, RESULT_SCHEMA_VERSION, type RunResult } from './json-result-schema.js';
import { decisionsOf, faultCounts, type StoredBatch, type StoredWorld, wavesOf } from './stored-world.js';

/** A UserError for a world that has not been sealed: it has no digest yet, and in memory no trace. */
export function jsonResult(world: StoredWorld): RunResult {
  refuseOther(world);
  checkOpen(world.store.driver);
  const { plan } = world;
  const outcome = outcomeOf(world);
  const [version, digest = ''] = outcome.digest.split(':');
  return {
    schema_version: RESULT_SCHEMA_VERSION,
    scenario: plan.name,
    digest,
    digest_version: Number(version),
    trace_digest: outcome.trace_digest,
    seed: plan.seed,
    policy: plan.policy,
    defects: [...plan.defects],
    ending: outcome.ending,
    steps: outcome.steps,
    virtual_duration_ms: outcome.now - plan.clockStartMs,
    faults: Object.fromEntries([...faultCounts(world)].sort(([a], [b]) => byCodePoint(a, b))),
    batches: world.batches.map((batch) => batchResult(world, batch)),
  };
}

/** A program without types may give anything. */
function refuseOther(world: Partial<StoredWorld> | undefined): void {
  if (typeof world?.records === 'function' && world.store !== undefined) return;
  throw new UserError({
    code: 'no_stored_world',
    message: 'jsonResult takes a stored world, and this is none',
    fix: 'jsonResult(readStoredWorld(world.store))',
  });
}

function outcomeOf({ outcome }: StoredWorld): Outcome {
  if (outcome !== null) return outcome;
  throw new UserError({
    code: 'unsealed_world',
    message: 'jsonResult takes a world that has been sealed, and this one has not: it has no digest yet',
    fix: "Call world.seal(run(world)) first, or world.seal('stopped') in the middle of a run",
  });
}

function batchResult(world: StoredWorld, batch: StoredBatch): BatchResult {
  const { upload, state, metadata } = batch;
  const isCompleted = state.state === 'COMPLETED';
  return {
    batch_id: batch.id,
    bos_batch_id: upload.bos_batch_id,
    state: state.state,
    status: upload.status,
    comparison_budget: objectOrNull(metadata['comparison_budget']) as BatchResult['comparison_budget'],
    total_budget: state.total_budget,
    total_comparisons: state.total_comparisons,
    submitted_comparisons: state.submitted_comparisons,
    completed_comparisons: state.completed_comparisons,
    failed_comparisons: state.failed_comparisons,
    current_iteration: state.current_iteration,
    expected_essay_count: upload.expected_essay_count,
    original_request: objectOrNull(metadata['original_request']),
    failed_reason: objectOrNull(metadata['failed_reason']),
    decisions: decisionsOf(world, batch).map(decisionResult),
    waves: wavesOf(world, batch).map(waveResult),
    rankings: isCompleted ? rankings(world, batch) : [],
    projections: isCompleted ? projections(world, batch) : [],
    fairness: fairnessOf(world, batch),
  };
}

function decisionResult(record: DecisionRecord): BatchResult['decisions'][number] {
  const { completion, waves_requested, ...values } = record;
  return {
    ...values,
    waves_requested: [...waves_requested],
    ...(completion ? { completion: { ...completion } } : {}),
  };
}

function waveResult(wave: WaveFact): BatchResult['waves'][number] {
  const { fact: _, llm_config_overrides, batch_config_overrides, ...values } = wave;
  return { ...values, overrides: { llm_config_overrides, batch_config_overrides } };
}

function rankings({ store }: StoredWorld, batch: StoredBatch): BatchResult['rankings'] {
  return store.essays.ranked(batch.id).map((row, position) => ({
    rank: position + 1,
    els_essay_id: row.els_essay_id,
    score: row.current_bt_score,
    se: row.current_bt_se,
    comparison_count: row.comparison_count,
    is_anchor: row.is_anchor === 1,
  }));
}

function projections({ store }: StoredWorld, batch: StoredBatch): BatchResult['projections'] {
  return store.projections.ofBatch(batch.id).map((row) => ({
    els_essay_id: row.els_essay_id,
    primary_grade: row.primary_grade,
    confidence_score: row.confidence_score,
    confidence_label: row.confidence_label,
    normalized_score: row.normalized_score,
  }));
}

function fairnessOf({ store }: StoredWorld, batch: StoredBatch): BatchResult['fairness'] {
  const essays = store.essays.netOf(batch.id);
  const history = new PairHistory(
    essays.map(({ id }) => id),
    store.pairs.rowsOfBatch(batch.id),
  );
  const fairness = positionalFairness(history, (place) => essays[place]?.is_anchor === true);
  return {
    mean_abs_skew: fairness.meanAbsSkew,
    max_abs_skew: fairness.maxAbsSkew,
    anchor_first_share: fairness.anchorFirstShare,
    comparisons_with_anchor_first_share: fairness.comparisonsWithAnchorFirstShare,
    both_orientations_share: fairness.bothOrientationsShare,
  };
}
