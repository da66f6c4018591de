/** One fault as the plan of a world holds it: everything explicit, times as offsets from the start of the clock. */
import type { Corruption, FaultName } from './fault-kinds.js';

export interface FaultPlan {
  readonly name: FaultName;
  /** Its number among the faults of this name, from 1: a part of its keys. */
  readonly ordinal: number;
  /** Share of what it could strike, 1 where nothing is said. */
  readonly rate: number;
  /** Strikes these only, counted from 1 over all that it could strike; null: any. */
  readonly nth: readonly number[] | null;
  /** Strikes what this step of the world sends, or at this step. */
  readonly atStep: number | null;
  readonly fromMs: number;
  /** The first moment at which it does not strike any more; null: never. */
  readonly toMs: number | null;
  readonly byMs: number;
  readonly actor: string | null;
  /** Label of the only batch that it strikes, or null. */
  readonly batch: string | null;
  readonly as: Corruption | null;
}
