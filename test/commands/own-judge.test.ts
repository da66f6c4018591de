/** A judge of one's own in a scenario of another folder: what goes on with the run or repeats it finds it again. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Judge } from '../../src/judges/judge.js';
import { createWorld } from '../../src/library/create-world.js';
import { run } from '../../src/library/run.js';
import { planned } from '../sim/planned.js';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

const JUDGE =
  "export default ({ turn }) => ({ compare: ({ draw }) => ({ winner: draw('x') < turn ? 'essay_a' : 'essay_b', confidence: 3, justification: '' }) });\n";

beforeAll(async () => {
  mkdirSync('there');
  mkdirSync('elsewhere');
  writeFileSync('there/judge.mjs', JUDGE);
  writeFileSync(
    'there/own.yaml',
    'essays: { generate: { count: 6 } }\nrequest: { max_comparisons: 20 }\njudge: { module: ./judge.mjs, options: { turn: 0.4 } }\n',
  );
  // Another module of the same name where the commands are typed.
  writeFileSync(
    'judge.mjs',
    'export default { compare: () => ({ winner: "essay_a", confidence: 1, justification: "" }) };\n',
  );
  await typed(['run', 'there/own.yaml', '--db', 'own.db', '--trace', 'own.ndjson', '--quiet']);
  await typed(['run', 'there/own.yaml', '--db', 'half.db', '--until', '30', '--quiet']);
}, 180_000);

async function digest(...words: string[]): Promise<string> {
  return (await typed([...words, '--quiet'])).out;
}

test('resume, replay and fork ask the very module, wherever they are typed', async () => {
  const whole = await digest('resume', 'own.db');
  expect(await digest('fork', 'own.db', '--at', '30', '--db', 'same.db')).toBe(whole);
  for (const run of ['own.db', 'own.ndjson', 'same.db']) {
    expect((await typed(['replay', run])).out).toContain('The same, record by record');
  }
  expect(await digest('resume', 'half.db')).toBe(whole);
});

test('how the path of a module is spelled changes no digest', async () => {
  const whole = await digest('resume', 'own.db');
  process.chdir('there');
  expect(await digest('run', './own.yaml', '--no-keep')).toBe(whole);
  process.chdir('..');
});

test('a module that has changed or moved is told so, and --judge names the one to take', async () => {
  writeFileSync('there/judge.mjs', `${JUDGE}// changed\n`);
  expect(await typed(['replay', 'own.db'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('judge.mjs has changed since it judged this run') as string,
  });
  renameSync('there/judge.mjs', 'elsewhere/judge.mjs');
  expect((await typed(['replay', 'own.db'])).err).toContain('There is no judge module');
  expect((await typed(['replay', 'own.db', '--judge', 'elsewhere/judge.mjs'])).out).toContain('The same');
  const forked = await typed([
    ...['fork', 'own.db', '--at', '30', '--judge', 'elsewhere/judge.mjs', '--db', 'moved.db', '--quiet'],
  ]);
  expect(forked.out).toBe(await digest('resume', 'own.db'));
  renameSync('elsewhere/judge.mjs', 'there/judge.mjs');
  writeFileSync('there/judge.mjs', JUDGE);
});

test('a batch that such a judge judges can be cancelled', async () => {
  await typed(['run', 'there/own.yaml', '--db', 'cancelled.db', '--until', '30', '--quiet']);
  expect(await typed(['cancel', '1', '--db', 'cancelled.db'])).toMatchObject({ code: 0 });
  await typed(['resume', 'cancelled.db', '--quiet']);
  const { out } = await typed(['inspect', '--db', 'cancelled.db', '--json']);
  expect(out).toContain('CANCELLED');
});

test('the trace names the module, and hashes nothing of it', () => {
  const [header = ''] = readFileSync('own.ndjson', 'utf8').split('\n');
  const { judge_module, plan } = JSON.parse(header) as Record<string, unknown>;
  expect(judge_module).toMatchObject({ path: expect.stringMatching(/there.judge\.mjs$/) as string });
  expect(plan).toMatchObject({ judge: { kind: 'module', module: 'judge.mjs', options: { turn: 0.4 } } });
});

test('a world that another module goes on with has that noted, and one of the very module has not', async () => {
  const note = 'Note: this module is not the one that judged the run so far; no replay repeats both parts.\n';
  for (const [module, noted] of [
    ['judge.mjs', note],
    ['there/judge.mjs', ''],
  ] as const) {
    const db = `on-${noted.length}.db`;
    await typed(['run', 'there/own.yaml', '--db', db, '--until', '30', '--quiet']);
    const { err } = await typed(['resume', db, '--judge', module, '--until', '32', '--quiet']);
    expect(err.split(`Going on with ${db}\n`)[0]).toBe(noted);
  }
});

test('another module is noted, a profile refused', async () => {
  const other = await typed([
    'fork',
    'own.db',
    '--at',
    '30',
    '--judge',
    'judge.mjs',
    '--db',
    'other.db',
    '--quiet',
  ]);
  expect(other.err).toContain('Note: this module is not the one that judged the run so far');
  const profile = await typed(['fork', 'own.db', '--at', '30', '--judge', 'perfect', '--db', 'profile.db']);
  expect(profile).toMatchObject({ code: 2, err: expect.stringContaining('nor be replaced') as string });
});

test('a judge that a program gave in place of the profile is asked for again', async () => {
  const plan = planned('four-essays');
  const judge: Judge = { compare: () => ({ winner: 'essay_a', confidence: 1, justification: '' }) };
  const world = createWorld({ plan, judge, database: 'program.db' });
  world.seal(run(world));
  world.close();
  expect(await typed(['replay', 'program.db'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('judged by a judge of a program') as string,
  });
  expect((await typed(['replay', 'program.db', '--judge', 'judge.mjs'])).out).toContain('The same');
});

test.each([
  ['as it is loaded', "throw new Error('no \\u001b[31mkey\\nfor it');", 'cannot be loaded: no [31mkey.'],
  ['in a sentence', "throw new Error('There is no key.');", 'cannot be loaded: There is no key.'],
  ['as its text is read', 'throw Object.create(null);', 'cannot be loaded: an object without a text.'],
  [
    'as its judge is made',
    "export default () => { throw new Error('no \\u001b[31mkey\\nfor it'); };",
    'failed when its judge was made: no [31mkey for it.',
  ],
  ['at length', "throw new Error('x'.repeat(1000));", `cannot be loaded: ${'x'.repeat(200)}….`],
])('what a module throws %s stands on one line and steers no terminal', async (name, text, says) => {
  const file = `${name.replaceAll(' ', '-')}.mjs`;
  writeFileSync(file, text);
  const { code, out, err } = await typed(['run', 'lower5', '--judge', `./${file}`, '--no-keep']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.split('\n')[0]).toBe(`cjsim: ${file}: The judge module ${says}`);
});
