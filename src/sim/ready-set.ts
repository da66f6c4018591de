/**
 * What is due at the earliest time, for a chooser to pick from. A chooser that ranks gets a heap, so that a pick among
 * ten thousand batches that start together costs no more than the logarithm of their number; any other is shown all.
 */
import { UserError } from '../cj/errors.js';
import { type Chooser, type Rank, rankOrder } from './chooser.js';
import { Heap } from './heap.js';
import type { QueueEntry } from './queue-entry.js';

export interface ReadySet {
  readonly add: (entry: QueueEntry) => void;
  /** The entry that is to run next, which stays; undefined when nothing is ready. */
  readonly chosen: () => QueueEntry | undefined;
  /** Take the chosen entry out, and with it others that are to be held back for the same reason. */
  readonly takeChosen: (entry: QueueEntry, isSame: (other: QueueEntry) => boolean) => readonly QueueEntry[];
}

/** `isLive` says whether an entry is still wanted. */
export function readySet(choose: Chooser, isLive: (entry: QueueEntry) => boolean): ReadySet {
  return choose.rank === undefined ? listOfReady(choose, isLive) : heapOfReady(choose.rank, isLive);
}

function heapOfReady(rank: Rank, isLive: (entry: QueueEntry) => boolean): ReadySet {
  const heap = new Heap<QueueEntry>(rankOrder(rank));
  return {
    add: (entry) => heap.push(entry),
    chosen() {
      while (heap.first !== undefined && !isLive(heap.first)) heap.pop();
      return heap.first;
    },
    /** The others are taken when their turn comes. */
    takeChosen(entry) {
      heap.pop();
      return [entry];
    },
  };
}

/** A chooser may be a program's own. */
function chosenOf(ready: readonly QueueEntry[], index: number): QueueEntry {
  const entry = ready[index];
  if (entry !== undefined) return entry;
  throw new UserError({
    code: 'bad_choice',
    message: `The chooser chose entry ${index} of ${ready.length}`,
    fix: `Give the index of an entry, from 0 to ${ready.length - 1}`,
    where: 'chooser',
  });
}

/** In order of entry. */
function listOfReady(choose: Chooser, isLive: (entry: QueueEntry) => boolean): ReadySet {
  let ready: QueueEntry[] = [];
  return {
    add(entry) {
      let at = ready.length;
      while (at > 0 && (ready[at - 1]?.sequence ?? 0) > entry.sequence) at--;
      ready.splice(at, 0, entry);
    },
    chosen() {
      if (!ready.every(isLive)) ready = ready.filter(isLive);
      return ready.length < 2 ? ready[0] : chosenOf(ready, choose(ready));
    },
    /** All at once: a busy actor with a long queue would else be chosen, and held back, once for each message. */
    takeChosen(_entry, isSame) {
      const taken = ready.filter(isSame);
      ready = ready.filter((entry) => !isSame(entry));
      return taken;
    },
  };
}
