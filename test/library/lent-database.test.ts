import { expect, test } from 'vitest';
import { BugError } from '../../src/cj/errors.js';
import { createWorld } from '../../src/library/create-world.js';
import { LentDatabase } from '../../src/library/lent-database.js';
import { run } from '../../src/library/run.js';
import { planned } from '../sim/planned.js';

const NAMES = ['lower5', 'stuck', 'seed-world', 'single-essay', 'lower5', 'batch-33', 'legacy-batch-19'];

function digestOf(name: string, lent?: LentDatabase): string {
  using world = createWorld({ plan: planned(name), ...(lent ? { lent } : {}) });
  return world.seal(run(world)).digest;
}

test('worlds that use one database one after another end as in databases of their own', () => {
  const lent = new LentDatabase();
  expect(NAMES.map((name) => digestOf(name, lent))).toEqual(NAMES.map((name) => digestOf(name)));
  lent.close();
});

test('a world that breaks within a step leaves nothing behind', () => {
  const lent = new LentDatabase();
  const { driver, contents } = lent.lend();
  driver.begin();
  contents.save('left', 'over');
  driver.close();
  expect(lent.lend().contents.text('left')).toBeUndefined();
  lent.close();
});

test('a database is lent to one world at a time', () => {
  const lent = new LentDatabase();
  lent.lend();
  expect(() => lent.lend()).toThrow(BugError);
  lent.close();
});
