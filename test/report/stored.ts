/** A shipped scenario run to its end and read back from its store. Not a test itself. */
import type { PolicyName } from '../../src/cj/policy.js';
import { readStoredWorld, type StoredBatch, type StoredWorld } from '../../src/report/stored-world.js';
import { ran } from '../checklist/ran.js';

export function storedRun(
  name: string,
  options: { readonly policy?: PolicyName; readonly set?: readonly string[] } = {},
): StoredWorld {
  const { world, ending } = ran(name, options);
  world.seal(ending);
  return readStoredWorld(world.store);
}

/** Its only batch. */
export function onlyBatch(world: StoredWorld): StoredBatch {
  const [batch] = world.batches;
  if (batch === undefined) throw new Error('the world has no batch');
  return batch;
}

/** Change a stored row, as a broken program would, and read the world again. */
export function spoiled(world: StoredWorld, sql: string): StoredWorld {
  world.store.driver.exec(sql);
  return readStoredWorld(world.store);
}
