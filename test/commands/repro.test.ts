import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Found } from '../../src/search/found.js';
import { keepCase } from '../../src/search/keep-case.js';
import { randomScenario } from '../../src/search/random-scenario.js';
import { runCase } from '../../src/search/run-case.js';
import { shell } from '../cli/running.js';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

test('what --shrink prints fails by itself, with the defect that its case had', async () => {
  const options = { policy: 'current', defects: ['metadata-clobber'] } as const;
  const { found } = runCase(1, randomScenario(1), options);
  if (found === null) throw new Error('the defect is caught in case 1');
  keepCase({ parent: 'my cases', number: 1, found, command: 'cjsim fuzz' }, options);
  const file = 'my cases/case-1/scenario.yaml';
  expect(readFileSync('my cases/case-1/command.txt', 'utf8')).toContain(`cjsim repro '${file}'\n`);
  const shrunk = await typed(['repro', file, '--shrink']);
  expect(parse(shrunk.out)).toMatchObject({ defects: ['metadata-clobber'] });
  const [before, after] = [readFileSync(file, 'utf8'), shrunk.out].map(
    (text) => JSON.stringify(parse(text)).length,
  );
  expect([shrunk.code, shrunk.err]).toEqual([
    1,
    expect.stringMatching(
      `^${before} characters of JSON before, ${after} after, \\d+ tries; nothing more can be left out\n$`,
    ),
  ]);
  writeFileSync('small.yaml', shrunk.out);
  const again = await typed(['repro', 'small.yaml']);
  expect([again.code, again.out]).toEqual([1, expect.stringContaining('still fails: request-kept')]);
  const { out } = await typed(['repro', 'small.yaml', '--json']);
  expect(JSON.parse(out)).toMatchObject({ schema_version: 2, outcome: 'violated' });
  const shrunkAgain = await typed(['repro', 'small.yaml', '--shrink', '--json']);
  expect(JSON.parse(shrunkAgain.out)).toMatchObject({ schema_version: 2, is_minimal: true });
});

test('the trace of a kept case is run again, and forked, as that of any run', async () => {
  const options = { policy: 'current', defects: ['metadata-clobber'] } as const;
  const { found } = runCase(1, randomScenario(1), options);
  if (found === null) throw new Error('the defect is caught in case 1');
  const folder = keepCase({ parent: 'traced', number: 1, found, command: 'cjsim fuzz' }, options);
  const trace = `${folder}/trace.ndjson`;
  expect(await typed(['replay', folder])).toMatchObject({
    code: 0,
    out: expect.stringContaining('The same, record by record'),
  });
  const forked = await typed(['fork', trace, '--at', '5', '--db', 'forked.db', '--quiet']);
  expect(forked.out).toMatch(/^[0-9a-f]{64}\n$/);
});

test.each([
  ['a key that is wrong', 'essays: 5\n', 'wrong.yaml:1:1: essays must be a group of keys, not 5.'],
  ['text that is no YAML', ': : :\n', 'wrong.yaml:1:3: This is not valid YAML: '],
  [
    'a budget that the service refuses',
    'essays: { generate: { count: 4 } }\nrequest: { max_comparisons: -1 }\n',
    'request.max_comparisons: ',
  ],
])('%s is refused: nothing ran, so nothing holds', async (_, text, says) => {
  writeFileSync('wrong.yaml', text);
  expect(await typed(['repro', 'wrong.yaml'])).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining(says),
  });
});

