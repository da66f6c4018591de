/**
 * Where a run is told to stop: before a moment, after a step, at a state, or at a record. No part of the world: it
 * changes no digest, and a run goes on from there as if it had never stopped.
 */
import type { WorldPlan } from './scenario/world-plan.js';
import type { TraceRecord } from './trace-record.js';

export interface StopPoint {
  /** Whether the world stops, after so many steps, before an entry that is due at this virtual time. */
  readonly isBefore: (at: number, steps: number) => boolean;
  /** Whether it stops after this record. */
  readonly isAfter: (record: TraceRecord) => boolean;
}

/** One that somebody wrote. */
export interface NamedStop extends StopPoint {
  /** `--until 90s` */
  readonly where: string;
  /** Why it did not come, in a world that has ended without it. */
  readonly never: string;
}

/** What of a plan says which stop points there are. */
export type StoppedPlan = Pick<WorldPlan, 'clockStartMs' | 'horizonMs' | 'batches' | 'consumers'>;
