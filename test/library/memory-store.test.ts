import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import { createWorld } from '../../src/library/create-world.js';
import { memoryStore } from '../../src/library/memory-store.js';
import { run } from '../../src/library/run.js';
import { planned } from '../sim/planned.js';

const NAMES = ['lower5', 'stuck', 'seed-world', 'single-essay', 'lower5', 'batch-33', 'legacy-batch-19'];

function digestOf(name: string, database?: string): string {
  using world = createWorld({ plan: planned(name), ...(database === undefined ? {} : { database }) });
  return world.seal(run(world)).digest;
}

test('worlds in memory that follow each other end as in databases of their own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cjsim-memory-'));
  try {
    const own = NAMES.map((name, k) => digestOf(name, join(folder, `${k}.db`)));
    expect(NAMES.map((name) => digestOf(name))).toEqual(own);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a world that breaks within a step leaves nothing behind', () => {
  const { driver, contents } = memoryStore();
  driver.begin();
  driver.exec('create table left_over (id integer)');
  contents.save('left', 'over');
  driver.close();
  const next = memoryStore();
  expect(next.contents.text('left')).toBeUndefined();
  expect(() => next.driver.prepare('select * from left_over')).toThrow('no such table');
  next.driver.close();
});

test('worlds that are open at once have databases of their own', () => {
  const one = memoryStore();
  const other = memoryStore();
  one.driver.begin();
  one.contents.save('name', 'one');
  expect(other.contents.text('name')).toBeUndefined();
  one.driver.close();
  other.driver.close();
});

test('a store that was closed answers no more, though another has its database', () => {
  const closed = memoryStore();
  const text = closed.contents.text;
  closed.driver.begin();
  text('name');
  closed.driver.close();
  const next = memoryStore();
  expect(() => text('name')).toThrow(UserError);
  expect(() => closed.driver.exec('select 1')).toThrow(UserError);
  expect(() => closed.driver.prepare('pragma query_only = on')).toThrow(UserError);
  closed.driver.close();
  next.driver.begin();
  next.contents.save('name', 'next');
  expect(next.contents.text('name')).toBe('next');
  next.driver.close();
});

test.each([
  'commit',
  'commit; begin',
  'rollback',
  'pragma query_only = on',
  'pragma reverse_unordered_selects = on',
  'pragma max_page_count = 1',
  "commit; attach ':memory:' as other; create table other.sim_header (id)",
  'create temp table cj_comparison_pairs (id); commit',
  'create temp trigger late after insert on sim_header begin select raise(rollback, 1); end; commit',
])('a program that runs %s in its world changes no other', (sql) => {
  const alone = digestOf('lower5');
  const world = createWorld({ plan: planned('batch-21') });
  run(world);
  world.store.driver.exec(sql);
  world.close();
  expect([digestOf('lower5'), digestOf('lower5')]).toEqual([alone, alone]);
});

test.each([
  'commit',
  'pragma query_only = on',
  'insert or rollback into sim_header select * from sim_header',
])('nor does one that prepares %s', (sql) => {
  const alone = digestOf('lower5');
  const world = createWorld({ plan: planned('batch-21') });
  for (let k = 0; k < 30; k++) world.step();
  const statement = world.store.driver.prepare(sql);
  try {
    statement.run();
    run(world);
  } catch {
    // Whatever becomes of this world.
  }
  world.close();
  expect([digestOf('lower5'), digestOf('lower5')]).toEqual([alone, alone]);
});

test('an SQL function is that of its world alone', () => {
  const versionIn = (version: string | null) => {
    using world = createWorld({ plan: planned('lower5') });
    const { driver } = world.store;
    if (version !== null) driver.function('version', () => version);
    return driver.prepare('select version()').raw();
  };
  expect([versionIn('one'), versionIn('two')]).toEqual([[['one']], [['two']]]);
  expect(() => versionIn(null)).toThrow('no such function');
});

test('a query has the columns of its own table, whatever a world before called them', () => {
  const rowsOf = (column: string) => {
    using world = createWorld({ plan: planned('lower5') });
    const { driver } = world.store;
    const all = () => driver.prepare('select * from own').all();
    driver.exec(`create table own (${column}); insert into own values (1)`);
    const first = all();
    driver.exec('drop table own; create table own (other); insert into own values (2)');
    return [...first, ...all()];
  };
  expect(rowsOf('one')).toEqual([{ one: 1 }, { other: 2 }]);
  expect(rowsOf('two')).toEqual([{ two: 1 }, { other: 2 }]);
});
