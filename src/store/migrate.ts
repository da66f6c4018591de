/**
 * Brings a database to the newest schema, synchronously: Kysely's own Migrator is asynchronous, and a
 * world is created without awaiting. The statements are Kysely's all the same, compiled once, and what was
 * applied is recorded in the tables that Kysely's Migrator keeps, so that it can take over. All pending
 * migrations are one transaction. What is refused is refused before anything is written.
 */
import type { Kysely } from 'kysely';
import { UserError } from '../cj/errors.js';
import { APPLICATION_ID, foreignDatabase } from './application-id.js';
import { builder } from './compile.js';
import { type Driver, inTransaction } from './driver.js';
import { serviceTables } from './migrations/0001-service-tables.js';
import { simulationTables } from './migrations/0002-simulation-tables.js';
import { chainApart } from './migrations/0003-chain-apart.js';
import { judgeModule } from './migrations/0004-judge-module.js';
import type { Migration } from './migrations/migration.js';

const MIGRATIONS: readonly Migration[] = [serviceTables, simulationTables, chainApart, judgeModule];

/** The wall clock has no place in a world: every migration is recorded with the same time. */
const APPLIED_AT = '1970-01-01T00:00:00.000Z';

const RECORDS = `
  create table kysely_migration (name varchar(255) not null primary key, timestamp varchar(255) not null);
  create table kysely_migration_lock (id varchar(255) not null primary key, is_locked integer not null default 0);
  insert into kysely_migration_lock (id, is_locked) values ('migration_lock', 0);
  pragma application_id = ${APPLICATION_ID};
`;

export interface MigrateOptions {
  /** How the database is called in an error. */
  readonly where: string;
  readonly readOnly?: boolean;
}

/** UserError `foreign_database`, `newer_database`, or `empty_database`, `older_database` where nothing may be written. */
export function migrate(
  driver: Driver,
  { where, readOnly = false }: MigrateOptions,
  migrations: readonly Migration[] = MIGRATIONS,
): void {
  const applied = appliedMigrations(driver, where);
  const unknown = applied.find((name, at) => migrations[at]?.name !== name);
  if (unknown !== undefined) {
    throw new UserError({
      code: 'newer_database',
      message: `${where} was written by a newer cjsim (it has the migration ${unknown}); it was left as it is`,
      fix: 'Use the newer cjsim, or another file',
      where,
    });
  }
  if (applied.length === migrations.length) return;
  if (readOnly && applied.length === 0) {
    throw new UserError({
      code: 'empty_database',
      message: `${where} is empty: it holds no world`,
      fix: 'Make one with cjsim run SCENARIO --db FILE',
      where,
    });
  }
  if (readOnly) {
    throw new UserError({
      code: 'older_database',
      message: `${where} was written by an older cjsim and may not be changed here`,
      fix: 'Open it once with a command that writes, such as resume',
      where,
    });
  }
  inTransaction(driver, () => {
    // Another process may have been faster.
    const { length } = appliedMigrations(driver, where);
    if (length === 0) driver.exec(RECORDS);
    for (const migration of migrations.slice(length)) driver.exec(statementsOf(migration));
  });
}

/** Whether the database is one of ours that lacks the newest migrations. */
export function isOlder(driver: Driver): boolean {
  return isOurs(driver) && appliedMigrations(driver, '').length < MIGRATIONS.length;
}

/** Names in the order applied; none for an empty database. */
function appliedMigrations(driver: Driver, where: string): readonly string[] {
  const [objects] = driver.prepare('select count(*) from sqlite_schema').raw()[0] ?? [0];
  if (objects === 0) return [];
  if (!isOurs(driver)) throw foreignDatabase(where);
  return driver
    .prepare('select name from kysely_migration order by name')
    .raw()
    .map(([name]) => String(name));
}

function isOurs(driver: Driver): boolean {
  return driver.prepare('pragma application_id').raw()[0]?.[0] === APPLICATION_ID;
}

const compiled = new Map<Migration, string>();

function statementsOf(migration: Migration): string {
  let text = compiled.get(migration);
  if (text === undefined) {
    const statements = migration
      .up(builder as unknown as Kysely<unknown>)
      .map((statement) => statement.compile().sql);
    const record = `insert into kysely_migration (name, timestamp) values ('${migration.name}', '${APPLIED_AT}')`;
    text = [...statements, record].join(';\n');
    compiled.set(migration, text);
  }
  return text;
}
