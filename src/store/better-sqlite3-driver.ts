/**
 * The Node driver: SQLite through better-sqlite3. Opening a file looks at its header first,
 * with plain reads, because SQLite itself may change a foreign database when it opens and closes it
 * (recovery, checkpoint).
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type BetterSqlite3 from 'better-sqlite3';
import { errorCode } from '../cj/error-code.js';
import { UserError } from '../cj/errors.js';
import { APPLICATION_ID, type Found, foreignDatabase, SQLITE_START, TRACE_BEGINS } from './application-id.js';
import { connect, Database } from './better-sqlite3.js';
import type { Driver, RunResult, SqlValue, Statement } from './driver.js';
import { Tally } from './tally.js';

export interface FileOptions {
  /** Nothing may be written, not even by a migration. */
  readonly readOnly?: boolean;
  /** The file has to be there already. */
  readonly mustExist?: boolean;
}

/** A database in memory, gone when it is closed. */
export function openMemory(): Driver {
  return driverOver(connect(':memory:'));
}

/** A copy in memory of a serialised database, which has no write-ahead log whatever the file had. */
export function openCopy(bytes: Uint8Array): Driver {
  const copy = Buffer.from(bytes);
  copy.fill(ROLLBACK_JOURNAL, FORMAT_VERSIONS_OFFSET, FORMAT_VERSIONS_OFFSET + 2);
  return driverOver(connect(copy));
}

/** A database file. UserError, and nothing changed, when it is no cjsim database or cannot be opened. */
export function openFile(path: string, options: FileOptions = {}): Driver {
  const header = headerOf(path);
  if (header === undefined && (options.mustExist || options.readOnly)) {
    throw new UserError({ code: 'no_database', message: `There is no database ${path}`, where: path });
  }
  const foreign = header === undefined ? null : foundIn(header);
  if (foreign !== null) throw foreignDatabase(path, foreign, options.mustExist || options.readOnly);
  try {
    return driverOver(opened(path, options.readOnly ?? false));
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UserError) throw error;
    throw new UserError({
      code: 'database_not_opened',
      message: `The database ${path} cannot be opened: ${error.message}`,
      fix:
        header === undefined
          ? 'Give a file in a folder that exists and can be written'
          : `Copy it to a folder that can be written, with ${path}-wal if that is there`,
      where: path,
    });
  }
}

/** A transaction that a killed process left half-written is rolled back first, which takes more than to read. */
function opened(path: string, readonly: boolean): BetterSqlite3.Database {
  const database = connect(path, { readonly });
  if (!readonly || !isHalfWritten(database)) return database;
  database.close();
  const recovered = connect(path);
  try {
    recovered.pragma(FIRST_READ);
  } finally {
    recovered.close();
  }
  return connect(path, { readonly });
}

/** SQLite looks for what is half-written when it first reads, not when it opens. */
const FIRST_READ = 'schema_version';

/** Not while a living process is writing: its lock says whose the transaction is. */
function isHalfWritten(database: BetterSqlite3.Database): boolean {
  try {
    database.pragma(FIRST_READ);
    return false;
  } catch (error) {
    // A write-ahead log is read with the help of another file, and the folder takes none.
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_CANTOPEN') throw error;
    return error instanceof Database.SqliteError && error.code === 'SQLITE_READONLY_ROLLBACK';
  }
}

/** https://www.sqlite.org/fileformat.html#the_database_header */
const MAGIC = `${SQLITE_START}\0`;
const HEADER_BYTES = 100;
const APPLICATION_ID_OFFSET = 68;
/** Two bytes, of writing and of reading: 2 for WAL. */
const FORMAT_VERSIONS_OFFSET = 18;
const ROLLBACK_JOURNAL = 1;

/** The first bytes of the file, fewer if it is shorter; what else stands there; undefined where nothing does. */
function headerOf(path: string): Buffer | Found | undefined {
  let file: number;
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return stat.isDirectory() ? 'folder' : 'device';
    file = openSync(path, 'r');
  } catch (error) {
    if (errorCode(error) === 'EACCES') throw unreadable(path);
    return undefined;
  }
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    return header.subarray(0, readSync(file, header, 0, HEADER_BYTES, 0));
  } catch {
    return 'other';
  } finally {
    closeSync(file);
  }
}

