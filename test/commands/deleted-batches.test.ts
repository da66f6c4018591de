/** Worlds from which batches were deleted: what is left can be read, and neither go on nor be repeated. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

test('a world without some of its batches says so, whatever would go on with it or repeat it', async () => {
  await typed(['run', 'seed-world', '--quiet', '--db', 'seed.db']);
  await typed(['delete', '5', '6', '--db', 'seed.db']);
  const says =
    'cjsim: Batches 5, 6 were deleted from the world in seed.db: it can neither go on nor be repeated.\n';
  const before = readFileSync('seed.db');
  for (const words of [
    ['resume', 'seed.db'],
    ['step', 'seed.db'],
    ['cancel', '9', '--db', 'seed.db'],
    ['replay', 'seed.db'],
    ['fork', 'seed.db', '--at', '2', '--db', 'other.db'],
  ]) {
    const { code, out, err } = await typed(words);
    expect({ words, code, out }).toEqual({ words, code: 2, out: '' });
    expect(err).toContain(says);
  }
  expect((await typed(['trace', '--draws', '--db', 'seed.db'])).err).toContain('5, 6 were deleted from');
  expect(readFileSync('seed.db').equals(before)).toBe(true);
  expect((await typed(['explain', '--db', 'seed.db'])).err).toBe(
    'Reading seed.db\nNote: Batches 5, 6 were deleted from this world.\n',
  );
}, 30_000);

test('a world that was kept without --db knows of its deleted batches as any other', async () => {
  await typed(['run', 'lower5', '--batches', '2', '--quiet']);
  await typed(['delete', '1', '--db', '.cjsim/last.db']);
  expect((await typed(['replay'])).err).toContain(
    'cjsim: Batch 1 was deleted from the world in .cjsim/last.db',
  );
  expect((await typed(['explain'])).err).toContain('Note: Batch 1 was deleted from this world.\n');
});

test('a batch that is not there is refused with those that are, and none is deleted', async () => {
  await typed(['run', 'lower5', '--batches', '2', '--quiet', '--db', 'two.db']);
  const before = readFileSync('two.db');
  const { code, out, err } = await typed(['delete', '1', '7', '8', '--db', 'two.db']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('There is no batch 7, 8 in two.db.\n  Its batches are 1, 2.\n');
  expect(readFileSync('two.db').equals(before)).toBe(true);
  expect((await typed(['delete', '1', '2', '--db', 'two.db'])).out).toBe('Deleted batches 1, 2\n');
  expect((await typed(['delete', '1', '--db', 'two.db'])).err).toContain('It has no batches');
});

test('of a world without any batch no check of batches says anything', async () => {
  await typed(['run', 'single-essay', '--quiet', '--db', 'none.db']);
  expect((await typed(['delete', '1', '1', '--db', 'none.db'])).out).toBe('Deleted batch 1\n');
  const { code, out } = await typed(['check', 'none.db']);
  expect(out).toContain('\n0 checks passed, 0 failed, 20 not applicable\n');
  expect(code).toBe(0);
});

test('a batch that SQL deletes half-way is named too, and one whose request has not come is not', async () => {
  await typed(['run', 'eng5', '--batches', '2', '--quiet', '--db', 'half.db', '--until', '3']);
  expect((await typed(['step', 'half.db'])).code).toBe(0);
  await typed(['sql', '--write', '--db', 'half.db', 'DELETE FROM cj_batch_uploads WHERE id > 0']);
  expect((await typed(['resume', 'half.db'])).err).toMatch(
    /^cjsim: Batch(es 1, 2 were| [12] was) deleted from the world in half\.db: /,
  );
});

test('a world at the stop of its scenario has ended, and says how to go beyond', async () => {
  const says =
    'The world has ended after step 774, at the stop of its scenario. To go on beyond it: cjsim resume stop.db --past-stop\n';
  expect((await typed(['run', 'seed-world', '--quiet', '--db', 'stop.db'])).err).toBe(says);
  expect(await typed(['step', 'stop.db'])).toMatchObject({
    code: 0,
    out: '',
    err: `Going on with stop.db\n${says}`,
  });
  expect((await typed(['step', 'stop.db', '--past-stop'])).err).toMatch(
    /^Going on with stop\.db\nStopped after step 775\. .*To go on: cjsim resume stop\.db\n$/,
  );
}, 30_000);
