/** Folders of vectors that somebody else made: what is wrong is named, and what is right is run. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readVectors } from '../../conformance/read-vectors.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cjsim-vectors-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

test.each([
  ['{"family": ', /JSON/],
  [[], /expected object/],
  [{ family: 'orientation', cases: {} }, /^cases: /],
  [{ family: 'orientation', cases: [] }, 'cases: must hold a case'],
  [{ cases: [{}] }, /^family: /],
  [{ family: 'orientation', tolerance: { score: -1 }, cases: [{}] }, /^tolerance\.score: /],
])('%j is no file of vectors', (value, problem) => {
  expect(readVectors(written('a.json', value))).toEqual(expect.stringMatching(problem));
});

test('a case that is none is named, and the others stay', () => {
  const expected = { branches: [] };
  const good = { name: 'good', input: {}, expected };
  const bad = [
    { name: 'no input', expected },
    { name: 'both', input: {}, expected, error: 'x' },
    7,
    { name: 'null', input: {}, expected: null },
    { name: 'nothing named', input: {}, expected: {} },
    { name: 'no error', input: {}, error: null },
  ];
  const read = readVectors(written('a.json', { family: 'orientation', cases: [good, ...bad] }));
  if (typeof read === 'string') throw new Error(read);
  expect(read.file.cases.map(({ name }) => name)).toEqual(['good']);
  expect(read.broken.map(({ name }) => name)).toEqual([
    'no input',
    'both',
    'case 4',
    'null',
    'nothing named',
    'no error',
  ]);
});

test('one bad file does not keep the others from being run', () => {
  written('a.json', 'not JSON');
  written('b.json', { family: 'no-such-family', cases: [{ name: 'x', input: {}, expected: {} }] });
  written('c.json', { family: 'orientation', cases: [{ name: 'no input', expected: {} }] });
  const unreadable = { name: 'twice', input: {}, expected: { steps: [] } };
  for (const name of ['d.json', 'e.json']) written(name, { family: 'trajectory', cases: [unreadable] });
  const root = resolve(import.meta.dirname, '../..');
  const run = (...folders: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'conformance/main.ts', ...folders], {
      cwd: root,
      encoding: 'utf8',
    });
  const { status, stdout, stderr } = run(folder);
  expect(status).toBe(2);
  expect(stderr).toMatch(/a\.json is no file of vectors: /);
  expect(stdout).toContain('no-such-family unknown family');
  expect(stdout).toContain('orientation 0/1\n  no input\n    no case of this format: input: ');
  expect(stdout).toContain('trajectory 0/2\n  twice\n    the rules cannot read this case: ');
  expect(stderr).toMatch(/trajectory: each name should be one case's: twice\n/);
  expect(run(folder, folder)).toMatchObject({ status: 2, stdout: '' });
}, 180_000);
