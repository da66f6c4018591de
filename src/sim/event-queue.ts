/**
 * What is due, in virtual time: a heap of entries, and the set that is ready at the earliest time. It
 * holds entries for busy actors back. It runs nothing and persists nothing.
 */
import type { ActorId } from '../cj/messages.js';
import type { Chooser } from './chooser.js';
import type { QueueEntry } from './queue-entry.js';

export class EventQueue {
  readonly #heap: QueueEntry[] = [];
  #ready: QueueEntry[] = [];
  #readyAt = Number.NEGATIVE_INFINITY;
  readonly #held = new Map<ActorId, QueueEntry[]>();
  readonly #live = new Map<string, QueueEntry>();
  #foreground = 0;

  /** Entries in all, held ones included. */
  get size(): number {
    return this.#live.size;
  }

  /** Entries that keep the world alive. */
  get foreground(): number {
    return this.#foreground;
  }

  /** What is due at or before this time is ready at once, as it was when a run was interrupted. */
  startAt(time: number): void {
    this.#readyAt = time;
  }

  has(id: string): boolean {
    return this.#live.has(id);
  }

  add(entry: QueueEntry): void {
    this.#live.set(entry.id, entry);
    if (!entry.background) this.#foreground++;
    this.#place(entry);
  }

  /** Forget an entry that is not wanted any more (a timer of a state that was left). */
  remove(id: string): QueueEntry | undefined {
    const entry = this.#live.get(id);
    if (entry) this.#forget(entry);
    return entry;
  }

  /**
   * The entry to run next, still in the queue; undefined when nothing is left. Messages for an actor that
   * `isBusy` are held until `release`.
   */
  next(choose: Chooser, isBusy: (actor: ActorId) => boolean): QueueEntry | undefined {
    for (;;) {
      if (!this.#fillReady()) return undefined;
      const index = this.#ready.length === 1 ? 0 : choose(this.#ready);
      const entry = this.#ready[index];
      if (!entry) continue;
      if (entry.kind !== 'message' || !isBusy(entry.to)) return entry;
      this.#holdAllFor(entry.to);
    }
  }

  /** Take the entry that `next` gave out of the queue: its step is done. */
  take(entry: QueueEntry): void {
    const index = this.#ready.indexOf(entry);
    if (index >= 0) this.#ready.splice(index, 1);
    this.#forget(entry);
  }

  /** The actor is free again: what was held for it is ready, in the order of entry. */
  release(actor: ActorId): void {
    const held = this.#held.get(actor);
    if (!held) return;
    this.#held.delete(actor);
    const back = held.filter((entry) => this.#isLive(entry));
    this.#ready = [...this.#ready, ...back].sort((a, b) => a.sequence - b.sequence);
  }

  /** Every entry, in no particular order. */
  entries(): Iterable<QueueEntry> {
    return this.#live.values();
  }

  #forget(entry: QueueEntry): void {
    this.#live.delete(entry.id);
    if (!entry.background) this.#foreground--;
  }

  #place(entry: QueueEntry): void {
    if (entry.at <= this.#readyAt) this.#addReady(entry);
    else heapPush(this.#heap, entry);
  }

  #addReady(entry: QueueEntry): void {
    let at = this.#ready.length;
    while (at > 0 && (this.#ready[at - 1]?.sequence ?? 0) > entry.sequence) at--;
    this.#ready.splice(at, 0, entry);
  }

  /** All at once: a busy actor with a long queue would else be chosen, and held back, once for each message. */
  #holdAllFor(actor: ActorId): void {
    const held = this.#held.get(actor) ?? [];
    this.#held.set(actor, held);
    const others: QueueEntry[] = [];
    for (const entry of this.#ready) {
      (entry.to === actor && entry.kind === 'message' ? held : others).push(entry);
    }
    this.#ready = others;
  }

  /** Drop removed entries; if nothing is ready, go on to the earliest time. False when nothing is left. */
  #fillReady(): boolean {
    this.#ready = this.#ready.every((entry) => this.#isLive(entry))
      ? this.#ready
      : this.#ready.filter((entry) => this.#isLive(entry));
    while (this.#ready.length === 0) {
      const first = this.#heap[0];
      if (!first) return false;
      this.#readyAt = first.at;
      while (this.#heap[0]?.at === first.at) {
        const entry = heapPop(this.#heap);
        if (entry && this.#isLive(entry)) this.#addReady(entry);
      }
    }
    return true;
  }

  #isLive(entry: QueueEntry): boolean {
    return this.#live.get(entry.id) === entry;
  }
}

function isEarlier(a: QueueEntry, b: QueueEntry): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
}

function heapPush(heap: QueueEntry[], entry: QueueEntry): void {
  let index = heap.push(entry) - 1;
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (!parent || !isEarlier(entry, parent)) break;
    heap[index] = parent;
    index = parentIndex;
  }
  heap[index] = entry;
}

function heapPop(heap: QueueEntry[]): QueueEntry | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (!last || heap.length === 0) return top;
  let index = 0;
  for (;;) {
    let childIndex = 2 * index + 1;
    let child = heap[childIndex];
    if (!child) break;
    const right = heap[childIndex + 1];
    if (right && isEarlier(right, child)) {
      child = right;
      childIndex++;
    }
    if (!isEarlier(child, last)) break;
    heap[index] = child;
    index = childIndex;
  }
  heap[index] = last;
  return top;
}
