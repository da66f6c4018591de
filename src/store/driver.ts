/**
 * The one seam to SQLite: small, synchronous and portable. better-sqlite3 stands behind it in Node
 * (better-sqlite3-driver.ts); a WebAssembly build can stand behind it in a browser. Nothing above it
 * knows which. It is not a query builder (compile.ts) and knows no table.
 */
import { UserError } from '../cj/errors.js';
import type { Tally } from './tally.js';

export type SqlValue = string | number | null | Uint8Array;

export interface RunResult {
  /** Rows inserted, updated or deleted. */
  readonly changes: number;
}

export interface Statement {
  /** Names of the columns that it returns; null for a statement that returns none. */
  readonly columns: readonly string[] | null;
  run(...params: readonly SqlValue[]): RunResult;
  /** The first row by column name, or undefined. */
  get(...params: readonly SqlValue[]): unknown;
  /** All rows by column name. */
  all(...params: readonly SqlValue[]): readonly unknown[];
  /** All rows as arrays of values in column order. */
  raw(...params: readonly SqlValue[]): readonly (readonly SqlValue[])[];
  /** The same, with whole numbers that no number holds exactly as bigints. */
  exact(): readonly (readonly (SqlValue | bigint)[])[];
}

export interface Driver {
  prepare(sql: string): Statement;
  /** One or more statements without parameters. */
  exec(sql: string): void;
  /** Take the write lock; there are no nested transactions. */
  begin(): void;
  commit(): void;
  rollback(): void;
  /** Register a deterministic scalar SQL function. */
  function(name: string, fn: (...args: SqlValue[]) => SqlValue): void;
  /** The whole database as the bytes of a file. */
  serialize(): Uint8Array;
  close(): void;
  /** false after `close`. */
  readonly isOpen: boolean;
  /** Whether a transaction is open, by `begin` or by SQL. */
  readonly inTransaction: boolean;
  /** Rows read and written by the typed queries of this driver. */
  readonly tally: Tally;
}

/** A UserError for the database of a world that was closed. */
export function checkOpen(driver: Driver): void {
  if (driver.isOpen) return;
  throw new UserError({
    code: 'closed_world',
    message: 'The world is closed, and its database with it',
    fix: 'Call close() when nothing is asked of the world any more; resumeWorld opens one in a file again',
  });
}

/** Run `work` in one transaction: all of it or, when it throws, nothing. */
export function inTransaction<T>(driver: Driver, work: () => T): T {
  driver.begin();
  let result: T;
  try {
    result = work();
  } catch (error) {
    driver.rollback();
    throw error;
  }
  driver.commit();
  return result;
}
