/** What `cjsim cancel` tells a stored world, and what it refuses; what becomes of the batches is in test/sim. */
import { copyFileSync, readFileSync } from 'node:fs';
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

test('a fork repeats a cancellation that is still under way where it leaves its run', async () => {
  copyFileSync('half.db', 'told.db');
  await typed(['cancel', '1', '2', '--db', 'told.db']);
  const stepped = await typed(['step', 'told.db', '--steps', '1']);
  expect(stepped.err).toMatch(/Batch [12] waits for the message batch\.cancel/);
  const forked = await typed(['fork', 'told.db', '--at', '41', '--db', 'forked.db', '--quiet']);
  expect(forked.err).not.toContain('told to cancel');
  expect(forked.out).toBe((await typed(['resume', 'told.db', '--quiet'])).out);
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
