/** cjsim where better-sqlite3 is missing, or has a native part that was made for another Node. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'cjsim-other-node-'));
const INSTEAD =
  /^cjsim: Node [\d.]+ cannot load better-sqlite3(?:-13)?, which holds the worlds: it is not installed, or was installed for another Node\.\n {2}Install again with the Node that runs cjsim: npm ci [^\n]+\.\n$/;

beforeAll(() => {
  for (const name of ['dist', 'package.json', 'scenarios', 'profiles']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Either version, as `require` would find it. */
function installed(opening: string): void {
  for (const name of ['better-sqlite3', 'better-sqlite3-13']) {
    const place = join(folder, 'node_modules', name);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'index.js'), `module.exports = function Database() { ${opening} };`);
  }
}

function run(): { readonly status: number | null; readonly stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'dist/cli.js'), 'run', 'lower5'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stderr };
}

test('without better-sqlite3 a run says that it is not installed', () => {
  expect(run()).toEqual({ status: 2, stderr: expect.stringMatching(INSTEAD) });
});

test.each([
  [
    'another Node',
    "throw Object.assign(new Error('NODE_MODULE_VERSION 115'), { code: 'ERR_DLOPEN_FAILED' });",
  ],
  ['no Node, as it was not compiled', "throw new Error('Could not locate the bindings file. Tried: x');"],
])('a native part for %s is told in a sentence', (_for, opening) => {
  installed(opening);
  expect(run()).toEqual({ status: 2, stderr: expect.stringMatching(INSTEAD) });
});
