/** The README's lists of what is shipped are whole. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { POLICY_NAMES } from '../../src/cj/policy.js';
import { shippedNames } from '../../src/files/package-data.js';

const readme = readFileSync('README.md', 'utf8');

test.each([
  ['scenarios', shippedNames('scenarios')],
  ['judges', shippedNames('profiles')],
  ['policies', POLICY_NAMES],
])('all %s', (row, names) => {
  const line = readme.split('\n').find((text) => text.startsWith(`| ${row}`)) ?? '';
  expect(names.filter((name) => !line.includes(`\`${name}\``))).toEqual([]);
});
