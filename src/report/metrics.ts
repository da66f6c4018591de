/** The service's metrics, projected from the trace into a registry of their own (02, "Logs and metrics"). */
import { Registry } from 'prom-client';
import type { Fact } from '../cj/facts.js';
import { ANCHOR_TIERS } from '../cj/projection/anchor-tiers.js';
import { inForceAt } from '../sim/in-force-at.js';
import type { TraceRecord } from '../sim/trace-record.js';
import { declaredMetrics, type Metrics } from './declared-metrics.js';
import { decisionsOf, factsOf, type StoredBatch, type StoredWorld } from './stored-world.js';

/** The text exposition of all metrics. */
export function metricsText(world: StoredWorld): Promise<string> {
  const registry = new Registry();
  const metrics = declaredMetrics(registry);
  for (const tier of ANCHOR_TIERS) metrics.resolved.inc({ tier }, 0);
  for (const record of world.records()) countRecord(metrics, record);
  for (const batch of world.batches) countBatch(metrics, world, batch);
  return registry.metrics();
}

/** What rows and decisions of a batch say beyond single records. */
function countBatch(metrics: Metrics, world: StoredWorld, batch: StoredBatch): void {
  const { store, plan } = world;
  const last = world.recordsOf(batch).at(-1);
  // As in its last step: what is given up under the settings of today may have been tried again under those before.
  const { settings } = last === undefined ? plan : inForceAt(plan, last);
  const { ENABLE_FAILED_COMPARISON_RETRY, MAX_RETRY_ATTEMPTS } = settings;
  metrics.iterations.observe(batch.state.current_iteration);
  for (const { max_score_change } of decisionsOf(world, batch)) {
    if (max_score_change !== null) metrics.scoreChanges.observe(max_score_change);
  }
  const { answered, errors } = store.coverage.countAnswers(batch.id);
  metrics.comparisons.inc({ status: 'completed' }, answered);
  metrics.comparisons.inc({ status: 'failed' }, errors);
  metrics.failed.inc(errors);
  const attempts = ENABLE_FAILED_COMPARISON_RETRY ? 1 + MAX_RETRY_ATTEMPTS : 1;
  metrics.lost.inc(
    store.coverage.countCoverage(batch.id, batch.upload.expected_essay_count, attempts).givenUp,
  );
  metrics.retried.inc(store.coverage.countAnsweredRetries(batch.id));
  metrics.fetchFailures.inc({ reason: 'timeout' }, textsTooLate(world, batch));
}

/** Texts that were still on their way when the batch stopped waiting for them. */
function textsTooLate(world: StoredWorld, batch: StoredBatch): number {
  const missing = factsOf(world, batch).flatMap((fact) =>
    fact.fact === 'texts.missing' ? fact.storage_ids : [],
  ).length;
  const notFound = world
    .recordsOf(batch)
    .filter((record) => record.type === 'content.missing' && isWaitedFor(record)).length;
  return Math.max(0, missing - notFound);
}

/** Whether the batch still waits for its texts; one that comes later is counted as a time-out, once. */
function isWaitedFor({ before }: TraceRecord): boolean {
  return before === 'preparing.fetchingContent';
}

function countRecord(metrics: Metrics, record: TraceRecord): void {
  const { decision, type } = record;
  if (decision) {
    metrics.decisions.inc({ decision: decision.decision });
    if (decision.mode === 'retry') metrics.retries.inc();
  }
  if (type === 'content.delivered' && isWaitedFor(record)) metrics.fetched.inc();
  if (type === 'content.missing' && isWaitedFor(record)) metrics.fetchFailures.inc({ reason: 'not_found' });
  for (const fact of record.facts ?? []) countFact(metrics, fact);
}

function countFact(metrics: Metrics, fact: Fact): void {
  switch (fact.fact) {
    case 'calls.queued':
      metrics.requests.inc({ batching_mode: fact.batching_mode }, fact.requests);
      metrics.calls.inc({ batching_mode: fact.batching_mode }, fact.calls);
      break;
    case 'callback.ignored':
      metrics.ignored.inc({ reason: fact.why });
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
    case 'batch.not_stuck':
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
