/**
 * What is due, in virtual time: a heap of entries, and the set that is ready at the earliest time. It
 * holds entries for busy actors back. It runs nothing and persists nothing.
 */
import type { ActorId } from '../cj/messages.js';
import { type Chooser, firstEntered } from './chooser.js';
import { Heap } from './heap.js';
import { HeldBack } from './held-back.js';
import type { QueueEntry } from './queue-entry.js';
import { type ReadySet, readySet } from './ready-set.js';

export class EventQueue {
  readonly #live = new Map<string, QueueEntry>();
  readonly #isLive = (entry: QueueEntry): boolean => this.#live.get(entry.id) === entry;
  #choose: Chooser = firstEntered;
  #later = new Heap<QueueEntry>(isEarlier);
  #ready: ReadySet = readySet(this.#choose, this.#isLive);
  #readyAt = Number.NEGATIVE_INFINITY;
  #held = new HeldBack(this.#choose, this.#isLive);
  #foreground = 0;

  /** From now on ties are broken by this chooser. */
  follow(choose: Chooser): void {
    this.#choose = choose;
    this.#sortAnew();
  }

  /** Entries that keep the world alive. */
  get foreground(): number {
    return this.#foreground;
  }

  /** What is due at or before this time is ready at once, as it was when a run was interrupted. */
  startAt(time: number): void {
    this.#readyAt = time;
  }

  /** A look at the next entry has gone on to the time at which it is due: what comes in before that comes first. */
  goBackTo(time: number): void {
    if (this.#readyAt <= time) return;
    this.#readyAt = time;
    this.#sortAnew();
  }

  has(id: string): boolean {
    return this.#live.has(id);
  }

  add(entry: QueueEntry): void {
    this.#live.set(entry.id, entry);
    if (!entry.background) this.#foreground++;
    this.#sort(entry);
  }

  /** Forget an entry that is not wanted any more (a timer of a state that was left). */
  remove(id: string): QueueEntry | undefined {
    const entry = this.#live.get(id);
    if (entry) this.take(entry);
    return entry;
  }

  /**
   * The entry to run next, still in the queue; undefined when nothing is left. Messages for an actor that
   * `isBusy` are held until `release`.
   */
  next(isBusy: (actor: ActorId) => boolean): QueueEntry | undefined {
    for (;;) {
      const entry = this.#ready.chosen();
      if (entry === undefined) {
        if (!this.#goOn()) return undefined;
      } else if (entry.kind === 'message' && isBusy(entry.to)) this.#hold(entry);
      else return entry;
    }
  }

  /** Take an entry out of the queue: its step is done, or nobody wants it. */
  take(entry: QueueEntry): void {
    this.#live.delete(entry.id);
    if (!entry.background) this.#foreground--;
    if (entry.kind === 'message') this.release(entry.to);
  }

  /** The actor may be free for what was held for it: that is ready, to be held again if not. */
  release(actor: ActorId): void {
    for (const entry of this.#held.offer(actor)) this.#ready.add(entry);
  }

  /** Every entry, in no particular order. */
  entries(): Iterable<QueueEntry> {
    return this.#live.values();
  }

  #sort(entry: QueueEntry): void {
    if (entry.at <= this.#readyAt) this.#ready.add(entry);
    else this.#later.push(entry);
  }

  /** Messages that were held back for a busy actor are held again when their turn comes. */
  #sortAnew(): void {
    this.#later = new Heap(isEarlier);
    this.#ready = readySet(this.#choose, this.#isLive);
    this.#held = new HeldBack(this.#choose, this.#isLive);
    for (const entry of this.#live.values()) this.#sort(entry);
  }

  #hold(chosen: QueueEntry): void {
    const isSame = ({ to, kind }: QueueEntry): boolean => to === chosen.to && kind === 'message';
    for (const entry of this.#ready.takeChosen(chosen, isSame)) this.#held.hold(entry);
  }

  /** Go on to the earliest time: what is due then is ready. False when nothing is left. */
  #goOn(): boolean {
    const { first } = this.#later;
    if (first === undefined) return false;
    this.#readyAt = first.at;
    while (this.#later.first?.at === first.at) {
      const entry = this.#later.pop();
      if (entry && this.#isLive(entry)) this.#ready.add(entry);
    }
    return true;
  }
}

function isEarlier(a: QueueEntry, b: QueueEntry): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
}
