/**
 * An invariant: a promise about every state of every world, whatever policy or defect made it. It looks at
 * rows and trace records alone; none knows a defect.
 */
import type { Observation } from './observation.js';

export interface Invariant {
  readonly name: string;
  /** What it promises, in one sentence. */
  readonly promise: string;
  /** What is wrong, or null. */
  readonly check: (observation: Observation) => Broken | null;
}

/** A promise that does not hold, with the values that show it. */
export interface Broken {
  readonly says: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export function broken(says: string, values: Readonly<Record<string, unknown>> = {}): Broken {
  return { says, values };
}
