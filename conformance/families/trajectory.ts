/** `trajectory`: whole batches under `service-2026-02`, fed wave by wave through scoring and decision. */
import { coverageOfRows } from '../../src/cj/continuation/coverage-of-rows.js';
import type { Continuation } from '../../src/cj/continuation/decide.js';
import { decideContinuation } from '../../src/cj/continuation/decide.js';
import type { DecisionRecord } from '../../src/cj/continuation/decision-record.js';
import { failureOf } from '../../src/cj/failure.js';
import type { PlannedPair } from '../../src/cj/pair-plan.js';
import type { PairRow } from '../../src/cj/pairing/pair-history.js';
import { service202602 } from '../../src/cj/policies/service-2026-02.js';
import { ranking } from '../../src/cj/scoring/ranking.js';
import { type BatchScores, scoreBatch, scoresById } from '../../src/cj/scoring/score-batch.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/cj/settings.js';
import type { JsonObject } from '../../src/cj/stored-value.js';
import type { EssayId, Winner } from '../../src/cj/words.js';
import type { Family } from '../family.js';
import { trajectoryDifferences } from './trajectory-differences.js';

interface TrajectoryCase {
  readonly settings: Partial<Settings>;
  readonly max_comparisons_override: number | null;
  readonly essays: readonly { readonly id: EssayId; readonly is_anchor?: boolean }[];
  readonly waves: readonly (readonly { readonly a: string; readonly b: string; readonly winner: Winner }[])[];
}

const ONE_PAIR: readonly PlannedPair[] = [{ essayA: 'a' as EssayId, essayB: 'b' as EssayId }];
const POLICY = service202602;

function actual(raw: Readonly<Record<string, unknown>>): unknown {
  const batch = raw as unknown as TrajectoryCase;
  const settings: Settings = { ...DEFAULT_SETTINGS, ...batch.settings };
  const essays = batch.essays.map(({ id, is_anchor }) => ({
    id,
    els_essay_id: id,
    is_anchor: is_anchor === true,
  }));
  const comparison_budget = POLICY.resolveBudget(
    batch.max_comparisons_override,
    settings.MAX_PAIRWISE_COMPARISONS,
  );
  const total_budget = comparison_budget.max_pairs_requested;
  let metadata: JsonObject = { comparison_budget };
  const rows: PairRow[] = [];
  const steps: Step[] = [];
  for (const [k, wave] of batch.waves.entries()) {
    rows.push(...wave.map(({ a, b, winner }): PairRow => [a, b, winner]));
    const scored = scoreBatch(essays, rows, POLICY);
    const continuation = decide(scored, batch, metadata, {
      wave: k + 1,
      essays,
      rows,
      settings,
      total_budget,
    });
    if (continuation.kind !== 'decided') return { error: continuation.kind };
    const { record } = continuation;
    steps.push({ scored, record });
    metadata = saved(metadata, record, scored);
  }
  const last = steps.at(-1);
  return {
    total_budget,
    comparison_budget,
    batching_mode: settings.LLM_BATCHING_MODE,
    steps: steps.map(shownStep),
    end: last && shownEnd(last, { waves: steps.length, total_comparisons: rows.length, essays, settings }),
  };
}

interface Step {
  readonly scored: BatchScores;
  readonly record: DecisionRecord;
}

function decide(
  scored: BatchScores,
  batch: TrajectoryCase,
  metadata: JsonObject,
  net: {
    /** Number of the wave that was answered, from 1. */
    readonly wave: number;
    readonly essays: readonly { readonly id: EssayId }[];
    readonly rows: readonly PairRow[];
    readonly settings: Settings;
    readonly total_budget: number;
  },
): Continuation {
  const completed = net.rows.filter(([, , winner]) => winner !== 'error').length;
  const ids = net.essays.map(({ id }) => id);
  const offered = net.wave < batch.waves.length ? ONE_PAIR : [];
  return decideContinuation(
    POLICY,
    {
      submitted: net.rows.length,
      completed,
      failed: net.rows.length - completed,
      totalBudget: net.total_budget,
      totalComparisons: net.rows.length,
      currentIteration: net.wave,
      completionThresholdPct: 95,
      isTerminal: false,
      expectedEssayCount: ids.length,
      metadata,
      maxComparisonsOverride: batch.max_comparisons_override,
      recount: () => coverageOfRows(ids, net.rows, 1),
      fitted: scored.kind === 'scored' ? scoresById(scored) : null,
      settings: net.settings,
    },
    () => offered,
  );
}

function saved(metadata: JsonObject, record: DecisionRecord, scored: BatchScores): JsonObject {
  return {
    ...metadata,
    max_possible_pairs: record.max_possible_pairs,
    successful_pairs_count: record.successful_pairs_count,
    unique_coverage_complete: record.coverage_complete,
    resampling_pass_count: record.resampling_pass_count_after,
    ...(scored.kind === 'scored'
      ? { bt_scores: Object.fromEntries(scoresById(scored)), bt_se_summary: scored.summary }
      : {}),
  };
}

function shownStep({ scored, record }: Step): JsonObject {
  const waves_requested = record.waves_requested.map((mode) => mode.toUpperCase());
  if (scored.kind === 'failed') return { ...record, waves_requested };
  const { net, standardErrors, summary } = scored;
  const ses = Object.fromEntries(net.essays.map((id, i) => [id, standardErrors[i]]));
  return {
    ...record,
    waves_requested,
    scores: Object.fromEntries(scoresById(scored)),
    ses,
    se_summary: summary,
  };
}

interface EndedBatch {
  readonly waves: number;
  readonly total_comparisons: number;
  readonly essays: readonly { readonly els_essay_id: EssayId; readonly is_anchor: boolean }[];
  readonly settings: Settings;
}

function shownEnd({ scored, record }: Step, batch: EndedBatch): JsonObject {
  const { waves, total_comparisons } = batch;
  const state =
    record.decision === 'FINALIZE_FAILURE'
      ? 'failed'
      : record.outcome === 'nothing'
        ? 'stranded'
        : 'completed';
  const causes = [
    'stability_passed',
    'callbacks_reached_cap',
    'budget_exhausted',
    'small_net_cap_reached',
  ] as const;
  return {
    state,
    rules: state === 'stranded' ? [] : causes.filter((cause) => record[cause]),
    waves,
    iterations: waves,
    total_comparisons,
    ...{ completed: completedEnd, failed: failedEnd, stranded: strandedEnd }[state](record, scored, batch),
  };
}

function completedEnd(record: DecisionRecord, scored: BatchScores, { essays }: EndedBatch): JsonObject {
  const rankings = ranking(essays, scored.kind === 'scored' ? scored : null).map((row) => ({
    id: row.els_essay_id,
    rank: row.rank,
    score: row.bradley_terry_score,
    se: row.bradley_terry_se,
    comparison_count: row.comparison_count,
    is_anchor: row.is_anchor,
  }));
  return { state_row: 'COMPLETED', upload_status: POLICY.statusAtEnd(record), rankings };
}

function failedEnd(record: DecisionRecord, _: BatchScores, { settings }: EndedBatch): JsonObject {
  return {
    state_row: 'FAILED',
    upload_status: 'ERROR_PROCESSING',
    failed_reason: failureOf(record, settings),
  };
}

function strandedEnd(): JsonObject {
  return { state_row: 'WAITING_CALLBACKS', upload_status: 'PERFORMING_COMPARISONS' };
}

export const family: Family = { name: 'trajectory', actual, check: trajectoryDifferences };
