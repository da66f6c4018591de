/** Who may write to a folder, whatever stands in its lock. */
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lockFolder } from '../../src/files/folder-lock.js';

const root = mkdtempSync(join(tmpdir(), 'cjsim-lock-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder with this in its lock. */
function lockedBy(name: string, text: string): string {
  const folder = join(root, name);
  lockFolder(folder)();
  writeFileSync(join(folder, '.lock'), text);
  return folder;
}

test('the lock names this process, and is gone when it is opened', () => {
  const folder = join(root, 'new');
  const unlock = lockFolder(folder);
  expect(readFileSync(join(folder, '.lock'), 'utf8')).toBe(`${hostname()} ${process.pid}\n`);
  expect(() => lockFolder(folder)).toThrow(
    `Another sweep (process ${process.pid} on ${hostname()}) writes to ${folder}.`,
  );
  unlock();
  expect(existsSync(join(folder, '.lock'))).toBe(false);
});

test('a folder is the same by its relative path', () => {
  const folder = join(root, 'relative');
  const unlock = lockFolder(folder);
  expect(() => lockFolder(relative('.', folder))).toThrow('Another sweep');
  unlock();
});

test.each([
  ['a process of this machine', `${hostname()} 1`],
  ['one of another machine', 'elsewhere 7'],
])('%s that is at work keeps others out', (name, text) => {
  const folder = lockedBy(name, text);
  const [host, pid] = text.split(' ');
  expect(() => lockFolder(folder)).toThrow(`Another sweep (process ${pid} on ${host}) writes to ${folder}.`);
});

test.each([
  ['that was killed', 999999999],
  ['from before, with the number of this one', process.pid],
])('the lock of a process %s is taken over', (name, pid) => {
  const folder = lockedBy(name, `${hostname()} ${pid}`);
  lockFolder(folder)();
  expect(existsSync(join(folder, '.lock'))).toBe(false);
});

test('a lock that is being written, or is there and cannot be read, is left alone', () => {
  const half = lockedBy('half', '');
  const unreadable = join(root, 'unreadable');
  lockFolder(unreadable)();
  symlinkSync(join(root, 'nowhere'), join(unreadable, '.lock'));
  for (const folder of [half, unreadable])
    expect(() => lockFolder(folder)).toThrow(`Another sweep writes to ${folder}.`);
  expect(readFileSync(join(half, '.lock'), 'utf8')).toBe('');
});
