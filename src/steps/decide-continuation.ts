/**
 * The continuation of a batch: rehydrate the request, fit, decide, save what was found, and submit the next
 * wave or hand over to scoring or failure (02, "Continuing" and "Rehydration"). The rules are the policy's.
 */

import type { ContinuationInput, CoverageCounts } from '../cj/continuation/continuation-input.js';
import { coverageOfRows } from '../cj/continuation/coverage-of-rows.js';
import { decideContinuation as decide } from '../cj/continuation/decide.js';
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import type { BatchStateMetadata } from '../cj/documents.js';
import type { Fact } from '../cj/facts.js';
import { failureOf } from '../cj/failure.js';
import { planWave } from '../cj/pairing/plan-wave.js';
import { type BatchScores, scoresById } from '../cj/scoring/score-batch.js';
import { previousScores } from '../cj/scoring/stability.js';
import type { JsonObject } from '../cj/stored-value.js';
import { isTerminal } from '../cj/words.js';
import { type BatchNet, readNet, scoreNet } from './batch-net.js';
import { type BatchStateRow, batchStateOf, uploadOf, writeStateMetadata } from './batch-rows.js';
import { batchingModeOf } from './batching-mode.js';
import { leftAlone } from './finish-refusal.js';
import type { Step, StepContext, StepResult } from './step.js';
import { planInput, submitWave } from './submit-wave.js';
import { unlessCancelled } from './unless-cancelled.js';

export const decideContinuation: Step<unknown> = unlessCancelled((context) => {
  const { policy, settings } = context;
  const state = batchStateOf(context);
  const left = leftAlone(context, state);
  if (left !== null) return left;
  const upload = uploadOf(context);
  const request = policy.rehydrate(state.metadata, upload.identity);
  const net = readNet(context);
  const scores = scoreNet(context, net, state.metadata);
  const budget = policy.budgetOfContinuation(state.metadata, request, settings.MAX_PAIRWISE_COMPARISONS);
  const wave = state.row.current_iteration + 1;
  const fitted = scores.kind === 'scored' ? scoresById(scores) : null;
  const known = fitted ?? previousScores(state.metadata['bt_scores']);
  const input = planInput(context, net, { budget, scores: known, wave });

  const continuation = decide(
    policy,
    continuationInput(context, {
      state,
      expectedEssayCount: upload.row.expected_essay_count,
      net,
      fitted,
      override: request.max_comparisons_override,
    }),
    (mode) => planWave(policy, mode, input),
  );
  if (continuation.kind === 'wait') {
    return waits([{ fact: 'continuation.waited', pending: continuation.pending }]);
  }
  if (continuation.kind === 'missing_total_budget') {
    return waits([{ fact: 'total_budget.missing', total_budget: state.row.total_budget }]);
  }
  const { record, pairs } = continuation;
  saveFindings(context, record, { scores, fitted });
  const facts: Fact[] = [
    { fact: 'request.rehydrated', from: request.rehydrated_from, iteration: record.iteration },
    fitFact(scores),
  ];
  if (record.mode !== null) {
    const submitted = submitWave(context, {
      net,
      request,
      budget,
      batchingMode: batchingModeOf(context, request).mode,
      mode: record.mode,
      pairs,
      facts,
      state,
      upload,
    });
    return { decision: record, ...submitted };
  }
  return { event: eventOf(record, context), facts, decision: record };
});

function waits(facts: readonly Fact[]): StepResult {
  return { event: { type: 'continuation.waits' }, facts };
}

function eventOf(record: DecisionRecord, { settings }: StepContext): StepResult['event'] {
  if (record.outcome === 'finalize_scoring') {
    return { type: 'scoring.due', forced: false, stabilityPassed: record.stability_passed };
  }
  if (record.outcome === 'finalize_failure') {
    return { type: 'failure.due', failure: failureOf(record, settings) };
  }
  return { type: 'continuation.waits' };
}

/** What the step has read and fitted of its batch. */
interface Found {
  readonly state: BatchStateRow;
  readonly expectedEssayCount: number;
  readonly net: BatchNet;
  /** Scores by essay; null where the fit failed. */
  readonly fitted: ReadonlyMap<string, number> | null;
  readonly override: number | null;
}

function continuationInput(
  context: StepContext,
  { state, expectedEssayCount, net, fitted, override }: Found,
): ContinuationInput {
  const { row, metadata } = state;
  return {
    submitted: row.submitted_comparisons,
    completed: row.completed_comparisons,
    failed: row.failed_comparisons,
    totalBudget: row.total_budget,
    totalComparisons: row.total_comparisons,
    currentIteration: row.current_iteration,
    completionThresholdPct: row.completion_threshold_pct,
    isTerminal: isTerminal(row.state),
    expectedEssayCount,
    metadata,
    maxComparisonsOverride: override,
    recount: () => recount(context, net),
    fitted,
    settings: context.settings,
  };
}

/** Counted in SQL, without loading a row; the oldest policy loads them all. */
function recount({ store, policy, settings, batchId }: StepContext, net: BatchNet): CoverageCounts {
  const attempts = settings.ENABLE_FAILED_COMPARISON_RETRY ? 1 + settings.MAX_RETRY_ATTEMPTS : 1;
  if (policy.pairCounting === 'load_rows') {
    return coverageOfRows(net.ids, store.pairs.rowsOfBatch(batchId), attempts);
  }
  return store.coverage.countCoverage(batchId, net.essays.length, attempts);
}

function saveFindings(
  context: StepContext,
  record: DecisionRecord,
  { scores, fitted }: { readonly scores: BatchScores; readonly fitted: Found['fitted'] },
): void {
  const scored = scores.kind === 'scored' ? scores : undefined;
  // What is undefined is not written.
  const found: JsonObject = {
    bt_scores: fitted ?? undefined,
    bt_se_summary: scored?.summary,
    bt_quality_flags: scored?.flags,
    last_scored_iteration: record.iteration,
    last_score_change: record.max_score_change,
    max_possible_pairs: record.max_possible_pairs,
    successful_pairs_count: record.successful_pairs_count,
    unique_coverage_complete: record.coverage_complete,
    resampling_pass_count: record.resampling_pass_count_after,
  };
  writeStateMetadata(context, found as BatchStateMetadata);
}

function fitFact(scores: BatchScores): Fact {
  if (scores.kind === 'failed') return { fact: 'fit.failed', reason: scores.reason };
  const { bt_se_inflated, comparison_coverage_sparse } = scores.flags;
  return { fact: 'fit.done', mean_se: scores.summary.mean_se, bt_se_inflated, comparison_coverage_sparse };
}
