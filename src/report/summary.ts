/** What a run says to a person: what ran, the budget's trail, the decisions, the ranking, the digest. */

import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import type { Decision } from '../cj/words.js';
import { jsonResult } from './json-result.js';
import type { BatchResult, RunResult } from './json-result-schema.js';
import { manyBatches } from './many-batches.js';
import { anchorOrderNote, rankingTable } from './ranking-table.js';
import { decisionsOf, factsOf, type StoredBatch, type StoredWorld } from './stored-world.js';
import { rulesInForce } from './story.js';
import type { Style } from './style.js';
import type { SummaryLook } from './summary-look.js';
import { madeUpNote, noGradesNote, unusableAnswersNote } from './summary-notes.js';
import { type Column, table } from './table.js';
import { shortReason } from './why.js';
import { counted, decimal, duration, percent, wrapped } from './words-of.js';

/** Longest list of decisions that is shown whole. */
const SHOWN_DECISIONS = 30;

/** Sentences fill `width` columns. A ranking, or a table of batches, is whole unless `tableWidth` is too narrow for it. */
export function summary(
  world: StoredWorld,
  style: Style,
  width = 80,
  tableWidth = Number.POSITIVE_INFINITY,
): string {
  const result = jsonResult(world);
  const parts = [wrapped(headline(world, result, style), width, 0)];
  if (result.batches.length === 1) {
    const [batch] = world.batches;
    const [shown] = result.batches;
    if (batch && shown) parts.push(...oneBatch(world, batch, shown, { style, width, tableWidth }));
  } else {
    parts.push(...manyBatches(result.batches, { style, width, tableWidth }));
  }
  parts.push(faultLines(result, width), `${style.dim('Digest')} ${result.digest}`);
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function headline(world: StoredWorld, result: RunResult, style: Style): string {
  const { plan } = world;
  const rules = rulesInForce(world.records(), plan);
  const took = `${duration(result.virtual_duration_ms)} of virtual time in ${counted(result.steps, 'step')}`;
  return `${style.bold(plan.name)} under ${rules}, seed ${plan.seed}: ${took} (${result.ending})`;
}

function oneBatch(
  world: StoredWorld,
  batch: StoredBatch,
  result: BatchResult,
  look: SummaryLook,
): readonly string[] {
  const { width } = look;
  return [
    batchLine(world, batch, result, look),
    wrapped(tooFewNote(result), width, 0),
    wrapped(budgetLine(world, batch, result), width, 0),
    decisionTable(decisionsOf(world, batch), look),
    rankingTable(world, batch, result, look),
    wrapped(unusableAnswersNote(world, batch), width, 0),
    wrapped(noGradesNote(world, batch), width, 0),
    wrapped(anchorOrderNote(world, batch, result), width, 0),
    wrapped(madeUpNote(world, batch), width, 0),
    wrapped(fairnessLine(result), width, 0),
  ];
}

function batchLine(
  world: StoredWorld,
  stored: StoredBatch,
  batch: BatchResult,
  { style, width }: SummaryLook,
): string {
  const isGood = batch.state === 'COMPLETED';
  const outcome = isGood ? batch.status : `${batch.state}, ${batch.status}`;
  // Under service-2025-11-16 a late answer completes a batch that has failed.
  const reason = batch.failed_reason
    ? `${isGood ? ', after it had failed' : ''} (${String(batch.failed_reason['reason'])})`
    : '';
  const name = `Batch ${batch.batch_id} (${batch.bos_batch_id}):`;
  const fits = name.length + 1 + outcome.length + reason.length <= width;
  const ended = `${isGood ? style.good(outcome) : style.bad(outcome)}${reason}`;
  const { completed_comparisons, failed_comparisons, submitted_comparisons, current_iteration } = batch;
  const errors = failed_comparisons > 0 ? `, ${counted(failed_comparisons, 'error')}` : '';
  const counts = `${submitted_comparisons} submitted, ${completed_comparisons} answered${errors}, ${counted(current_iteration, 'wave')}, ${counted(batch.expected_essay_count, 'essay')}${anchorsNote(world, stored)}`;
  return `${name}${fits ? ` ${ended}` : `\n  ${wrapped(ended, width, 2)}`}\n${wrapped(counts, width, 0)}`;
}

function anchorsNote({ store }: StoredWorld, batch: StoredBatch): string {
  const anchors = store.essays.ofBatch(batch.id).filter(({ is_anchor }) => is_anchor === 1).length;
  return anchors === 0 ? ', no anchors' : `, ${anchors} of them ${anchors === 1 ? 'an anchor' : 'anchors'}`;
}

function tooFewNote({ status }: BatchResult): string {
  return status === 'COMPLETE_INSUFFICIENT_ESSAYS'
    ? 'With fewer than two student essays nothing is compared and no grade is projected.'
    : '';
}

/** "asked 150, guardrail 120, cap 120": what was wanted, what is allowed, what holds. */
function budgetLine(world: StoredWorld, stored: StoredBatch, batch: BatchResult): string {
  const budget = batch.comparison_budget;
  if (budget === null) return '';
  const asked = batch.waves[0]?.override ?? null;
  const wanted = asked === null ? 'no override' : `asked ${asked}`;
  const words = budget.source === 'runner_override' ? 'a hard budget' : 'chosen by CJ';
  return `Budget: ${wanted}, guardrail ${guardrailOf(world, stored)}, cap ${budget.max_pairs_requested} (${budget.source}: ${words})`;
}

/** The guardrail when the budget was resolved: code that is deployed later may have another. */
function guardrailOf(world: StoredWorld, batch: StoredBatch): number {
  const resolved = factsOf(world, batch).find((fact) => fact.fact === 'budget.resolved');
  return resolved?.guardrail ?? world.plan.settings.MAX_PAIRWISE_COMPARISONS;
}

/** Shown only where a decision was taken before the wave was complete, or after it. */
const ANSWERED: Column<DecisionRecord> = {
  head: 'answered',
  right: true,
  cell: (row) => String(row.completed),
};

const ERRORS: Column<DecisionRecord> = {
  head: 'errors',
  right: true,
  cell: (row) => String(row.failed),
};

function decisionTable(rows: readonly DecisionRecord[], { style, width }: SummaryLook): string {
  if (rows.length === 0) return '';
  const shown =
    rows.length > SHOWN_DECISIONS
      ? [...rows.slice(0, SHOWN_DECISIONS / 2), ...rows.slice(-SHOWN_DECISIONS / 2)]
      : rows;
  const columns: readonly Column<DecisionRecord>[] = [
    { head: 'wave', right: true, cell: (row) => String(row.iteration) },
    { head: 'asked', right: true, cell: (row) => String(row.submitted) },
    ...(rows.some((row) => row.callbacks_received !== row.submitted) ? [ANSWERED] : []),
    ...(rows.some((row) => row.failed > 0) ? [ERRORS] : []),
    { head: 'left', right: true, cell: (row) => String(row.pairs_remaining) },
    { head: 'pairs', right: true, cell: (row) => `${row.successful_pairs_count}/${row.max_possible_pairs}` },
    { head: 'change', right: true, cell: (row) => decimal(row.max_score_change, 3) },
    { head: 'decision', cell: decisionWord },
    { head: 'because', cell: shortReason },
  ];
  const left = rows.length - shown.length;
  const said = `(${counted(left, 'decision')} in the middle ${left === 1 ? 'is' : 'are'} left out)`;
  const note = left > 0 ? `\n${style.dim(said)}` : '';
  return `${style.bold('Decisions')}\n${table(shown, columns, style, width)}${note}`;
}

/** Of a decision that no wave follows. */
const DECISION_WORDS: Readonly<Record<Decision, string>> = {
  FINALIZE_SCORING: 'score',
  FINALIZE_FAILURE: 'fail',
  NO_OP: 'nothing',
  WAIT_FOR_CALLBACKS: 'wait',
  REQUEST_MORE_COMPARISONS: 'wait',
};

function decisionWord({ decision, mode }: DecisionRecord): string {
  return mode ?? DECISION_WORDS[decision];
}

function fairnessLine({ fairness, rankings, submitted_comparisons }: BatchResult): string {
  if (rankings.length === 0 || submitted_comparisons === 0) return '';
  const anchors =
    fairness.anchor_first_share === null
      ? ''
      : `, anchors shown first ${percent(fairness.anchor_first_share)}`;
  return `Positions: skew ${decimal(fairness.mean_abs_skew, 2)} on average, ${fairness.max_abs_skew} at most${anchors}, ${percent(fairness.both_orientations_share)} of the pairs seen both ways`;
}

function faultLines({ faults, ending }: RunResult, width: number): string {
  const all = Object.entries(faults);
  const struck = all.flatMap(([name, count]) => (count > 0 ? [`${name} × ${count}`] : []));
  const never = all.flatMap(([name, count]) => (count === 0 ? [name] : []));
  return [
    struck.length === 0 ? '' : `Faults injected: ${struck.join(', ')}`,
    never.length === 0
      ? ''
      : `Faults that ${ending === 'finished' ? 'never struck' : 'have not struck so far'}: ${never.join(', ')}`,
  ]
    .filter((line) => line !== '')
    .map((line) => wrapped(line, width, 0))
    .join('\n');
}
