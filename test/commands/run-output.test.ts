/** What `cjsim run` says to a person, beyond the summary itself. */
import { expect, test } from 'vitest';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

test('what to do next fits 80 columns with the name of the database, too', async () => {
  const { out } = await typed(['run', 'lower5', '--db', 'a.db']);
  expect(out).toMatch(/\n {2}cjsim check --db a\.db\n {6}success criteria and invariants\n$/);
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
});
