/** The source as a program, with workers, in a folder that knows nothing of it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'cjsim-away-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SOURCE = ['--import', import.meta.resolve('tsx'), resolve(import.meta.dirname, '../../cli.ts')];

test.each([
  ['fuzz --runs 20 --workers 2', 'No violation.'],
  [
    'advise --essays 3 --judge bt --target true-correlation=0.01 --search-runs 5 --confirm-runs 10 --workers 2',
    'Advice: a budget of',
  ],
])('%s runs from the source in another folder', { timeout: 120_000 }, (words, says) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...SOURCE, ...words.split(' ')], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).not.toContain('Cannot find');
  expect([status, stdout]).toEqual([0, expect.stringContaining(says)]);
});
