/** Copies of database and WAL taken in mid-run, the WAL cut at arbitrary bytes: nothing but time is lost. */
import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createWorld } from '../../../src/library/create-world.js';
import { resumeWorld } from '../../../src/library/resume-world.js';
import { run } from '../../../src/library/run.js';
import { createDraw } from '../../../src/sim/randomness.js';
import { planned } from '../planned.js';
import { undisturbed } from './kill-chain.js';

const folder = mkdtempSync(join(tmpdir(), 'cjsim-wal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COPIES = 25;

test.each([
  ['lower5', ['duplicate-callback:0.3', 'drop-callback#6']],
  ['rough-night', []],
  ['cancelled', ['provider-503:0.3']],
] as const)('%s goes on from a WAL that is cut anywhere', (name, faults) => {
  const plan = planned(name, faults);
  const { digest, steps } = undisturbed(plan);
  const draw = createDraw(name);
  const database = join(folder, `${name}.db`);
  using world = createWorld({ plan, database });
  const digests: string[] = [];
  for (let k = 0; k < COPIES; k++) {
    while (world.steps < Math.floor((steps * (k + 1)) / COPIES)) world.step();
    const copy = join(folder, `${name}-${k}.db`);
    copyFileSync(database, copy);
    copyFileSync(`${database}-wal`, `${copy}-wal`);
    truncateSync(`${copy}-wal`, Math.floor(draw('cut', k, 1) * (1 + statSync(`${copy}-wal`).size)));
    using resumed = resumeWorld({ database: copy });
    run(resumed);
    digests.push(resumed.digest());
  }
  expect([...new Set(digests)]).toEqual([digest]);
});
