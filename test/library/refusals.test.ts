/** Worlds that cannot be made, gone on with or run so: what is wrong, where, and what would be right. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createWorld, type Judge, resumeWorld, run } from '../../src/index.js';
import { programVersion } from '../../src/library/program-version.js';
import { openFile } from '../../src/store/better-sqlite3-driver.js';
import { openStore } from '../../src/store/store.js';
import { refusal as refusedIn } from '../refusal.js';
import { planned } from '../sim/planned.js';

const folder = mkdtempSync(join(tmpdir(), 'cjsim refused '));
afterAll(() => rmSync(folder, { recursive: true }));
const database = join(folder, 'world.db');
/** Of this process, on Linux. */
const OPEN_FILES = '/proc/self/fd';

const refusal = (act: () => unknown): string => refusedIn(folder, act);

const judge: Judge = { compare: () => ({ winner: 'essay_a', confidence: 3, justification: '' }) };
const promising = { compare: async () => judge.compare({} as never) } as unknown as Judge;
const module = { kind: 'module', module: 'own.mjs', options: {} } as const;

test('a judge that is named, and not given', () => {
  expect(refusal(() => createWorld({ plan: { ...planned('lower5'), judge: module } }))).toBe(
    'judge_needed | The plan names the judge module own.mjs, and createWorld loads none | judge | Import the module, and give its judge: createWorld({ plan, judge })',
  );
  expect(refusal(() => createWorld({ plan: planned('lower5'), judge: {} as Judge }))).toMatch(
    /^bad_judge \| The judge has no function compare \|/,
  );
  using world = createWorld({ plan: planned('lower5'), judge: promising });
  expect(refusal(() => run(world))).toBe(
    'asynchronous_judge | The judge answers with a promise, and run() does not wait | – | Use runAsync(world)',
  );
});

test('a world in a file that another judge or another version made', () => {
  const made = createWorld({ plan: planned('lower5'), database, judge });
  made.step();
  made.close();
  const resume = (options = {}) => refusal(() => resumeWorld({ database, ...options }).close());
  const fix = 'Give that judge again (--judge)';
  expect(resume()).toBe(
    `judge_needed | The comparisons of this world were judged by a judge of a program | world.db | ${fix}`,
  );
  expect(resume({ judge })).toBe('accepted');
  const change = (sql: string) => {
    const world = resumeWorld({ database, judge, forceVersion: true });
    world.store.driver.exec(sql);
    world.close();
  };
  change("update sim_header set program_version = '0.0.9'");
  const other = (by: string) =>
    `other_version | The world in world.db was made by cjsim ${by}, and this is ${programVersion()}: its digest may differ from an undisturbed run | world.db | Resume with that version, or with --force-version`;
  expect([resume({ judge }), resume({ judge, forceVersion: true })]).toEqual([other('0.0.9'), 'accepted']);
  change("update sim_header set program_version = ''");
  expect(resume({ judge })).toBe(other('of an unknown version'));
});

test.skipIf(!existsSync(OPEN_FILES))('a file that is damaged is let go of', () => {
  const damaged = join(folder, 'damaged.db');
  createWorld({ plan: planned('lower5'), database: damaged }).close();
  const bytes = readFileSync(damaged);
  writeFileSync(damaged, bytes.fill(0xa5, 100, 4096));
  expect(() => createWorld({ plan: planned('lower5'), database: damaged })).toThrow(/malformed/);
  const names = readdirSync(OPEN_FILES).map((file) => {
    const path = join(OPEN_FILES, file);
    return existsSync(path) ? readlinkSync(path) : '';
  });
  expect(names).not.toContain(damaged);
});

test('a file in which no run has begun', () => {
  const empty = join(folder, 'empty.db');
  openStore(openFile(empty)).driver.close();
  expect(refusal(() => resumeWorld({ database: empty }))).toBe(
    'no_run | The database empty.db holds no run | empty.db | Give the file of a run with --db',
  );
});