test('a scenario with any profile of a judge can be held to the oracles', async () => {
  writeFileSync('own.yaml', 'essays: { generate: { count: 4 } }\njudge: { profile: llm-2026 }\n');
  expect(await typed(['repro', 'own.yaml'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('holds: no promise is broken'),
  });
});

test('a case that holds has nothing to shrink', async () => {
  writeFileSync('own.yaml', 'essays: { generate: { count: 4 } }\n');
  const shrunk = await typed(['repro', 'own.yaml', '--shrink']);
  expect(shrunk).toMatchObject({ code: 2, out: '', err: expect.stringContaining('own.yaml does not fail') });
});

test("a judge of one's own is refused by its place in the file", async () => {
  writeFileSync('own.yaml', 'essays: { generate: { count: 4 } }\njudge: { module: ./judge.js }\n');
  const held = await typed(['repro', 'own.yaml']);
  expect(held).toMatchObject({ code: 2, out: '', err: expect.stringContaining('own.yaml:2:10: ') });
});

test('the folder of a kept case stands for its scenario, and a case of another defect does not take its place', async () => {
  const kept = ['metadata-clobber', 'late-callback-revives'].map((defect) => {
    const options = { policy: 'current', defects: [defect] } as const;
    const { found } = runCase(1, randomScenario(1), options);
    if (found === null) throw new Error('both defects are caught in case 1');
    return keepCase({ parent: 'kept', number: 1, found, command: 'cjsim fuzz' }, options);
  });
  expect(kept).toEqual(['kept/case-1', 'kept/case-1-2']);
  const again = await typed(['repro', 'kept/case-1']);
  expect([again.code, again.out]).toEqual([1, expect.stringContaining('still fails: request-kept')]);
});

test('a folder that is none of a kept case names the cases in it, five at most', async () => {
  const refused = async (folder: string) => (await typed(['repro', folder])).err;
  mkdirSync('none/empty', { recursive: true });
  expect(await refused('none')).toContain(
    'The folder none is none of a kept case: it has no scenario.yaml.\n  Give a folder that cjsim fuzz kept a case in, such as .cjsim/failing/case-17.\n',
  );
  for (const number of [1, 2, 3, 4, 5, 6]) {
    mkdirSync(`several/case-${number}`, { recursive: true });
    writeFileSync(`several/case-${number}/scenario.yaml`, '{}');
  }
  const all = 'several/case-1, several/case-2, several/case-3, several/case-4, several/case-5';
  expect((await refused('several')).replace(/\n */g, ' ')).toContain(
    `Give one of the cases in it: ${all}, …`,
  );
  rmSync('several/case-6', { recursive: true });
  expect((await refused('several')).replace(/\n */g, ' ')).toContain(`Give one of the cases in it: ${all}. `);
});

test.each([
  [['--time', 'abc'], '--time must be a duration above 0 such as 60s or 2h, not abc.'],
  [['--time', '0s'], '--time must be a duration above 0'],
  [['--defect', 'lost-updte'], 'There is no defect lost-updte; did you mean lost-update?'],
  [['--keep', 'own.txt'], 'own.txt is no folder.'],
  [['--mutants', '--policy', 'current'], '--policy does not go with --mutants'],
  [['--mutants', '--seed', '1'], '--seed does not go with --mutants'],
  [['--mutants', '--time', '1s'], '--time does not go with --mutants'],
  [['--mutants', '--keep', 'kept'], '--keep does not go with --mutants'],
  [['--mutants', '--double-check', '0'], '--double-check does not go with --mutants'],
  [['--mutants', '--all'], '--all does not go with --mutants'],
  [['--seeds', '3'], '--seeds belongs to --mutants'],
  [['--seed', '9007199254740993'], '--seed must be at most 9007199254740991'],
])('fuzz %j is refused before anything is searched', async (words, says) => {
  writeFileSync('own.txt', 'mine');
  const refused = await typed(['fuzz', ...words]);
  expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringContaining(says) });
});

test('the table of fuzz --mutants fits the terminal, and its JSON and that of a search say their version', () => {
  const ran = (words: string) =>
    shell(`cjsim fuzz --workers 1 ${words}`, { folder: process.cwd(), env: { COLUMNS: '60' } }).out;
  const defects = '--defect overwrite-totals --defect lost-update';
  const lines = ran(`--mutants --seeds 2 --runs 40 ${defects}`).trimEnd().split('\n');
  expect(lines.slice(-2).map((line) => line.split(' ', 1)[0])).toEqual(['overwrite-totals', 'lost-update']);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(JSON.parse(ran('--mutants --seeds 1 --runs 40 --json --defect overwrite-totals'))).toEqual({
    schema_version: 1,
    defects: [expect.objectContaining({ defect: 'overwrite-totals', missed: 0 })],
  });
  expect(JSON.parse(ran('--runs 2 --json --keep none'))).toMatchObject({ schema_version: 1, runs: 2 });
}, 180_000);

