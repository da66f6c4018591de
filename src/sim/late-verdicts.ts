/** Verdicts of a judge that takes its time: written down when they arrive, so that each is asked for only once. */
import type { CorrelationId } from '../cj/words.js';
import type { Verdict } from '../judges/judge.js';
import { inTransaction } from '../store/driver.js';
import type { Store } from '../store/store.js';
import type { GivenVerdict } from './judge-desk.js';

export class LateVerdicts {
  readonly #store: Store;
  readonly #writesThrough: boolean;
  /** Of a world without a file, until it is sealed. */
  readonly #arrived: GivenVerdict[] = [];

  constructor(store: Store, writesThrough: boolean) {
    this.#store = store;
    this.#writesThrough = writesThrough;
  }

  /** A judge may still be at work when the world is closed: nothing asks for its verdict then. */
  keep(given: GivenVerdict): void {
    if (!this.#store.driver.isOpen) return;
    if (this.#writesThrough) inTransaction(this.#store.driver, () => this.#write(given));
    else this.#arrived.push(given);
  }

  /** A verdict that an earlier process wrote down. */
  stored(id: CorrelationId): Verdict | undefined {
    const text = this.#store.journal.verdict(id);
    return text === undefined ? undefined : (JSON.parse(text) as Verdict);
  }

  /** What a file would hold by now. */
  writeAll(): void {
    for (const given of this.#arrived) this.#write(given);
  }

  #write({ correlationId, verdict }: GivenVerdict): void {
    this.#store.journal.saveVerdict(correlationId, null, JSON.stringify(verdict));
  }
}
