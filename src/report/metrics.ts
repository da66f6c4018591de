/** The service's metrics, projected from the trace into a registry of their own (02, "Logs and metrics"). */
import { Counter, Histogram, Registry } from 'prom-client';
import type { Fact } from '../cj/facts.js';
import { ANCHOR_TIERS } from '../cj/projection/anchor-tiers.js';
import type { TraceRecord } from '../sim/trace-record.js';
import { decisionsOf, type StoredBatch, type StoredWorld } from './stored-world.js';

/** The text exposition of all metrics. */
export function metricsText(world: StoredWorld): Promise<string> {
  const registry = new Registry();
  const metrics = declared(registry);
  for (const tier of ANCHOR_TIERS) metrics.resolved.inc({ tier }, 0);
  for (const record of world.records()) countRecord(metrics, record);
  for (const batch of world.batches) countBatch(metrics, world, batch);
  return registry.metrics();
}

/** What rows and decisions of a batch say beyond single records. */
function countBatch(metrics: Metrics, world: StoredWorld, batch: StoredBatch): void {
  const { store, plan } = world;
  const { ENABLE_FAILED_COMPARISON_RETRY, MAX_RETRY_ATTEMPTS } = plan.settings;
  metrics.iterations.observe(batch.state.current_iteration);
  for (const { max_score_change } of decisionsOf(world, batch)) {
    if (max_score_change !== null) metrics.scoreChanges.observe(max_score_change);
  }
  const attempts = ENABLE_FAILED_COMPARISON_RETRY ? 1 + MAX_RETRY_ATTEMPTS : 1;
  metrics.lost.inc(
    store.coverage.countCoverage(batch.id, batch.upload.expected_essay_count, attempts).givenUp,
  );
  metrics.retried.inc(store.coverage.countAnsweredRetries(batch.id));
  metrics.fetchFailures.inc({ reason: 'timeout' }, textsTooLate(world, batch));
}

/** Texts that were still on their way when the batch stopped waiting for them. */
function textsTooLate(world: StoredWorld, batch: StoredBatch): number {
  const records = world.recordsOf(batch);
  const missing = records.flatMap(({ facts = [] }) =>
    facts.flatMap((fact) => (fact.fact === 'texts.missing' ? fact.storage_ids : [])),
  ).length;
  const notFound = records.filter(
    ({ type, before }) => type === 'content.missing' && before.startsWith('preparing'),
  ).length;
  return Math.max(0, missing - notFound);
}

type Metrics = ReturnType<typeof declared>;

function declared(registry: Registry) {
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Counter({ name, help, labelNames: [...labelNames], registers });
  return {
    decisions: counter('cj_workflow_decisions_total', 'Continuation decisions', ['decision']),
    comparisons: counter('cj_comparisons_total', 'Answered comparisons', ['status']),
    requests: counter('cj_llm_requests_total', 'Requests to the provider', ['batching_mode']),
    calls: counter('cj_llm_batches_started_total', 'Calls that the provider started', ['batching_mode']),
    iterations: new Histogram({
      name: 'cj_iterations_per_batch',
      help: 'Waves of a batch',
      buckets: [1, 2, 5, 10, 20, 50],
      registers,
    }),
    scoreChanges: new Histogram({
      name: 'cj_score_stability_changes',
      help: 'Largest change of a score between two waves, in logits',
      buckets: [0.01, 0.025, 0.05, 0.1, 0.5, 1, 2],
      registers,
    }),
    failed: counter('cj_failed_comparisons_total', 'Comparisons answered with an error'),
    retries: counter('cj_retry_batches_submitted_total', 'Retry waves'),
    retried: counter('cj_successful_retries_total', 'Failed pairs that a later wave answered'),
    lost: counter('cj_permanently_failed_comparisons_total', 'Pairs given up'),
    stuck: counter('cj_stuck_batches_detected', 'Stuck batches that the monitor found'),
    recovered: counter('cj_stuck_batches_recovered_total', 'Stuck batches that went on or were scored'),
    stuckFailed: counter('cj_stuck_batches_failed_total', 'Stuck batches that failed'),
    inflated: counter('cj_bt_se_inflated_batches_total', 'Fits with inflated standard errors'),
    sparse: counter('cj_bt_sparse_coverage_batches_total', 'Fits with sparse coverage'),
    resolved: counter('cj_anchor_grade_resolution_total', 'Anchor grades found', ['tier']),
    unresolved: counter('cj_anchor_grade_resolution_failed_total', 'Anchor grades not found', ['reason']),
    fetchFailures: counter('huleedu_cj_prompt_fetch_failures_total', 'Texts that did not arrive', ['reason']),
    fetched: counter('huleedu_cj_prompt_fetch_success_total', 'Texts that arrived'),
  };
}

function countRecord(metrics: Metrics, record: TraceRecord): void {
  const { decision, type } = record;
  if (decision) {
    metrics.decisions.inc({ decision: decision.decision });
    if (decision.mode === 'retry') metrics.retries.inc();
  }
  if (type === 'content.delivered') metrics.fetched.inc();
  if (type === 'content.missing') metrics.fetchFailures.inc({ reason: 'not_found' });
  for (const fact of record.facts ?? []) countFact(metrics, fact);
}

function countFact(metrics: Metrics, fact: Fact): void {
  switch (fact.fact) {
    case 'callback.persisted':
      metrics.comparisons.inc({ status: fact.usable ? 'completed' : 'failed' });
      if (!fact.usable) metrics.failed.inc();
      break;
    case 'calls.queued':
      metrics.requests.inc({ batching_mode: fact.batching_mode }, fact.requests);
      metrics.calls.inc({ batching_mode: fact.batching_mode }, fact.calls);
      break;
    case 'fit.done':
      if (fact.bt_se_inflated) metrics.inflated.inc();
      if (fact.comparison_coverage_sparse) metrics.sparse.inc();
      break;
    case 'anchor.resolved':
      metrics.resolved.inc({ tier: fact.tier });
      break;
    case 'anchor.unresolved':
      metrics.unresolved.inc({ reason: fact.reason });
      break;
    case 'batch.stuck':
      metrics.stuck.inc();
      break;
    case 'callbacks.lost':
      metrics.recovered.inc();
      break;
    case 'batch.finished':
      if (fact.status === 'COMPLETE_FORCED_RECOVERY') metrics.recovered.inc();
      break;
    case 'batch.failed':
      if (fact.reason === 'stuck_timeout_insufficient_progress') metrics.stuckFailed.inc();
      break;
    default:
  }
}
