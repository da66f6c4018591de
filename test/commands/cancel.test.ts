/** What `cjsim cancel` tells a stored world, and what it refuses; what becomes of the batches is in test/sim. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

beforeAll(async () => {
  const two = ['run', 'four-essays', '--batches', '2', '--quiet'];
  await typed([...two, '--db', 'half.db', '--until', '40']);
  await typed([...two, '--db', 'whole.db']);
}, 180_000);

test.each([
  [
    'a batch that the world does not have',
    ['1', '9', '--db', 'half.db'],
    'There is no batch 9 in half.db.\n',
  ],
  [
    'a batch of a world that has ended',
    ['1', '--db', 'whole.db'],
    'The world in whole.db has ended: there is nothing to cancel.\n  Stop a run half-way',
  ],
])('%s is refused, and the file stays as it is', async (_, words, says) => {
  const file = words.at(-1) ?? '';
  const before = readFileSync(file);
  const { code, out, err } = await typed(['cancel', ...words]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(`cjsim: ${says}`);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('several batches are told at once, and how to go on', async () => {
  expect(await typed(['cancel', '1', '2', '--db', 'half.db'])).toEqual({
    code: 0,
    out: '',
    err: 'Told: batch 1, batch 2. To go on: cjsim resume half.db\n',
  });
  await typed(['resume', 'half.db', '--quiet']);
  const { out } = await typed(['sql', 'SELECT state FROM cj_batch_states', '--csv', '--db', 'half.db']);
  expect(out).toBe('state\nCANCELLED\nCANCELLED\n');
});