test('--mutants fails where a search of --runs cases catches nothing, and says of how many searches', () => {
  const words = '--workers 1 --seeds 2 --runs 1 --defect lost-update --defect nc2-denominator';
  expect(shell(`cjsim fuzz --mutants ${words}`, { folder: process.cwd() })).toEqual({
    code: 1,
    out: expect.stringMatching(/\nlost-update +– +– +2\nnc2-denominator +1 +1 +0 /),
    err: 'lost-update: median –, maximum –, missed 2\nnc2-denominator: median 1, maximum 1, missed 0\n',
  });
});

test('a search says which rules it was of, and with which defects', async () => {
  const firstLine = async (...words: readonly string[]) =>
    (await typed(['fuzz', '--runs', '1', '--workers', '1', '--keep', 'of', ...words])).out.split('\n', 1)[0];
  expect(await firstLine()).toMatch(/ of current(?! with)/);
  const defects = ['--defect', 'lost-update', '--defect', 'late-callback-revives'];
  expect(await firstLine(...defects)).toContain(' of current with lost-update and late-callback-revives');
}, 60_000);

test('a broken promise is seen again by the words that were typed', async () => {
  const words = [
    'run',
    'eng5',
    '--set',
    'MAX_PAIRWISE_COMPARISONS=20',
    '--defect',
    'overwrite-totals',
    '--check',
  ];
  const { code, err } = await typed([...words, '--no-keep']);
  expect([code, err]).toEqual([
    1,
    expect.stringContaining(`reproduce: cjsim ${words.join(' ')} --no-keep\n`),
  ]);
});

test('a run with a database is seen again in another, since that one holds the world already', async () => {
  const words = ['run', 'eng5', '--defect', 'overwrite-totals', '--check'];
  const [, again = ''] = /reproduce: cjsim (.*)\n/.exec((await typed([...words, '--db', 'x.db'])).err) ?? [];
  expect(again).toBe('run eng5 --defect overwrite-totals --check --db x-again.db');
  expect((await typed(again.split(' '))).err).toContain('Invariant counters-equal-rows is broken at step 68');
});

test('the smallest case of a defect goes by its name, anywhere', async () => {
  expect(await typed(['repro', 'lost-update'])).toMatchObject({
    code: 1,
    out: expect.stringContaining('still fails: counters-equal-rows'),
  });
  expect((await typed(['repro', 'lost-updte'])).err).toContain('did you mean lost-update?');
  for (const name of ['repro', 'blame'])
    expect((await typed([name, 'lowr5'])).err).toContain('There is no scenario lowr5; did you mean lower5?');
  const { code, err } = await typed(['repro', 'nowhere']);
  expect([code, err]).toEqual([2, expect.stringContaining('There is no defect and no scenario nowhere.')]);
  expect(err).toContain('cjsim defects lists the defects.');
});

test('a defect names the policies that had it, the one that mended it, and its smallest case', async () => {
  const { out } = await typed(['defects', 'show', 'nc2-denominator']);
  expect(out).toContain('Policies   service-2025-11-27 had it; fixed in service-2026-02\n');
  expect(out).toContain('Smallest   cjsim repro nc2-denominator\n');
  const all = JSON.parse((await typed(['defects', '--json'])).out) as readonly {
    readonly name: string;
    readonly command: string;
  }[];
  const shown = (name: string) => all.find((defect) => defect.name === name);
  expect(shown('row-loading-count')).toMatchObject({
    policies: ['service-2025-11-16'],
    fixed_in: 'service-2025-11-27',
  });
  expect(shown('isolated-se-zero')).toMatchObject({ fixed_in: 'current' });
  expect(shown('se-reference-last-item')).toMatchObject({
    policies: ['service-2025-11-27', 'service-2025-11-16'],
    fixed_in: 'service-2026-02',
  });
  expect(shown('lost-update')).toMatchObject({ policies: [], fixed_in: null });
  expect(shown('lost-update')?.command).toMatch(/^cjsim fuzz --defect lost-update --seed \d+ --runs 1$/);
  // Chance is fair or not over many cases.
  expect(shown('id-order-orientation')?.command).toMatch(/ --seed 1 --runs [1-9]\d$/);
});

