/** The same scenario and seed give the same bytes: in another process, place and language, in memory and file, at every log level. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { shippedNames } from '../../src/files/package-data.js';
import { createWorld } from '../../src/library/create-world.js';
import { run } from '../../src/library/run.js';
import { LOG_LEVELS } from '../../src/report/log-lines.js';
import { bundled } from './bundled.js';
import { type DigestOptions, digestOf, linesAt, pinnedDigests } from './digests.js';
import { planned } from './planned.js';

const folder = mkdtempSync(join(tmpdir(), 'cjsim-digests-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAMES = shippedNames('scenarios');
/** null: the scenario's own. */
const SEEDS = [null, '2', 'a third', 'ett fjärde', '5', '六'];
const WANTED = NAMES.flatMap((name) => SEEDS.map((seed) => [name, seed] as const));

test('every shipped scenario has its pinned digest (scripts/pin-digests.ts changes them, with a line in CHANGELOG)', () => {
  expect(Object.fromEntries(NAMES.map((name) => [name, digestOf(name, null)]))).toEqual(pinnedDigests());
});

/** What the surroundings may be; read by nothing that reaches a result. */
const ELSEWHERE = {
  TZ: 'Pacific/Kiritimati',
  LANG: 'tr_TR.UTF-8',
  LC_ALL: 'tr_TR.UTF-8',
  LOG_LEVEL: 'trace',
  DEBUG: '*',
  NODE_ENV: 'production',
};

test('a run is the same elsewhere: another process, folder, time zone and language, in memory and unchecked', async () => {
  const program = await bundled('test/sim/print-digests.ts', 'print-digests');
  const elsewhere = JSON.parse(
    execFileSync(process.execPath, [program, JSON.stringify(WANTED)], {
      cwd: folder,
      env: { ...process.env, ...ELSEWHERE },
      encoding: 'utf8',
    }),
  ) as readonly string[];
  const here = WANTED.map(([name, seed], index) => digestOf(name, seed, surroundings(index)));
  expect(here).toEqual(elsewhere);
}, 300_000);

test('file and memory, checked and not, meet every log level', () => {
  const met = new Set(
    WANTED.map((_, index) => {
      const { check, database, logLevel } = surroundings(index);
      return `${check} ${database !== undefined} ${logLevel}`;
    }),
  );
  expect(met.size).toBe(2 * 2 * LOG_LEVELS.length);
});

function surroundings(index: number): DigestOptions {
  return {
    check: index % 2 === 0,
    ...(index % 4 < 2 ? { database: join(folder, `${index}.db`) } : {}),
    keepTrace: index % 3 !== 0,
    recordDraws: index % 5 === 0,
    logLevel: LOG_LEVELS[Math.floor(index / 4) % LOG_LEVELS.length] ?? 'info',
  };
}

test.each(['rough-night', 'seed-world'])(
  '%s has one digest at every log level, read in the middle of the run and at its end',
  (name) => {
    const digests = LOG_LEVELS.map((logLevel) =>
      digestOf(name, null, { database: join(folder, `${name}-${logLevel}.db`), logLevel }),
    );
    expect(new Set(digests)).toEqual(new Set([pinnedDigests()[name]]));
  },
);

test('levels differ in what they print', () => {
  const printed = LOG_LEVELS.map((level) => {
    using world = createWorld({ plan: planned('rough-night') });
    world.seal(run(world));
    return linesAt(world, level).length;
  });
  expect(printed).toEqual(printed.toSorted((a, b) => b - a));
  expect(printed[0]).toBeGreaterThan(printed.at(-1) ?? 0);
});
