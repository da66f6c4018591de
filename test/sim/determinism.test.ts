/** The same scenario and seed give the same bytes: in another process, place and language, in memory and file. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shippedNames } from '../../src/files/package-data.js';
import { bundled } from './bundled.js';
import { digestOf, pinnedDigests } from './digests.js';

const NAMES = shippedNames('scenarios');
/** null: the scenario's own. */
const SEEDS = [null, '2', 'a third', 'ett fjärde'];
const WANTED = NAMES.flatMap((name) => SEEDS.map((seed) => [name, seed] as const));

test('every shipped scenario has its pinned digest (scripts/pin-digests.ts changes them, with a line in CHANGELOG)', () => {
  expect(Object.fromEntries(NAMES.map((name) => [name, digestOf(name, null)]))).toEqual(pinnedDigests());
});

test('a run is the same elsewhere: another process, time zone, language, checking, and a file', async () => {
  const program = await bundled('test/sim/print-digests.ts', 'print-digests');
  const elsewhere = JSON.parse(
    execFileSync(process.execPath, [program, JSON.stringify(WANTED)], {
      env: { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
      encoding: 'utf8',
    }),
  ) as readonly string[];
  const folder = mkdtempSync(join(tmpdir(), 'cjsim-digests-'));
  try {
    const here = WANTED.map(([name, seed], index) =>
      digestOf(name, seed, {
        check: index % 2 === 0,
        ...(index % 4 < 2 ? { database: join(folder, `${index}.db`) } : {}),
      }),
    );
    expect(here).toEqual(elsewhere);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
