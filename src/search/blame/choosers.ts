/** How ties are broken while a case is taken apart: choices that are noted, kept, or forbidden. */
import type { Chooser } from '../../sim/chooser.js';
import type { QueueEntry } from '../../sim/queue-entry.js';
import type { Decision, OrderDecision } from './decision.js';

/** As `choose` does, but for these decisions. */
export function keepingOrders(kept: readonly Decision[], choose: Chooser): Chooser {
  const firstsOf = new Map<string, Set<string>>();
  for (const decision of kept) {
    if (decision.kind !== 'order') continue;
    for (const other of decision.before) {
      firstsOf.set(other, (firstsOf.get(other) ?? new Set()).add(decision.first));
    }
  }
  if (firstsOf.size === 0) return choose;
  return (ready) => {
    const ids = new Set(ready.map(({ id }) => id));
    const free = ready.filter(({ id }) => ![...(firstsOf.get(id) ?? [])].some((first) => ids.has(first)));
    return indexIn(ready, free.length === 0 ? ready : free, choose);
  };
}

/** As `choose` does, but for this decision. */
export function forbidding({ first, before }: OrderDecision, choose: Chooser): Chooser {
  return (ready) => {
    const isWaiting = ready.some(({ id }) => before.includes(id));
    return indexIn(ready, isWaiting ? ready.filter(({ id }) => id !== first) : ready, choose);
  };
}

/** The place in `ready` of what is chosen from some of it. */
function indexIn(ready: readonly QueueEntry[], some: readonly QueueEntry[], choose: Chooser): number {
  const chosen = some.length === 1 ? some[0] : some[choose(some)];
  return chosen === undefined ? 0 : ready.indexOf(chosen);
}

/** One choice among entries that were due at the same moment, and who ran. */
export interface NotedChoice {
  readonly first: string;
  /** Those that were there earlier, and those that came later. */
  readonly earlier: readonly string[];
  readonly later: readonly string[];
}

export interface NotingChooser {
  readonly choose: Chooser;
  /** To be told of each step: a choice counts when its entry ran, and not when its actor was busy. */
  readonly ran: (id: string) => void;
  readonly noted: readonly NotedChoice[];
}

export function noting(choose: Chooser): NotingChooser {
  const noted: NotedChoice[] = [];
  let last: NotedChoice | null = null;
  return {
    noted,
    choose: (ready) => {
      const index = choose(ready);
      const [earlier, [first, ...later]] = [ready.slice(0, index), ready.slice(index)];
      const ids = (entries: readonly QueueEntry[]) => entries.map(({ id }) => id);
      last = { first: first?.id ?? '', earlier: ids(earlier), later: ids(later) };
      return index;
    },
    ran: (id) => {
      if (last?.first === id) noted.push(last);
      last = null;
    },
  };
}
