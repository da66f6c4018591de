/** Two runs side by side: the first step at which they part, and in what they end differently. */
import type { TraceRecord } from '../sim/trace-record.js';
import { type Difference, differencesOf } from './record-difference.js';
import type { StoredWorld } from './stored-world.js';
import { decisionsOf } from './stored-world.js';

export interface RunsDiff {
  /** The last step that they share, where one is a fork of the other. */
  readonly forked_after: number | null;
  /** In what the plans differ, without the texts. */
  readonly plans: readonly Difference[];
  /** The first step with other records, and what is other; null where one trace is the other's, or its beginning. */
  readonly first: {
    readonly step: number;
    readonly a: TraceRecord | null;
    readonly b: TraceRecord | null;
  } | null;
  readonly outcomes: readonly Difference[];
}

export function diffRuns(a: StoredWorld, b: StoredWorld): RunsDiff {
  return {
    forked_after: forkStep(a, b) ?? forkStep(b, a),
    plans: differencesOf(planOf(a), planOf(b)),
    first: firstDifference(a.records(), b.records()),
    outcomes: differencesOf(outcomeOf(a), outcomeOf(b)),
  };
}

function planOf({ plan }: StoredWorld): unknown {
  const { texts, batches, forkOf: _, ...rest } = plan;
  return { ...rest, batches: batches.length };
}

/** Where `fork` leaves `run`, if it is a fork of it. */
function forkStep({ plan: run }: StoredWorld, { plan: fork }: StoredWorld): number | null {
  for (let { forkOf } = fork; forkOf !== undefined; forkOf = forkOf.plan.forkOf) {
    if (differencesOf(forkOf.plan, run).length === 0) return forkOf.step;
  }
  return null;
}

function firstDifference(a: readonly TraceRecord[], b: readonly TraceRecord[]): RunsDiff['first'] {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [left = null, right = null] = [a[index], b[index]];
    if (JSON.stringify(left) !== JSON.stringify(right)) return { step: index + 1, a: left, b: right };
  }
  return null;
}

/** By batch: how it ended, what it cost, and its ranking. */
function outcomeOf(world: StoredWorld): unknown {
  const batches = world.batches.map((batch) => {
    const { state, upload, label } = batch;
    const scores = world.store.essays
      .ofBatch(batch.id)
      .map((essay) => [essay.els_essay_id, essay.current_bt_score]);
    const told = {
      state: state.state,
      status: upload.status,
      submitted: state.submitted_comparisons,
      completed: state.completed_comparisons,
      failed: state.failed_comparisons,
      iterations: state.current_iteration,
      total_budget: state.total_budget,
      last_decision: decisionsOf(world, batch).at(-1)?.decision ?? null,
      scores: Object.fromEntries(scores),
    };
    return [`batch ${label}`, told];
  });
  const { outcome } = world;
  return {
    ending: outcome?.ending ?? null,
    steps: outcome?.steps ?? null,
    digest: outcome?.digest ?? null,
    ...Object.fromEntries(batches),
  };
}

/** For a person: plans, the first step, outcomes; at most `most` lines of each. */
export function diffText({ forked_after, plans, first, outcomes }: RunsDiff, most = 20): string {
  if (first === null && outcomes.length === 0) return 'The two runs are the same, record by record.\n';
  const parts = [
    ...(forked_after === null
      ? []
      : [`One is a fork of the other: both are the same run up to step ${forked_after}.`]),
    plans.length === 0 ? 'Both were planned alike.' : `They were planned differently:\n${lines(plans, most)}`,
    first === null ? 'Their traces are the same as far as both go.' : firstText(first, most),
    outcomes.length === 0 ? 'They end alike.' : `They end differently:\n${lines(outcomes, most)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function firstText({ step, a, b }: NonNullable<RunsDiff['first']>, most: number): string {
  if (a === null || b === null)
    return `They part at step ${step}, where ${a === null ? 'A' : 'B'} has ended: ${recordName(a ?? b)}`;
  return `They part at step ${step} (A: ${recordName(a)}; B: ${recordName(b)}):\n${lines(differencesOf(a, b), most)}`;
}

export function recordName(record: TraceRecord | null): string {
  return record === null ? 'nothing' : `${record.actor} ${record.type}, ${record.before} → ${record.after}`;
}

function lines(differences: readonly Difference[], most: number): string {
  const shown = differences
    .slice(0, most)
    .map(({ path, a, b }) => `  ${path}: ${shownValue(a)} → ${shownValue(b)}`);
  const left = differences.length - shown.length;
  return [...shown, ...(left > 0 ? [`  and ${left} more`] : [])].join('\n');
}

function shownValue(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
