/** What an oracle found wrong, in a form that travels between threads. */
import { BugError, RunFailed } from '../cj/errors.js';
import type { Broken } from '../sim/invariants/invariant.js';
import type { Violation } from '../sim/invariants/invariant-checker.js';

export type Oracle = 'invariant' | 'specification' | 'metamorphic';

export interface Found {
  /** Kind of what objects. */
  readonly oracle: Oracle;
  /** Name of the promise that is broken. */
  readonly rule: string;
  /** What is wrong, in plain words. */
  readonly says: string;
  /** Number of the step that breaks it; null where no single step is named. */
  readonly step: number | null;
  /** What the step was asked for, `decide-continuation`; null as above. */
  readonly during: string | null;
  /** Label of the batch concerned; null where none is named. */
  readonly batch: string | null;
  /** State of the batch's row; null where none is named. */
  readonly state: string | null;
  /** What shows it, by names of its own. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Of a whole case, and no single step. */
export function foundAfterwards(oracle: Oracle, rule: string, { says, values }: Broken): Found {
  return { oracle, rule, says, values, step: null, during: null, batch: null, state: null };
}

/** A broken promise or a failed assertion; any other error is passed on. */
export function foundIn(error: unknown): Found {
  if (error instanceof RunFailed) {
    const { invariant, ...found } = error.details as unknown as Omit<Violation, 'record'>;
    const { oracle, says, step, during, batch, state, values } = found;
    return { oracle, rule: invariant, says, step, during, batch, state, values };
  }
  if (error instanceof BugError)
    return foundAfterwards('invariant', 'assertions-hold', { says: error.message, values: error.values });
  throw error;
}

/** What a smaller scenario must still show: the same promise broken in the same state of the batch. */
export function signatureOf({ oracle, rule, state }: Found): string {
  return `${oracle} ${rule} ${state ?? '-'}`;
}

/** Findings with the same key are one bug until somebody shows otherwise. */
export function kindOfFinding({ oracle, rule, during }: Found): string {
  return `${oracle} ${rule} ${during ?? '-'}`;
}
