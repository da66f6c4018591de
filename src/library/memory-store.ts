/**
 * Stores in memory, for one world after another. A world here is one transaction that is never committed: a step that
 * throws ends its world, so that nothing has to be rolled back but the whole. That spares the commits of SQLite, each
 * of which may look at every page of a database in memory; and rolled back, the database is empty again with its
 * statements prepared, which cost as much as a small world itself. So the next world takes it over, unless SQL was run
 * that a rollback does not undo.
 */
import { invariant } from '../cj/errors.js';
import { openMemory } from '../store/better-sqlite3-driver.js';
import { checkOpen, type Driver, type SqlValue, type Statement } from '../store/driver.js';
import { makeReady, type Store, storeOn } from '../store/store.js';

/** Migrated, and empty unless a world has it. */
interface MemoryDatabase {
  readonly driver: Driver;
  readonly statements: Map<string, Statement>;
}

/** What a rollback undoes, if the transaction lasts. All of cjsim's own begin so; a `commit` or a pragma does not. */
const OF_ROWS = /^\s*(select|with|insert|update|delete)\b/i;

/** Above what cjsim prepares itself: a program may make the text of each of its queries anew. */
const MOST_STATEMENTS = 1000;

/** In an error. */
const NAMED = { where: 'The database in memory' };

/** Of this thread: what the world that was closed last has left. */
let spare: MemoryDatabase | null = null;

/** An empty store in memory. */
export function memoryStore(): Store {
  const database = spare ?? databaseOver(openMemory());
  spare = null;
  return storeOn(
    borrowed(database, (isAltered) => giveBack(database, isAltered)),
    NAMED,
  );
}

/** The same over a driver of one's own, which is closed with it. */
export function memoryStoreOver(driver: Driver): Store {
  return storeOn(
    borrowed(databaseOver(driver), () => driver.close()),
    NAMED,
  );
}

/** Migrated outside the transaction of a world, which is rolled back. */
function databaseOver(driver: Driver): MemoryDatabase {
  makeReady(driver, NAMED);
  return { driver, statements: new Map() };
}

function giveBack(database: MemoryDatabase, isAltered: boolean): void {
  const { driver, statements } = database;
  if (spare !== null || isAltered || !driver.inTransaction || statements.size > MOST_STATEMENTS) {
    driver.close();
    return;
  }
  driver.rollback();
  driver.tally.takeWritten();
  spare = database;
}

/** The driver of one world: closed, it answers no more, whoever has the database by then. */
function borrowed({ driver, statements }: MemoryDatabase, release: (isAltered: boolean) => void): Driver {
  let isOpen = true;
  let isAltered = false;
  let isBegun = false;
  let isInStep = false;
  const leave = (): void => {
    invariant(isInStep, 'a transaction ends that has not begun', {});
    isInStep = false;
  };
  const own: Driver = {
    prepare(sql) {
      checkOpen(own);
      if (!OF_ROWS.test(sql)) isAltered = true;
      // Names of columns may be others by now.
      if (isAltered) return new BorrowedStatement(own, driver.prepare(sql));
      let statement = statements.get(sql);
      if (statement === undefined) {
        statement = driver.prepare(sql);
        statements.set(sql, statement);
      }
      return new BorrowedStatement(own, statement);
    },
    exec: (sql) => {
      checkOpen(own);
      isAltered = true;
      driver.exec(sql);
    },
    begin: () => {
      checkOpen(own);
      invariant(!isInStep, 'a transaction begins inside another', {});
      isInStep = true;
      if (!isBegun) driver.begin();
      isBegun = true;
    },
    commit: leave,
    rollback: leave,
    function: (name, fn) => {
      checkOpen(own);
      isAltered = true;
      driver.function(name, fn);
    },
    serialize: () => {
      checkOpen(own);
      return driver.serialize();
    },
    close: () => {
      if (isOpen) release(isAltered);
      isOpen = false;
    },
    get isOpen() {
      return isOpen;
    },
    get inTransaction() {
      return isInStep;
    },
    tally: driver.tally,
  };
  return own;
}

class BorrowedStatement implements Statement {
  readonly #driver: Driver;
  readonly #statement: Statement;

  constructor(driver: Driver, statement: Statement) {
    this.#driver = driver;
    this.#statement = statement;
  }

  get columns(): readonly string[] | null {
    return this.#statement.columns;
  }

  run(...params: readonly SqlValue[]) {
    checkOpen(this.#driver);
    return this.#statement.run(...params);
  }

  get(...params: readonly SqlValue[]) {
    checkOpen(this.#driver);
    return this.#statement.get(...params);
  }

  all(...params: readonly SqlValue[]) {
    checkOpen(this.#driver);
    return this.#statement.all(...params);
  }

  raw(...params: readonly SqlValue[]) {
    checkOpen(this.#driver);
    return this.#statement.raw(...params);
  }

  exact() {
    checkOpen(this.#driver);
    return this.#statement.exact();
  }
}
