/** Every metric of the service: its name, its labels and what it counts. */
import { Counter, Histogram, type Registry } from 'prom-client';

export type Metrics = ReturnType<typeof declaredMetrics>;

export function declaredMetrics(registry: Registry) {
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Counter({ name, help, labelNames: [...labelNames], registers });
  return {
    decisions: counter('cj_workflow_decisions_total', 'Continuation decisions', ['decision']),
    comparisons: counter('cj_comparisons_total', 'Answered comparisons', ['status']),
    requests: counter('cj_llm_requests_total', 'Requests to the provider', ['batching_mode']),
    calls: counter('cj_llm_batches_started_total', 'Calls that the provider joined requests into', [
      'batching_mode',
    ]),
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
    ignored: counter('cj_ignored_callbacks_total', 'Callbacks that changed nothing', ['reason']),
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
