/**
 * Decides whether a fault strikes, and writes down that it did. Whether it does is keyed by the fault and by what
 * it would strike; only faults on the nth of something count, and their counts outlive a crash with the journal.
 */
import type { Draw, KeyPart } from '../../cj/draw.js';
import type { FaultName } from './fault-kinds.js';
import type { FaultPlan } from './fault-plan.js';

export interface Moment {
  /** Virtual milliseconds since the start of the clock. */
  readonly sinceStartMs: number;
  /** Number of the step under way. */
  readonly step: number;
}

export interface FaultDesk {
  /** The faults of these names that the plan has, but for those that a fork has ended before their moment. */
  readonly planned: (...names: readonly FaultName[]) => readonly FaultPlan[];
  /** Whether the fault strikes what has this structural key; to be asked once for each. */
  readonly strikes: (fault: FaultPlan, batch: string | null, key: readonly KeyPart[]) => boolean;
  /** A number for how it strikes. */
  readonly draw: (fault: FaultPlan, purpose: string, key: readonly KeyPart[]) => number;
  /** Write into the record of the step that a fault struck: its name, and what it hit. */
  readonly note: (name: string, struck: string) => void;
  /** What was noted since the last call. */
  readonly takeNotes: () => readonly string[];
  readonly begin: (moment: Moment) => void;
  /** The counts if they changed since the last call. */
  readonly takeCounts: () => FaultCounts | null;
}

/** How often each fault on the nth of something could have struck, by its place in the plan. */
export type FaultCounts = readonly number[];

export function createFaultDesk(
  faults: readonly FaultPlan[],
  draw: Draw,
  counted: FaultCounts | null,
): FaultDesk {
  const counts = faults.map((_, index) => counted?.[index] ?? 0);
  let changed = false;
  let notes: string[] = [];
  let now: Moment = { sinceStartMs: 0, step: 0 };

  const isDue = (fault: FaultPlan, batch: string | null): boolean =>
    now.sinceStartMs >= fault.fromMs &&
    (fault.toMs === null || now.sinceStartMs < fault.toMs) &&
    (fault.atStep === null || fault.atStep === now.step) &&
    (fault.batch === null || fault.batch === batch);

  return {
    planned: (...names) => faults.filter((fault) => names.includes(fault.name) && !neverBegins(fault)),
    strikes(fault, batch, key) {
      if (!isDue(fault, batch)) return false;
      if (fault.nth !== null) {
        const index = faults.indexOf(fault);
        const count = (counts[index] ?? 0) + 1;
        counts[index] = count;
        changed = true;
        if (!fault.nth.includes(count)) return false;
      }
      return fault.rate >= 1 || draw('fault', fault.name, fault.ordinal, 'strikes', ...key, 1) < fault.rate;
    },
    draw: (fault, purpose, key) => draw('fault', fault.name, fault.ordinal, purpose, ...key, 1),
    note: (name, struck) => {
      notes.push(`${name}: ${struck}`);
    },
    takeNotes() {
      const taken = notes;
      if (taken.length > 0) notes = [];
      return taken;
    },
    begin: (moment) => {
      now = moment;
    },
    takeCounts() {
      if (!changed) return null;
      changed = false;
      return [...counts];
    },
  };
}

function neverBegins({ fromMs, toMs }: FaultPlan): boolean {
  return toMs !== null && toMs < fromMs;
}
