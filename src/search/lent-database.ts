/**
 * One database in memory for world after world. Opening, migrating and preparing cost as much as a small world
 * itself, so a world of a search is one transaction that is never committed: rolled back, the database is empty
 * again and its statements stay prepared. The double check runs the same case in a database of its own.
 */
import { BugError, invariant } from '../cj/errors.js';
import { openMemory } from '../store/better-sqlite3-driver.js';
import type { Driver, Statement } from '../store/driver.js';
import { openStore, type Store } from '../store/store.js';

export class LentDatabase {
  readonly #driver: Driver;
  readonly #statements = new Map<string, Statement>();
  #isLent = false;

  constructor() {
    this.#driver = openMemory();
    openStore(this.#driver);
  }

  /** An empty store, until its driver is closed; one at a time. */
  lend(): Store {
    invariant(!this.#isLent, 'the database of the search is lent already', {});
    this.#isLent = true;
    return openStore(this.#lentDriver());
  }

  #lentDriver(): Driver {
    const driver = this.#driver;
    let isBegun = false;
    let isInTransaction = false;
    const enter = (): void => {
      invariant(!isInTransaction, 'a transaction begins inside another', {});
      isInTransaction = true;
      if (!isBegun) driver.begin();
      isBegun = true;
    };
    const leave = (): void => {
      invariant(isInTransaction, 'a transaction ends that has not begun', {});
      isInTransaction = false;
    };
    return {
      prepare: (sql) => this.#prepared(sql),
      exec: (sql) => driver.exec(sql),
      begin: enter,
      commit: leave,
      rollback: leave,
      function: (name) => {
        throw new BugError('A world of a search registers an SQL function', { name });
      },
      serialize: () => driver.serialize(),
      close: () => {
        if (isBegun) driver.rollback();
        isBegun = false;
        this.#isLent = false;
      },
      tally: driver.tally,
    };
  }

  #prepared(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#driver.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
