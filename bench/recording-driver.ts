/** A driver that notes every call, so that the same SQL can be replayed bare: the floor of a batch. */
import type BetterSqlite3 from 'better-sqlite3';
import { Database } from '../src/store/better-sqlite3.js';
import type { Driver, SqlValue } from '../src/store/driver.js';

type Kind = 'run' | 'get' | 'all' | 'raw' | 'exec';

export interface SqlCall {
  readonly kind: Kind;
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

export function recordingDriver(driver: Driver, calls: SqlCall[]): Driver {
  const note = (kind: Kind, sql: string, params: readonly SqlValue[] = []): void => {
    calls.push({ kind, sql, params });
  };
  return {
    ...driver,
    exec: (sql) => {
      note('exec', sql);
      driver.exec(sql);
    },
    begin: () => {
      note('run', 'BEGIN IMMEDIATE');
      driver.begin();
    },
    commit: () => {
      note('run', 'COMMIT');
      driver.commit();
    },
    prepare: (sql) => {
      const statement = driver.prepare(sql);
      return {
        columns: statement.columns,
        run: (...params) => {
          note('run', sql, params);
          return statement.run(...params);
        },
        get: (...params) => {
          note('get', sql, params);
          return statement.get(...params);
        },
        all: (...params) => {
          note('all', sql, params);
          return statement.all(...params);
        },
        raw: (...params) => {
          note('raw', sql, params);
          return statement.raw(...params);
        },
        exact: () => {
          note('raw', sql);
          return statement.exact();
        },
      };
    },
  };
}

/** Replay on a new database: prepare each statement once, nothing but better-sqlite3. */
export function replay(calls: readonly SqlCall[], path: string): void {
  const database = new Database(path);
  const statements = new Map<string, BetterSqlite3.Statement<SqlValue[]>>();
  for (const { kind, sql, params } of calls) {
    if (kind === 'exec') {
      database.exec(sql);
      continue;
    }
    const key = kind === 'raw' ? `raw ${sql}` : sql;
    let statement = statements.get(key);
    if (statement === undefined) {
      statement = database.prepare<SqlValue[]>(sql);
      if (kind === 'raw') statement = statement.raw(true);
      statements.set(key, statement);
    }
    if (kind === 'run') statement.run(...params);
    else if (kind === 'get') statement.get(...params);
    else statement.all(...params);
  }
  database.close();
}
