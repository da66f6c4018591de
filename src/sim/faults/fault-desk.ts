/**
 * Decides whether a fault strikes, and writes down that it did. Whether it does is keyed by the fault and by what
 * it would strike; only faults on the nth of something count. Counts, and notes that no record has yet, outlive a crash
 * with the journal.
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
  /** Whether the moment of the fault is there, rate aside; counts what the nth of it strikes. */
  readonly isTurn: (fault: FaultPlan, batch: string | null) => boolean;
  /** Whether the fault strikes what has this structural key; to be asked once for each. */
  readonly strikes: (fault: FaultPlan, batch: string | null, key: readonly KeyPart[]) => boolean;
  /** A number for how it strikes. */
  readonly draw: (fault: FaultPlan, purpose: string, key: readonly KeyPart[]) => number;
  /** Write into the record of the step that a fault struck: its name, and what it hit. */
  readonly note: (name: string, struck: string) => void;
  /** What was noted since the last call. */
  readonly takeNotes: () => readonly string[];
  readonly begin: (moment: Moment) => void;
  /** The step that was begun is put off: what was counted for it does not count. */
  readonly putOff: () => void;
  /** What must outlive a crash, if it changed since the last call. */
  readonly takeMemory: () => FaultMemory | null;
}

export interface FaultMemory {
  /** How often each fault on the nth of something could have struck, by its place in the plan. */
  readonly counts: readonly number[];
  /** What was noted between two steps, for the record of the next. */
  readonly notes: readonly string[];
}

export function createFaultDesk(
  faults: readonly FaultPlan[],
  draw: Draw,
  memory: FaultMemory | null,
): FaultDesk {
  let counts = faults.map((_, index) => memory?.counts[index] ?? 0);
  let notes = [...(memory?.notes ?? [])];
  let taken: FaultMemory = { counts: [...counts], notes: [...notes] };
  let changed = false;
  let now: Moment = { sinceStartMs: 0, step: 0 };

  const isDue = (fault: FaultPlan, batch: string | null): boolean =>
    now.sinceStartMs >= fault.fromMs &&
    (fault.toMs === null || now.sinceStartMs < fault.toMs) &&
    (fault.atStep === null || fault.atStep === now.step) &&
    (fault.batch === null || fault.batch === batch);

  const isTurn = (fault: FaultPlan, batch: string | null): boolean => {
    if (!isDue(fault, batch)) return false;
    if (fault.nth === null) return true;
    const index = faults.indexOf(fault);
    const count = (counts[index] ?? 0) + 1;
    counts[index] = count;
    changed = true;
    return fault.nth.includes(count);
  };

  const numberOf: FaultDesk['draw'] = (fault, purpose, key) =>
    draw('fault', fault.name, fault.ordinal, purpose, ...key, 1);

  return {
    planned: (...names) => faults.filter((fault) => names.includes(fault.name) && !neverBegins(fault)),
    isTurn,
    strikes: (fault, batch, key) =>
      isTurn(fault, batch) && (fault.rate >= 1 || numberOf(fault, 'strikes', key) < fault.rate),
    draw: numberOf,
    note: (name, struck) => {
      notes.push(`${name}: ${struck}`);
    },
    takeNotes() {
      const noted = notes;
      if (noted.length > 0) notes = [];
      return noted;
    },
    begin: (moment) => {
      now = moment;
    },
    putOff() {
      counts = [...taken.counts];
      changed = false;
    },
    takeMemory() {
      if (!changed && notes.length === 0 && taken.notes.length === 0) return null;
      changed = false;
      taken = { counts: [...counts], notes: [...notes] };
      return taken;
    },
  };
}

function neverBegins({ fromMs, toMs }: FaultPlan): boolean {
  return toMs !== null && toMs < fromMs;
}
