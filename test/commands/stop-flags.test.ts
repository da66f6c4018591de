/** Stop points that are past or never come, and faults that nobody lives to see. */
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

beforeAll(() => typed(['run', 'lower5', '--quiet', '--db', 'half.db', '--until', '30']));

test.each([
  [['resume', 'half.db', '--until', '10'], '--until 10'],
  [['resume', 'half.db', '--until', '1ms'], '--until 1ms'],
  [['step', 'half.db', '--until', '29'], '--until 29'],
])('%j is past, and refused', async (words, where) => {
  const before = readFileSync('half.db');
  const { code, out, err } = await typed(words);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/The world is past that: it stands at step 30, [\d.]+ s after its start\.\n {2}Give a/);
  expect(err.startsWith(`cjsim: ${where}: `)).toBe(true);
  expect(readFileSync('half.db').equals(before)).toBe(true);
});

test('a fork is not told to stop before it begins, and nothing is written', async () => {
  const fork = ['fork', 'half.db', '--at', '20', '--db', 'fork.db'];
  expect(await typed([...fork, '--until', '10'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('--until 10: The world is past that: it stands at step 20, '),
  });
  for (const fault of ['drop-callback@1ms..2ms', 'flush-idempotency-keys@1ms', 'drop-callback,at_step=20']) {
    const { code, err } = await typed([...fork, '--fault', fault]);
    expect([code, err]).toEqual([2, expect.stringContaining('lies before step 20, where the fork begins.')]);
  }
  expect(existsSync('fork.db')).toBe(false);
});

test('where a world stands it may be told to stop', async () => {
  expect(await typed(['resume', 'half.db', '--until', '30', '--quiet'])).toMatchObject({
    code: 0,
    err: expect.stringContaining('Stopped after step 30.'),
  });
});

test.each([
  [['--until', 'consumer/1=idle'], 'consumer/1 never came to idle from another state'],
  [['--until', 'failing'], 'no actor came to failing from another state'],
  [['--until', '65'], 'the world ended before'],
  [['--until', '10m'], 'the world ended before'],
  [['--break', 'decision=FINALIZE_FAILURE'], 'no such record was written'],
])('a run that never comes to %j says so', async (words, why) => {
  const { code, err } = await typed(['run', 'lower5', '--quiet', '--no-keep', ...words]);
  expect([code, err]).toEqual([0, `Note: ${words.join(' ')} never came: ${why}.\n`]);
});

test('a run that ends just where it was to stop says nothing of it', async () => {
  const { err } = await typed(['run', 'lower5', '--quiet', '--no-keep', '--until', '64']);
  expect(err).toBe('');
});

test('a fault after the horizon is noted', async () => {
  const words = ['lower5', '--quiet', '--no-keep', '--restart', 'batch/1@300h'];
  expect((await typed(['run', ...words])).err).toBe(
    'Note: restart of batch/1 at 300 h 00 min 00 s lies after the horizon (168 h 00 min 00 s), at which the world ends: it never strikes.\n',
  );
});

test('essays and grades of a judge’s distortion that nobody has are noted, by run and by fork', async () => {
  const distorted = (words: string) => ['--set', `judge.parameters.choice.distortion=${words}`];
  const run = async (...words: string[]) => (await typed(['run', 'eng5', '--quiet', ...words])).err;
  const two =
    '{ essays: { studnet-01: 1, "other\\n": -1, student-02: 1, ANCHOR_1_420b6efe: 1 }, grades: { Q: 1, A: 1 } }';
  const notes = [
    'Note: distortion.essays of the judge names other, studnet-01, which are no essay of this world: they distort nothing.\n',
    'Note: distortion.grades of the judge names Q, which is the grade of no anchor of its assignment: it distorts nothing.\n',
  ].join('');
  expect(await run('--db', 'distorted.db', ...distorted(two))).toBe(notes);
  expect((await typed(['fork', 'distorted.db', '--at', '9', '--quiet'])).err).toContain(`\n${notes}`);
  const known = distorted('{ essays: { student-02: 1 }, grades: { A: 1 } }');
  expect(await run('--no-keep', ...known)).toBe('');
  const six = `{ essays: { ${[1, 2, 3, 4, 5, 6].map((id) => `x${id}: 1`).join(', ')} } }`;
  expect(await run('--no-keep', ...distorted(six))).toContain(
    'names x1, x2, x3, x4, x5 and 1 more, which are',
  );
});

test('step writes the trace from the first step on', async () => {
  await typed(['run', 'four-essays', '--quiet', '--db', 'stepped.db', '--until', '5']);
  const { code, out } = await typed(['step', 'stepped.db', '--steps', '2', '--trace', 'stepped.ndjson']);
  expect([code, out.split('\n').length]).toEqual([0, 3]);
  const quiet = await typed(['step', 'stepped.db', '--quiet']);
  expect(quiet.out).toMatch(/^[0-9a-f]{64}\n$/);
  const numbers = readFileSync('stepped.ndjson', 'utf8').match(/(?<=^\{"n":)\d+/gm);
  expect(numbers).toEqual(['1', '2', '3', '4', '5', '6', '7']);
});