test('a case that its world alone does not show says so, and how it is seen again', async () => {
  await typed([
    'fuzz',
    '--defect',
    'id-order-orientation',
    '--runs',
    '18',
    '--workers',
    '1',
    '--keep',
    'many',
  ]);
  const command = 'cjsim fuzz --seed 1 --runs 18 --defect id-order-orientation';
  for (const name of ['repro', 'blame']) {
    const { code, out, err } = await typed([name, 'many/case-18']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('many/case-18 was kept for chance-is-fair, which this world alone does not show');
    expect(err).toContain(`See it again with ${command}.`);
  }
  expect(readFileSync('many/case-18/command.txt', 'utf8')).toBe(`${command}\n`);

  await typed([
    'fuzz',
    '--defect',
    'failed-fit-is-stable',
    '--seed',
    '4',
    '--runs',
    '1',
    '--workers',
    '1',
    '--keep',
    'drawn',
  ]);
  expect(await typed(['repro', 'drawn/case-4'])).toMatchObject({
    code: 1,
    out: expect.stringContaining('still fails: rules-as-specified'),
    err: expect.stringContaining('Note: rules-as-specified is broken on drawn values;'),
  });
  // The rows that the decision was of are shown, with how many usable answers the decision before knew.
  const { values } = JSON.parse(readFileSync('drawn/case-4/violation.json', 'utf8')) as Found;
  expect(values).toMatchObject({
    usable_before: expect.any(Number),
    comparisons: expect.arrayContaining([expect.stringMatching(/^e\d with e\d: (essay_[ab]|error)$/)]),
  });
  // Blame would tell of another failure of that world.
  const { code, err } = await typed(['blame', 'drawn/case-4']);
  expect([code, err]).toEqual([2, expect.stringContaining('was kept for rules-as-specified')]);
}, 60_000);

test('every folder of a kept case has the line that finds its own case', async () => {
  const flags = ['--defect', 'overwrite-totals', '--runs', '12', '--all', '--workers', '1', '--keep', 'own'];
  await typed(['fuzz', ...flags]);
  for (const number of [1, 12]) {
    expect(readFileSync(`own/case-${number}/command.txt`, 'utf8').split('\n')[0]).toBe(
      `cjsim fuzz --seed ${number} --runs 1 --defect overwrite-totals`,
    );
  }
}, 60_000);

test('a case that was kept for what changed worlds show is not said to hold', async () => {
  const { found } = runCase(1, randomScenario(1), { policy: 'current', defects: ['metadata-clobber'] });
  if (found === null) throw new Error('the defect is caught in case 1');
  const related = { ...found, rule: 'related-worlds-agree' };
  const command = 'cjsim fuzz --seed 50 --runs 1';
  const options = { policy: 'current', defects: [] } as const;
  const folder = keepCase({ parent: 'related', number: 50, found: related, command }, options);
  const { code, out, err } = await typed(['repro', folder]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(`See it again with ${command}.`);
});

test('the list of defects says which class of oracles catches each', async () => {
  const { out } = await typed(['defects']);
  expect(out).toMatch(/^defect +class +seen as$/m);
  expect(out).toMatch(/^anchor-first +specification +Anchors/m);
});

test('a batch whose request has not come cannot be cancelled', async () => {
  await typed(['run', 'lower5', '--until', '1', '--db', 'early.db', '--quiet']);
  const { code, err } = await typed(['cancel', '1', '--db', 'early.db']);
  expect([code, err]).toEqual([
    2,
    expect.stringContaining('Batch 1 is not there yet: at step 1 its request'),
  ]);
});
