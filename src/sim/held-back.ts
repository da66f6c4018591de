/**
 * Messages held back for busy actors. Where a chooser ranks, only the least of an actor's messages can be its next one:
 * a free actor is offered no other, so that ten thousand batches that wait for one provider cost each of its calls no
 * more than the logarithm of their number. Any other chooser is shown all of them.
 */
import type { ActorId } from '../cj/messages.js';
import { byEntry, type Chooser, rankOrder } from './chooser.js';
import { Heap } from './heap.js';
import type { QueueEntry } from './queue-entry.js';

export class HeldBack {
  readonly #isBefore: (a: QueueEntry, b: QueueEntry) => boolean;
  readonly #offersAll: boolean;
  readonly #isLive: (entry: QueueEntry) => boolean;
  readonly #of = new Map<ActorId, Heap<QueueEntry>>();

  constructor({ rank }: Chooser, isLive: (entry: QueueEntry) => boolean) {
    this.#isBefore = rankOrder(rank ?? byEntry);
    this.#offersAll = rank === undefined;
    this.#isLive = isLive;
  }

  hold(entry: QueueEntry): void {
    let held = this.#of.get(entry.to);
    if (held === undefined) {
      held = new Heap(this.#isBefore);
      this.#of.set(entry.to, held);
    }
    held.push(entry);
  }

  /** Takes out what may be the actor's next message, still wanted: the least, or all of them in order of entry. */
  *offer(actor: ActorId): Iterable<QueueEntry> {
    const held = this.#of.get(actor);
    for (let entry = held?.pop(); entry !== undefined; entry = held?.pop()) {
      if (!this.#isLive(entry)) continue;
      yield entry;
      if (!this.#offersAll) break;
    }
    if (held?.first === undefined) this.#of.delete(actor);
  }
}
