/** Two runs side by side: the first step at which they part, and in what they end differently. */
import { planAt } from '../../sim/plan-at.js';
import type { WorldPlan } from '../../sim/scenario/world-plan.js';
import type { TraceRecord } from '../../sim/trace-record.js';
import { decisionsOf, type StoredWorld } from '../stored-world.js';
import { type BatchEssays, essayDifferences } from './essay-differences.js';
import { type Difference, differencesOf } from './record-difference.js';
import { rowDifferences, type TableDifference } from './row-differences.js';

export interface RunsDiff {
  /** The last step that they share, where one is a fork of the other, or both are forks of one run. */
  readonly forked_after: number | null;
  /** In what the plans differ, without the texts. */
  readonly plans: readonly Difference[];
  /** The first step with other records, and both of them; null where the traces are equal. */
  readonly first: FirstDifference | null;
  /** In what the ends of the runs and of their batches differ. */
  readonly outcomes: readonly Difference[];
  /** The essays that differ, of batches that both have. */
  readonly essays: readonly BatchEssays[];
  /** The service's tables that differ. */
  readonly tables: readonly TableDifference[];
}

interface FirstDifference {
  /** Its number, from 1. */
  readonly step: number;
  /** Record of the first run; null where its trace has ended. */
  readonly a: StoredRecord | null;
  /** Record of the second run; null where its trace has ended. */
  readonly b: StoredRecord | null;
}

/** Draws are not stored. */
type StoredRecord = Omit<TraceRecord, 'draws'>;

export function diffRuns(a: StoredWorld, b: StoredWorld): RunsDiff {
  return {
    forked_after: sharedSteps(a, b),
    plans: differencesOf(planOf(a), planOf(b)),
    first: firstDifference(a.records(), b.records()),
    outcomes: differencesOf(outcomeOf(a), outcomeOf(b)),
    essays: essayDifferences(a, b),
    tables: rowDifferences(a.store, b.store),
  };
}

function planOf({ plan }: StoredWorld): unknown {
  const { texts, batches, forkOf: _, ...rest } = plan;
  return { ...rest, batches: batches.length };
}

/** The last step under one plan, where a fork begins: of the other, or of a run that both were forked from. */
function sharedSteps({ plan: a }: StoredWorld, { plan: b }: StoredWorld): number | null {
  const isSame = (one: WorldPlan, other: WorldPlan): boolean => differencesOf(one, other).length === 0;
  if (isSame(a, b)) return null;
  const begins = [...forkSteps(a), ...forkSteps(b)].sort((one, other) => other - one);
  return begins.find((step) => isSame(planAt(a, step - 1), planAt(b, step - 1))) ?? null;
}

function forkSteps({ forkOf }: WorldPlan): readonly number[] {
  return forkOf === undefined ? [] : [forkOf.step, ...forkSteps(forkOf.plan)];
}

function firstDifference(a: readonly TraceRecord[], b: readonly TraceRecord[]): RunsDiff['first'] {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [left = null, right = null] = [a[index], b[index]];
    if (differencesOf(left, right).length > 0) return { step: index + 1, a: left, b: right };
  }
  return null;
}

/** How the run ended, and by batch: how it ended and what it cost. */
function outcomeOf(world: StoredWorld): unknown {
  const batches = world.batches.map((batch) => {
    const { state, upload, label } = batch;
    const told = {
      state: state.state,
      status: upload.status,
      submitted: state.submitted_comparisons,
      completed: state.completed_comparisons,
      failed: state.failed_comparisons,
      iterations: state.current_iteration,
      total_budget: state.total_budget,
      last_decision: decisionsOf(world, batch).at(-1)?.decision ?? null,
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
