/** What went wrong in a run, and the signature by which it is known again in another one. */
import { BugError, RunFailed } from '../../cj/errors.js';
import type { Violation } from '../../sim/invariants/invariant-checker.js';
import { policyWithDefects } from '../../sim/policies-in-force.js';
import type { World } from '../../sim/world.js';
import type { Oracle } from '../found.js';
import { checkProjectionRelations } from '../projection-relations.js';

export interface Signature {
  /** Kind of what objects; `outcome`: no oracle does, and a batch failed or never ended. */
  readonly oracle: Oracle | 'outcome';
  /** The promise that is broken, or the way it ended. */
  readonly rule: string;
  /** State of the row of the batch concerned, of all batches where none is named. */
  readonly batch_state: string;
}

export interface Failure extends Signature {
  /** What is wrong, in plain words. */
  readonly says: string;
  /** Number of the step that breaks it; null: it shows only when the world has ended. */
  readonly step: number | null;
  /** Label of the batch concerned; null where none is named. */
  readonly batch: string | null;
}

export function isSameFailure(a: Signature, b: Signature | null): boolean {
  return b !== null && a.oracle === b.oracle && a.rule === b.rule && a.batch_state === b.batch_state;
}

/** What a broken promise says; another error is thrown on. */
export function failureOfError(error: unknown, world: World): Failure {
  if (error instanceof RunFailed) {
    const { oracle, invariant, says, step, batch } = error.details as unknown as Violation;
    return { oracle, rule: invariant, batch_state: stateOf(world, batch), says, step, batch };
  }
  if (error instanceof BugError) {
    const rule = 'assertions-hold';
    // The step that broke it was rolled back.
    const step = world.steps + 1;
    return {
      oracle: 'invariant',
      rule,
      batch_state: stateOf(world, null),
      says: error.message,
      step,
      batch: null,
    };
  }
  throw error;
}

/** What is wrong with a world that ended with every promise kept; null: nothing. */
export function failureAtEnd(world: World, ending: string): Failure | null {
  const { plan } = world;
  const state = { batch_state: stateOf(world, null), step: null, batch: null };
  if (plan.policy === 'current') {
    const related = checkProjectionRelations(policyWithDefects(plan.policy, plan.defects), plan, world.store);
    if (related !== null)
      return { oracle: 'metamorphic', rule: 'same-meaning-same-grades', says: related.says, ...state };
  }
  if (ending === 'stranded' || ending === 'horizon') {
    const says =
      ending === 'stranded'
        ? 'nothing more can happen, and not every batch has ended'
        : 'the horizon was reached before every batch had ended';
    return { oracle: 'outcome', rule: ending, says, ...state };
  }
  const failed = rowsOf(world).find((row) => row.state === 'FAILED');
  if (failed === undefined) return null;
  const says = `batch ${failed.label} failed: ${failed.status}`;
  return {
    oracle: 'outcome',
    rule: 'batch-failed',
    batch_state: 'FAILED',
    says,
    step: null,
    batch: failed.label,
  };
}

function stateOf(world: World, batch: string | null): string {
  const states = rowsOf(world).filter(({ label }) => batch === null || label === batch);
  return states.length === 0 ? 'no row' : states.map(({ state }) => state).join(', ');
}

function rowsOf({ store }: World) {
  return store.batches.ids().map((id) => ({
    label: String(id),
    state: store.batches.state(id)?.state ?? 'no row',
    status: store.batches.upload(id)?.status ?? '',
  }));
}
