import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import { BATCH_STATES, UPLOAD_STATUSES } from '../../src/cj/words.js';
import { sha256 } from '../../src/library/sha256.js';
import { Database } from '../../src/store/better-sqlite3.js';
import { openFile, openMemory } from '../../src/store/better-sqlite3-driver.js';
import { builder } from '../../src/store/compile.js';
import { migrate } from '../../src/store/migrate.js';
import { serviceTables } from '../../src/store/migrations/0001-service-tables.js';
import { simulationTables } from '../../src/store/migrations/0002-simulation-tables.js';
import { chainApart } from '../../src/store/migrations/0003-chain-apart.js';
import { judgeModule } from '../../src/store/migrations/0004-judge-module.js';
import { openToRead } from '../../src/store/open-to-read.js';
import { openStore } from '../../src/store/store.js';
import { addBatch, at } from './small-world.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cjsim-store-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function open(path: string, readOnly = false) {
  return openStore(openFile(path, { readOnly }), { where: path, readOnly });
}

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return undefined;
}

describe('a new database', () => {
  test('has the tables of the service and of the simulation, all of them strict', () => {
    const { driver } = openStore(openMemory());
    const tables = driver
      .prepare(
        "select name, strict from pragma_table_list where schema = 'main' and name not like 'sqlite_%' order by name",
      )
      .all();
    expect(tables).toEqual([
      { name: 'anchor_essay_references', strict: 1 },
      { name: 'assessment_instructions', strict: 1 },
      { name: 'cj_batch_states', strict: 1 },
      { name: 'cj_batch_uploads', strict: 1 },
      { name: 'cj_comparison_pairs', strict: 1 },
      { name: 'cj_processed_essays', strict: 1 },
      { name: 'event_outbox', strict: 1 },
      { name: 'grade_projections', strict: 1 },
      { name: 'kysely_migration', strict: 0 },
      { name: 'kysely_migration_lock', strict: 0 },
      { name: 'sim_actors', strict: 1 },
      { name: 'sim_batches', strict: 1 },
      { name: 'sim_chain', strict: 1 },
      { name: 'sim_contents', strict: 1 },
      { name: 'sim_header', strict: 1 },
      { name: 'sim_prompts', strict: 1 },
      { name: 'sim_queue', strict: 1 },
      { name: 'sim_trace', strict: 1 },
      { name: 'sim_verdicts', strict: 1 },
    ]);
  });

  test('records its migrations where Kysely would look for them', () => {
    const { driver } = openStore(openMemory());
    expect(driver.prepare('select name from kysely_migration order by name').all()).toEqual([
      { name: '0001-service-tables' },
      { name: '0002-simulation-tables' },
      { name: '0003-chain-apart' },
      { name: '0004-judge-module' },
    ]);
  });

  test('has the mark of cjsim, by which every command knows it', () => {
    const { driver } = openStore(openMemory());
    expect(driver.prepare('pragma application_id').raw()).toEqual([[Buffer.from('cjsm').readInt32BE()]]);
  });

  test('takes every status and every state, and no other', () => {
    const store = openStore(openMemory());
    const batch = addBatch(store);
    for (const status of UPLOAD_STATUSES) store.batches.setStatus(batch, status);
    for (const state of BATCH_STATES) store.batches.setState(batch, state, at(0));
    expect(() => store.batches.setStatus(batch, 'DONE' as never)).toThrow(/CHECK constraint failed/);
    expect(() => store.batches.setState(batch, 'DONE' as never, at(0))).toThrow(/CHECK constraint failed/);
  });

  test('has the same bytes whenever it is made', () => {
    const [one, other] = ['one.db', 'other.db'].map((name) => join(folder, name)) as [string, string];
    open(one).driver.close();
    open(other).driver.close();
    expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
  });

  test('is migrated once where another process is faster', () => {
    const path = join(folder, 'world.db');
    const [faster, slower] = [openFile(path), openFile(path)];
    const begin = () => {
      migrate(faster, { where: path });
      slower.begin();
    };
    migrate({ ...slower, begin }, { where: path });
    expect(slower.prepare('select count(*) from kysely_migration').raw()).toEqual([[4]]);
    slower.close();
    faster.close();
  });

  test('enforces foreign keys and, in a file, writes ahead', () => {
    const { driver } = open(join(folder, 'world.db'));
    expect(driver.prepare('pragma foreign_keys').raw()).toEqual([[1]]);
    expect(driver.prepare('pragma journal_mode').raw()).toEqual([['wal']]);
    expect(driver.prepare('pragma synchronous').raw()).toEqual([[1]]);
    driver.close();
  });
});

/** Databases have them already: a change of the schema is one more migration. */
test.each([
  [serviceTables, '594e7b7ec1912bda'],
  [simulationTables, 'c7a0e28b2560dbfb'],
  [chainApart, 'd0b470524f2225f9'],
  [judgeModule, '1b12d2a1946c6988'],
])('a migration is never changed: $name', ({ up }, digest) => {
  const statements = up(builder as never).map((statement) => statement.compile().sql);
  expect(Buffer.from(sha256(Buffer.from(statements.join(';\n')))).toString('hex', 0, 8)).toBe(digest);
});

