/**
 * A database in memory, for one world or for many one after another. A world here is one transaction that is never
 * committed: a step that throws ends its world, so that nothing has to be rolled back but the whole. That spares the
 * commits of SQLite, each of which may look at every page of a database in memory; and rolled back, the database
 * is empty again with its statements prepared, which cost as much as a small world itself.
 */
import { BugError, invariant } from '../cj/errors.js';
import { openMemory } from '../store/better-sqlite3-driver.js';
import type { Driver, Statement } from '../store/driver.js';
import { migrate } from '../store/migrate.js';
import { openStore, type Store } from '../store/store.js';

export interface LentDatabaseOptions {
  /** For one world: closed with it. */
  readonly forOne?: boolean;
  readonly driver?: Driver;
}

export class LentDatabase {
  readonly #driver: Driver;
  readonly #isForOne: boolean;
  readonly #statements = new Map<string, Statement>();
  readonly #store: Store;
  #isLent = false;
  #isBegun = false;
  #isInStep = false;

  constructor({ forOne = false, driver = openMemory() }: LentDatabaseOptions = {}) {
    this.#driver = driver;
    this.#isForOne = forOne;
    // Outside the transaction of a world, which is rolled back.
    migrate(driver, { where: 'The database in memory' });
    this.#store = openStore(this.#lentDriver());
  }

  /** An empty store, until its driver is closed; one at a time. */
  lend(): Store {
    invariant(!this.#isLent, 'the database is lent already', {});
    this.#isLent = true;
    return this.#store;
  }

  /** Let go of the database. */
  close(): void {
    this.#driver.close();
  }

  #lentDriver(): Driver {
    const driver = this.#driver;
    const isOpen = (): boolean => this.#isLent && driver.isOpen;
    const leave = (): void => {
      invariant(this.#isInStep, 'a transaction ends that has not begun', {});
      this.#isInStep = false;
    };
    return {
      prepare: (sql) => this.#prepared(sql),
      exec: (sql) => driver.exec(sql),
      begin: () => {
        invariant(!this.#isInStep, 'a transaction begins inside another', {});
        this.#isInStep = true;
        if (!this.#isBegun) driver.begin();
        this.#isBegun = true;
      },
      commit: leave,
      rollback: leave,
      function: (name) => {
        throw new BugError('A world in a lent database registers an SQL function', { name });
      },
      serialize: () => driver.serialize(),
      close: () => this.#takeBack(),
      get isOpen() {
        return isOpen();
      },
      tally: driver.tally,
    };
  }

  #takeBack(): void {
    if (this.#isForOne) {
      this.#driver.close();
      return;
    }
    if (this.#isBegun) this.#driver.rollback();
    this.#isBegun = false;
    this.#isInStep = false;
    this.#isLent = false;
    this.#driver.tally.takeWritten();
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
