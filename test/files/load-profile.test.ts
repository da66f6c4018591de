import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadProfile } from '../../src/files/load-profile.js';
import { shippedNames } from '../../src/files/package-data.js';

test.each(shippedNames('profiles'))('the shipped profile %s has the name of its file', (name) => {
  expect(loadProfile(name, '.').name).toBe(name);
});

test('a profile of the user is read from a path that starts at the scenario', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cjsim-profile-'));
  writeFileSync(join(folder, 'mine.yaml'), 'name: mine\nchoice: { model: perfect }\n');
  expect(loadProfile('./mine.yaml', folder)).toEqual(
    expect.objectContaining({ name: 'mine', choice: { model: 'perfect' } }),
  );
  rmSync(folder, { recursive: true });
});

test('an unknown name is refused with the nearest one and the place that names it', () => {
  expect(() => loadProfile('noisi', '.', 's.yaml:3:1')).toThrowError(
    expect.objectContaining({
      code: 'unknown_profile',
      message: 'There is no judge profile noisi; did you mean noisy?',
      fix: `Use one of ${shippedNames('profiles').join(', ')}, or the path of your own (./my-profile.yaml).`,
      where: 's.yaml:3:1',
    }),
  );
});

test('a module in the place of a profile is told apart before it is read as YAML', () => {
  expect(() => loadProfile('./my-judge.mjs', '.', '--judge')).toThrowError(
    expect.objectContaining({
      code: 'profile_is_module',
      message: './my-judge.mjs is a module, and what is asked for is a judge profile (YAML).',
      where: '--judge',
    }),
  );
});
