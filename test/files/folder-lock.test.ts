/** A folder that one process at a time writes. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from '../../src/files/folder-lock.js';
import { refusal as refusedIn } from '../refusal.js';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cjsim lock '));
  file = join(folder, '.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** More than any process number. */
const NOBODY = 2 ** 30;

test('is free again when it is opened, and not before', () => {
  const open = lockFolder(folder);
  expect(readFileSync(file, 'utf8')).toBe(`${hostname()} ${process.pid}\n`);
  expect(refusedIn(tmpdir(), () => lockFolder(folder))).toMatch(/^folder_in_use \| Another sweep /);
  open();
  expect(existsSync(file)).toBe(false);
  lockFolder(folder)();
});

test.each([
  ['a process of this machine that is at work', `${hostname()} ${process.ppid}\n`, 'folder_in_use'],
  ['a process of another machine, of which nobody can know', `elsewhere ${NOBODY}\n`, 'folder_in_use'],
  ['a process of this machine that is no more', `${hostname()} ${NOBODY}\n`, 'accepted'],
  ['an earlier process with the number of this one', `${hostname()} ${process.pid}\n`, 'accepted'],
  ['nobody, as a killed process may leave it', '', 'accepted'],
])('held by %s', (_, holder, outcome) => {
  writeFileSync(file, holder);
  expect(refusedIn(tmpdir(), () => lockFolder(folder)()).split(' | ')[0]).toBe(outcome);
});
