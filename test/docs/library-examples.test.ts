/** The programs of the how-to pages run as they stand, and print what stands below them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'cjsim-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pages = ['lab-library', 'write-a-judge', 'worlds-in-a-program'].map((name) =>
  readFileSync(join(ROOT, `docs/how-to/${name}.md`), 'utf8'),
);
const EXAMPLE = /<!-- example (\S+) -->\s+```js\n([\s\S]*?)```\s+```text\n([\s\S]*?)```/g;
const examples = [...pages.join('\n').matchAll(EXAMPLE)].map(
  ([, name = '', code = '', printed = '']) => [name, code, printed] as const,
);

test('every call of the lab has its example, a judge in a program, a step, what is done with stored worlds, and a test', () => {
  const calls = ['sweep', 'advise', 'fit', 'backtest', 'study', 'judge', 'step', 'resume', 'fork', 'check'];
  expect(examples.map(([name]) => name)).toEqual(calls);
});

test.each(examples)('the example of %s prints what the page says', (name, code, printed) => {
  const path = join(folder, `${name}.mjs`);
  const library = pathToFileURL(join(ROOT, 'src/index.ts')).href;
  writeFileSync(path, code.replace("'cjsim'", JSON.stringify(library)));
  const loader = pathToFileURL(join(ROOT, 'node_modules/tsx/dist/loader.mjs')).href;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', loader, path], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: printed, stderr: '' });
});
