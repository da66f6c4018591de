/**
 * The steps of one world as transactions, what is told it from outside and its seal among them. What a step has moved
 * besides rows (actors, queue, clock) does not come back when it throws, so that the world cannot go on; a file holds it
 * up to the step before.
 */
import { UserError } from '../cj/errors.js';
import { checkOpen, type Driver, inTransaction } from '../store/driver.js';

export class StepTransactions {
  readonly #driver: Driver;
  #isBroken = false;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** A UserError for a world that was closed, or a step of which threw. */
  check(): void {
    checkOpen(this.#driver);
    if (!this.#isBroken) return;
    throw new UserError({
      code: 'broken_world',
      message: 'A step of this world threw before it was done, so the world cannot go on',
      fix: 'Make the world again; resumeWorld goes on with one in a file, from the step before',
    });
  }

  run<T>(work: () => T): T {
    this.#isBroken = true;
    const result = inTransaction(this.#driver, work);
    this.#isBroken = false;
    return result;
  }
}
