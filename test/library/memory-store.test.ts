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
  text('name');
  closed.driver.close();
  const next = memoryStore();
  expect(() => text('name')).toThrow(UserError);
  expect(() => closed.driver.exec('select 1')).toThrow(UserError);
  closed.driver.close();
  next.driver.begin();
  next.contents.save('name', 'next');
  expect(next.contents.text('name')).toBe('next');
  next.driver.close();
});
