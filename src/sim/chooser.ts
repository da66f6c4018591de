/**
 * Choosers pick among all entries that are due at the earliest time. The choice is a function of the
 * ready set alone, so that another chooser can take a place here.
 */
import type { Draw } from '../cj/draw.js';
import { UserError } from '../cj/errors.js';
import type { QueueEntry } from './queue-entry.js';

/** A number of an entry that never changes. */
export type Rank = (entry: QueueEntry) => number;

export interface Chooser {
  /** From the ready entries (at least two, in order of entry) to the index of the next one. */
  (ready: readonly QueueEntry[]): number;
  /** Where it always chooses the entry of the least rank, of equals the one that entered first. */
  readonly rank?: Rank;
}

export const SCHEDULES = ['keyed', 'fifo'] as const;
export type ScheduleName = (typeof SCHEDULES)[number];

export function chooserNamed(name: string, draw: Draw): Chooser {
  if (name === 'fifo') return firstEntered;
  if (name === 'keyed') return leastKeyedNumber(draw);
  throw new UserError({
    code: 'unknown_schedule',
    message: `Unknown schedule "${name}".`,
    fix: `Use one of ${SCHEDULES.join(', ')}.`,
  });
}

export const firstEntered: Chooser = Object.assign(() => 0, { rank: ({ sequence }: QueueEntry) => sequence });

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
