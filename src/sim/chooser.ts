/**
 * Choosers pick among all entries that are due at the earliest time. A choice is a function of the ready set and of
 * who has run so far, so that another chooser can take a place here and a resumed world chooses as before.
 */
import type { Draw } from '../cj/draw.js';
import { UserError } from '../cj/errors.js';
import type { ActorId } from '../cj/messages.js';
import { pctScheduler } from './pct-scheduler.js';
import type { QueueEntry } from './queue-entry.js';

/** A number of an entry that never changes. */
export type Rank = (entry: QueueEntry) => number;

export interface Chooser {
  /** From the ready entries (at least two, in order of entry) to the index of the next one. */
  (ready: readonly QueueEntry[]): number;
  /** Where it always chooses the entry of the least rank, of equals the one that entered first. */
  readonly rank?: Rank;
}

/** The order of entries under a chooser: by rank, then by entry. */
export function rankOrder(rank: Rank): (a: QueueEntry, b: QueueEntry) => boolean {
  return (a, b) => {
    const rankA = rank(a);
    const rankB = rank(b);
    return rankA < rankB || (rankA === rankB && a.sequence < b.sequence);
  };
}

export interface Scheduler {
  readonly choose: Chooser;
  /** Told of every step that was done, and by whom. */
  readonly ran: (step: number, actor: ActorId) => void;
  /** The steps before were done by an earlier process; `actorOf` says by whom. */
  readonly goOnAfter: (steps: number, actorOf: (step: number) => ActorId | null) => void;
}

/** How deep `pct:3` looks: 1 to 9. */
export const PCT_DEPTHS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
export const SCHEDULES = ['keyed', 'fifo'] as const;
export type ScheduleName = (typeof SCHEDULES)[number] | `pct:${(typeof PCT_DEPTHS)[number]}`;

export function schedulerNamed(name: string, draw: Draw): Scheduler {
  if (name === 'fifo') return forgetful(firstEntered);
  if (name === 'keyed') return forgetful(leastKeyedNumber(draw));
  const depth = PCT_DEPTHS.find((known) => name === `pct:${known}`);
  if (depth !== undefined) return pctScheduler(Number(depth), draw);
  throw new UserError({
    code: 'unknown_schedule',
    message: `Unknown schedule "${name}".`,
    fix: `Use one of ${SCHEDULES.join(', ')}, pct:N with N from 1 to 9.`,
  });
}

/** Of a chooser that needs to know nothing of what has run. */
export function forgetful(choose: Chooser): Scheduler {
  return { choose, ran: () => undefined, goOnAfter: () => undefined };
}

export const byEntry: Rank = ({ sequence }) => sequence;

export const firstEntered: Chooser = Object.assign(() => 0, { rank: byEntry });

/** Ties are broken by a number keyed by the entry itself: a seed explores one interleaving, another seed another. */
function leastKeyedNumber(draw: Draw): Chooser {
  const drawn = new WeakMap<QueueEntry, number>();
  return leastRank((entry) => {
    const known = drawn.get(entry);
    if (known !== undefined) return known;
    const rank = draw('order', entry.id);
    drawn.set(entry, rank);
    return rank;
  });
}

function leastRank(rank: Rank): Chooser {
  const choose = (ready: readonly QueueEntry[]): number => {
    let best = 0;
    let bestRank = Number.POSITIVE_INFINITY;
    ready.forEach((entry, index) => {
      if (rank(entry) >= bestRank) return;
      best = index;
      bestRank = rank(entry);
    });
    return best;
  };
  return Object.assign(choose, { rank });
}
