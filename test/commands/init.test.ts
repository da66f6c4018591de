/** What `init` does not write over, and names that the system refuses. */
import { existsSync, readlinkSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

test('what is there already stays as it is, if only a link to nowhere', async () => {
  symlinkSync('nowhere', 'link.yaml');
  const { code, err } = await typed(['init', 'link.yaml']);
  expect([code, err]).toEqual([2, 'cjsim: link.yaml: The file is there already.\n  Give another name.\n']);
  expect([readlinkSync('link.yaml'), existsSync('nowhere')]).toEqual(['nowhere', false]);
});

const LONG = 'a'.repeat(300);

test.each([
  ['init', [LONG], 'A name is longer than the system allows', LONG],
  ['run', ['lower5', '--no-keep', '--trace', LONG], 'A name is longer than the system allows', LONG],
  ['run', ['lower5', '--no-keep', '--trace', 'circle'], 'Symbolic links lead in a circle', 'circle'],
])('%s %j is told what the system refuses', async (command, words, says, name) => {
  if (!existsSync('circle') && name === 'circle') symlinkSync('circle', 'circle');
  expect(await typed([command, ...words])).toEqual({ code: 2, out: '', err: `cjsim: ${says}: ${name}.\n` });
});