describe('an existing database', () => {
  test('keeps its rows when it is opened again', () => {
    const path = join(folder, 'world.db');
    const before = open(path);
    const batch = addBatch(before);
    before.driver.close();
    const after = open(path);
    expect(after.batches.ids()).toEqual([batch]);
    after.driver.close();
  });

  test('can be opened for reading only', () => {
    const path = join(folder, 'world.db');
    const before = open(path);
    addBatch(before);
    before.driver.close();
    const after = open(path, true);
    expect(after.batches.ids()).toEqual([21]);
    expect(() => addBatch(after, 22)).toThrow(/readonly/);
    after.driver.close();
  });

  test('is refused when a newer program wrote it, and not changed', () => {
    const path = join(folder, 'world.db');
    const { driver } = open(path);
    driver.exec("insert into kysely_migration values ('9999-from-the-future', '')");
    driver.close();
    const before = readFileSync(path);
    expect(codeOf(() => open(path))).toBe('newer_database');
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['world.db']);
  });

  test('is refused as newer where it has a migration in the place of another, also to be read', () => {
    const path = join(folder, 'world.db');
    const { driver } = open(path);
    driver.exec("delete from kysely_migration where name > '0003'");
    driver.exec("insert into kysely_migration values ('0003-from-the-future', '')");
    driver.close();
    const before = readFileSync(path);
    expect([codeOf(() => open(path)), codeOf(() => openToRead(path))]).toEqual([
      'newer_database',
      'newer_database',
    ]);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('is refused for reading only when it lacks a migration', () => {
    const path = join(folder, 'world.db');
    const { driver } = open(path);
    driver.exec("delete from kysely_migration where name = '0004-judge-module'");
    driver.close();
    expect(codeOf(() => open(path, true))).toBe('older_database');
  });

  test('keeps how far its digest has come when the chain gets a row of its own', () => {
    const path = join(folder, 'world.db');
    const older = openFile(path);
    migrate(older, { where: path }, [serviceTables, simulationTables]);
    older.exec("insert into sim_header (id, header, chain, chained_records) values (1, '{}', 'd2', 512)");
    older.close();
    const { driver, journal } = open(path);
    expect(journal.header()).toEqual({ header: '{}', chain: 'd2', chained_records: 512, outcome: null });
    driver.close();
  });

  test('can be read when a killed program left a transaction half-written', () => {
    const [source, path] = [join(folder, 'source.db'), join(folder, 'world.db')];
    const before = open(source);
    addBatch(before);
    before.driver.close();
    const killed = new Database(source);
    killed.pragma('cache_size = 1');
    killed.exec('begin; delete from cj_batch_uploads; update sqlite_sequence set seq = 99');
    copyFileSync(source, path);
    copyFileSync(`${source}-journal`, `${path}-journal`);
    killed.close();
    const after = open(path, true);
    expect(after.batches.ids()).toEqual([21]);
    after.driver.close();
  });

  test('can be read when a killed program left rows in the write-ahead log, and stays as it is', () => {
    const [source, path] = [join(folder, 'source.db'), join(folder, 'world.db')];
    const killed = open(source);
    addBatch(killed);
    copyFileSync(source, path);
    copyFileSync(`${source}-wal`, `${path}-wal`);
    killed.driver.close();
    const before = [readFileSync(path), readFileSync(`${path}-wal`)];
    const after = open(path, true);
    expect(after.batches.ids()).toEqual([21]);
    after.driver.close();
    expect([readFileSync(path), readFileSync(`${path}-wal`)]).toEqual(before);
  });

  test('an empty file becomes a world', () => {
    const path = join(folder, 'empty.db');
    writeFileSync(path, '');
    expect(open(path).batches.ids()).toEqual([]);
  });
});

describe('a database of something else', () => {
  test('is refused and not changed, even one with an open write-ahead log', () => {
    const [source, path] = [join(folder, 'source.db'), join(folder, 'foreign.db')];
    const foreign = new Database(source);
    foreign.pragma('journal_mode = wal');
    foreign.exec('create table notes (text); insert into notes values (1)');
    // As a killed program leaves it: rows that are only in the log.
    copyFileSync(source, path);
    copyFileSync(`${source}-wal`, `${path}-wal`);
    foreign.close();
    const before = [readFileSync(path), readFileSync(`${path}-wal`)];
    expect(codeOf(() => open(path))).toBe('foreign_database');
    expect([readFileSync(path), readFileSync(`${path}-wal`)]).toEqual(before);
    expect(existsSync(`${path}-shm`)).toBe(false);
  });

  test('is refused by a driver that cannot look at the file first', () => {
    const driver = openMemory();
    driver.exec('create table notes (text)');
    expect(codeOf(() => openStore(driver))).toBe('foreign_database');
  });

  test('a text file and a folder are refused', () => {
    const path = join(folder, 'essay.txt');
    writeFileSync(path, 'My summer holidays. '.repeat(20));
    expect(codeOf(() => open(path))).toBe('foreign_database');
    expect(readFileSync(path, 'utf8')).toBe('My summer holidays. '.repeat(20));
    expect(codeOf(() => open(folder))).toBe('foreign_database');
  });
});

test('a file that is not there is an error for a reader, and is not made', () => {
  const path = join(folder, 'nothing.db');
  expect(codeOf(() => open(path, true))).toBe('no_database');
  expect(codeOf(() => openFile(path, { mustExist: true }))).toBe('no_database');
  expect(existsSync(path)).toBe(false);
});

test('a folder that is not there is an error with advice', () => {
  expect(codeOf(() => open(join(folder, 'no', 'such', 'world.db')))).toBe('database_not_opened');
});
