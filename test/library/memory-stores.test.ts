import { expect, test } from 'vitest';
import { createWorld } from '../../src/library/create-world.js';
import { MemoryStores } from '../../src/library/memory-stores.js';
import { run } from '../../src/library/run.js';
import { planned } from '../sim/planned.js';

const NAMES = ['lower5', 'stuck', 'seed-world', 'single-essay', 'lower5', 'batch-33', 'legacy-batch-19'];

function digestOf(name: string, stores?: MemoryStores): string {
  using world = createWorld({ plan: planned(name, []), ...(stores ? { stores } : {}) });
  return world.seal(run(world)).digest;
}

test('worlds that use one store one after another end as in stores of their own', () => {
  const stores = new MemoryStores();
  expect(NAMES.map((name) => digestOf(name, stores))).toEqual(NAMES.map((name) => digestOf(name)));
  stores.close();
});

test('a world that breaks in a step gives its store back usable', () => {
  const stores = new MemoryStores();
  const store = stores.take();
  store.driver.begin();
  store.contents.save('left', 'over');
  store.driver.close();
  const again = stores.take();
  expect(again).toBe(store);
  expect(again.contents.text('left')).toBeUndefined();
  again.driver.close();
  stores.close();
});

test('worlds that run side by side have stores of their own', () => {
  const stores = new MemoryStores();
  expect(stores.take()).not.toBe(stores.take());
});
