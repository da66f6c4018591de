/**
 * The steps of one world as transactions, what is told it from outside and its seal among them. What a step has moved
 * besides rows (actors, queue, clock) does not come back when it throws, so that the world cannot go on; a file holds it
 * up to the step before.
 */
import { UserError } from '../cj/errors.js';
import { checkOpen, inTransaction } from '../store/driver.js';
import type { Store } from '../store/store.js';
import { wereDeleted } from './deleted-batches.js';

export class StepTransactions {
  readonly #store: Store;
  readonly #made: ReadonlyMap<string, unknown>;
  #isBroken = false;

  /** `made`: the batches, by label, whose rows the world has made so far. */
  constructor(store: Store, made: ReadonlyMap<string, unknown>) {
    this.#store = store;
    this.#made = made;
  }

  /** A UserError for a world that was closed, or a step of which threw. */
  check(): void {
    checkOpen(this.#store.driver);
    if (!this.#isBroken) return;
    throw new UserError({
      code: 'broken_world',
      message: 'A step of this world threw before it was done, so the world cannot go on',
      fix: 'Make the world again; resumeWorld goes on with one in a file, from the step before',
    });
  }

  run<T>(work: () => T): T {
    this.#isBroken = true;
    const result = inTransaction(this.#store.driver, () => this.#tellingDeleted(work));
    this.#isBroken = false;
    return result;
  }

  /** What a step throws that misses rows of a deleted batch is a UserError that names the batch. */
  #tellingDeleted<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const { batches, driver } = this.#store;
      // What SQLite has rolled back by itself lacks the batch that the step made.
      if (error instanceof UserError || !driver.inTransaction) throw error;
      const there = new Set(batches.ids().map(String));
      const deleted = [...this.#made.keys()].filter((label) => !there.has(label));
      if (deleted.length === 0) throw error;
      throw new UserError({
        code: 'batches_deleted',
        message: `${wereDeleted(deleted)} while the world ran: it cannot go on`,
        fix: 'Run its scenario again, and delete batches when it has ended',
      });
    }
  }
}
