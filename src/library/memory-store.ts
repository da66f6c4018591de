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
import type { Tally } from '../store/tally.js';

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
  return storeOn(new BorrowedDriver(database, (isAltered) => giveBack(database, isAltered)), NAMED);
}

/** The same over a driver of one's own, which is closed with it. */
export function memoryStoreOver(driver: Driver): Store {
  return storeOn(new BorrowedDriver(databaseOver(driver), () => driver.close()), NAMED);
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
class BorrowedDriver implements Driver {
  readonly tally: Tally;
  readonly #driver: Driver;
  readonly #statements: Map<string, Statement>;
  readonly #release: (isAltered: boolean) => void;
  #isOpen = true;
  #isAltered = false;
  #isBegun = false;
  #isInStep = false;

  constructor({ driver, statements }: MemoryDatabase, release: (isAltered: boolean) => void) {
    this.tally = driver.tally;
    this.#driver = driver;
    this.#statements = statements;
    this.#release = release;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get inTransaction(): boolean {
    return this.#isInStep;
  }

  prepare(sql: string): Statement {
    checkOpen(this);
    if (!OF_ROWS.test(sql)) this.#isAltered = true;
    // Names of columns may be others by now.
    if (this.#isAltered) return new BorrowedStatement(this, this.#driver.prepare(sql));
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#driver.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return new BorrowedStatement(this, statement);
  }

  exec(sql: string): void {
    checkOpen(this);
    this.#isAltered = true;
    this.#driver.exec(sql);
  }

  begin(): void {
    checkOpen(this);
    invariant(!this.#isInStep, 'a transaction begins inside another', {});
    this.#isInStep = true;
    if (!this.#isBegun) this.#driver.begin();
    this.#isBegun = true;
  }

  commit(): void {
    this.#leave();
  }

  rollback(): void {
    this.#leave();
  }

  function(name: string, fn: (...args: SqlValue[]) => SqlValue): void {
    checkOpen(this);
    this.#isAltered = true;
    this.#driver.function(name, fn);
  }

  serialize(): Uint8Array {
    checkOpen(this);
    return this.#driver.serialize();
  }

  close(): void {
    if (this.#isOpen) this.#release(this.#isAltered);
    this.#isOpen = false;
  }

  #leave(): void {
    invariant(this.#isInStep, 'a transaction ends that has not begun', {});
    this.#isInStep = false;
  }
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
