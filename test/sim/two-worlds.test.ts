/** Two processes make a world in one file at the same moment: each has found it empty. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import { run } from '../../src/library/run.js';
import { sha256 } from '../../src/library/sha256.js';
import { World } from '../../src/sim/world.js';
import { openFile } from '../../src/store/better-sqlite3-driver.js';
import { openStore } from '../../src/store/store.js';
import { planned } from './planned.js';

test('the second is refused by name, and the first goes on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cjsim-two-worlds-'));
  const where = join(folder, 'world.db');
  const [first, second] = [openFile(where), openFile(where)].map((driver) => openStore(driver, { where }));
  if (!first || !second) throw new Error('both files were opened');
  const parts = {
    plan: planned('lower5'),
    hash: sha256,
    judge: null,
    journalled: true,
    keepsTrace: true,
    checked: false,
  };
  using world = new World({ ...parts, store: first });
  expect(() => new World({ ...parts, store: second })).toThrow(
    new UserError({
      code: 'database_exists',
      message: `Another process has just made a world in ${where}`,
      fix: 'Give a new file',
      where,
    }),
  );
  second.driver.close();
  expect(world.seal(run(world)).ending).toBe('finished');
  rmSync(folder, { recursive: true });
});