function unreadable(path: string): UserError {
  return new UserError({
    code: 'no_database',
    message: `The database ${path} may not be read`,
    fix: 'Ask its owner for a copy, or name another file',
    where: path,
  });
}

/** null for a database of ours, and for an empty file. */
function foundIn(header: Buffer | Found): Found | null {
  if (typeof header === 'string') return header;
  if (header.length === 0 || isOurs(header)) return null;
  return TRACE_BEGINS.test(header.toString('latin1')) ? 'trace' : 'other';
}

function isOurs(header: Buffer): boolean {
  return (
    header.length === HEADER_BYTES &&
    header.toString('latin1', 0, MAGIC.length) === MAGIC &&
    header.readInt32BE(APPLICATION_ID_OFFSET) === APPLICATION_ID
  );
}

/** BEGIN and COMMIT are prepared once: `database.transaction()` wraps each call again and costs more. */
function driverOver(database: BetterSqlite3.Database): Driver {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  return {
    prepare: (sql) => new BetterSqlite3Statement(database, sql),
    exec: (sql) => {
      database.exec(sql);
    },
    begin: () => {
      begin.run();
    },
    commit: () => {
      commit.run();
    },
    rollback: () => {
      // SQLite rolls some errors back by itself (a full disk, for example).
      if (database.inTransaction) rollback.run();
    },
    function: (name, fn) => {
      database.function(name, { deterministic: true, varargs: true }, fn);
    },
    serialize: () => database.serialize(),
    close: () => {
      leaveOneFile(database);
      database.close();
    },
    get isOpen() {
      return database.open;
    },
    get inTransaction() {
      return database.inTransaction;
    },
    tally: new Tally(),
  };
}

/**
 * Back to the plain journal: a file in WAL mode would get two more files beside it each time it is only read.
 * Not while another process has it open; then the last one to close it does so.
 */
function leaveOneFile(database: BetterSqlite3.Database): void {
  if (database.memory || database.readonly || !database.open) return;
  try {
    database.pragma('journal_mode = delete');
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}

type Row = readonly SqlValue[];

/** Rows come as arrays, and become objects here: the driver's own objects cost half as much again. */
class BetterSqlite3Statement implements Statement {
  readonly #statement: BetterSqlite3.Statement<SqlValue[], Row>;
  readonly #prepareExact: () => BetterSqlite3.Statement<SqlValue[], readonly (SqlValue | bigint)[]>;
  #columns: readonly string[] | undefined;

  constructor(database: BetterSqlite3.Database, sql: string) {
    const statement = database.prepare<SqlValue[], Row>(sql);
    this.#statement = statement.reader ? statement.raw(true) : statement;
    this.#prepareExact = () =>
      database.prepare<SqlValue[], readonly (SqlValue | bigint)[]>(sql).raw(true).safeIntegers(true);
  }

  get columns(): readonly string[] | null {
    return this.#statement.reader ? this.#names : null;
  }

  run(...params: SqlValue[]): RunResult {
    return this.#statement.run(...params);
  }

  get(...params: SqlValue[]): unknown {
    const row = this.#statement.get(...params);
    return row === undefined ? undefined : objectOf(this.#names, row);
  }

  all(...params: SqlValue[]): readonly unknown[] {
    return this.#statement.all(...params).map((row) => objectOf(this.#names, row));
  }

  raw(...params: SqlValue[]): readonly Row[] {
    return this.#statement.all(...params);
  }

  exact(): readonly (readonly (SqlValue | bigint)[])[] {
    return this.#prepareExact()
      .all()
      .map((row) => row.map(numberWhereSafe));
  }

  get #names(): readonly string[] {
    this.#columns ??= this.#statement.columns().map(({ name }) => name);
    return this.#columns;
  }
}

function objectOf(names: readonly string[], row: Row): object {
  const object: Record<string, SqlValue | undefined> = {};
  for (let i = 0; i < row.length; i++) object[names[i] ?? ''] = row[i];
  return object;
}

function numberWhereSafe(value: SqlValue | bigint): SqlValue | bigint {
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
