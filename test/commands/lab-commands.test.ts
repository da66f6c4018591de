/** What `backtest` and `advise` say of their input on the command line. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

test('backtest names the rows that it leaves out, in text and JSON', async () => {
  const rows = Array.from({ length: 80 }, (_, k) => (k % 3 === 0 ? 'b,a' : k % 3 === 1 ? 'a,b' : 'b,c\nc,a'));
  writeFileSync('session.csv', `winner,loser\na,a\n${rows.join('\n')}\n`);
  const { code, out } = await typed(['backtest', 'session.csv', '--simulations', '20']);
  expect(code).toBe(0);
  expect(out).toContain(
    '\n\nColumns read: winner, loser.\n1 impossible row, left out:\n  session.csv:2: compares a with itself\n',
  );
  const json = await typed(['backtest', 'session.csv', '--simulations', '20', '--json']);
  expect(JSON.parse(json.out)).toMatchObject({
    schema_version: 1,
    verdict: expect.stringMatching(/predicted/),
    prior_sd: expect.any(Number),
    position_effect: 0,
    rows: { usable: 106, impossible: [{ where: 'session.csv:2' }] },
  });
});

const IDLE_PRIOR = '--prior-sd is of the estimator map: with btm it changes nothing here.';

test.each([
  [['--estimator', 'btm', '--prior-sd', '2'], IDLE_PRIOR],
  [['--json', '--prior-sd', '2'], IDLE_PRIOR],
  [['--prior-sd', '1e-300'], '--prior-sd must be a number from 0.1 to 20, not 1e-300.'],
  [['--prior-sd', '20.1'], '--prior-sd must be a number from 0.1 to 20, not 20.1.'],
  [
    ['--se', 'full', '--estimator', 'map'],
    '--se full is of the estimator btm: with --estimator map it changes',
  ],
  [['--pairing', 'random'], 'give --design adaptive too'],
  [['--pairing', 'random', '--design', 'fixed'], 'give --design adaptive too'],
  [['--pairing', 'random', '--design', 'adaptive', '--estimator', 'map'], '--estimator map has no SSR'],
])('fit refuses %j', async (words, says) => {
  writeFileSync('triangle.csv', 'winner,loser\na,b\nb,c\nc,a\n');
  const { code, out, err } = await typed(['fit', 'triangle.csv', ...words]);
  expect([code, out, err]).toEqual([2, '', expect.stringContaining(says)]);
});

test('fit says why there is no SSR where all abilities are equal', async () => {
  writeFileSync('circle.csv', 'winner,loser\na,b\nb,c\nc,a\n');
  const { code, out } = await typed(['fit', 'circle.csv']);
  expect([code, out.split('\n')[0]]).toEqual([0, 'SSR: not available (all abilities are equal).']);
});

test('fit draws its scale in the file that is named, and says the same', async () => {
  writeFileSync('drawn.csv', 'winner,loser\na,b\nb,c\nc,a\na,c\n');
  const plain = await typed(['fit', 'drawn.csv']);
  for (const name of ['scale.svg', 'scale.png']) {
    expect(await typed(['fit', 'drawn.csv', '--picture', name])).toEqual(plain);
    expect(readFileSync(name).subarray(0, 4).toString('latin1')).toBe(
      name.endsWith('svg') ? '<svg' : '\x89PNG',
    );
  }
});

test('a prior SD serves the position effect under any estimator', async () => {
  writeFileSync('ordered.csv', 'first,second,winner\na,b,a\nb,c,b\nc,a,a\na,c,c\n');
  const etas = ['0.1', '20'].map(async (sd) => {
    const { out } = await typed(['fit', 'ordered.csv', '--json', '--prior-sd', sd]);
    return (JSON.parse(out) as { position_effect: { eta: number } }).position_effect.eta.toFixed(3);
  });
  expect(await Promise.all(etas)).toEqual(['-0.002', '-0.428']);
});

test('a wrong pairing rule of advise is named as that, whatever the target', async () => {
  const { code, out, err } = await typed(['advise', '--target', 'ssr=0.8', '--strategy', 'rndom']);
  expect([code, out, err]).toEqual([2, '', expect.stringContaining('--strategy')]);
  expect(err).toContain('random');
});

test('a target with more than one equals sign is none', async () => {
  const { code, err } = await typed(['advise', '--target', 'ssr=0.8=5', '--strategy', 'random']);
  expect([code, err]).toEqual([2, expect.stringContaining('--target ssr=0.8=5 is no target')]);
});

test('the path of a judge profile on the command line or in an experiment starts from the current folder', async () => {
  writeFileSync(
    'theirs.yaml',
    'name: theirs\ndescription: my own\nchoice: { model: perfect }\nlatencyMs: 100\n',
  );
  const digests = await Promise.all(
    [
      ['--judge', './theirs.yaml'],
      ['--set', 'judge.profile=./theirs.yaml'],
    ].map(async (flags) => (await typed(['run', 'four-essays', '--quiet', ...flags])).out),
  );
  expect(digests[0]).toMatch(/^[0-9a-f]{64}\n$/);
  expect(digests[1]).toBe(digests[0]);
  const design = 'design: { kind: grid, factors: { judge.profile: [bt, ./theirs.yaml] } }';
  writeFileSync(
    'judges.yaml',
    `name: judges\ntitle: t\nquestion: q\nscenario: four-essays\nreplicates: 1\n${design}\n`,
  );
  const swept = await typed(['sweep', 'judges.yaml', '--json', '--workers', '1']);
  expect([swept.code, swept.err.match(/does not exist/)]).toEqual([0, null]);
});

test('a judge profile of advise that is a path starts from the current folder', async () => {
  const missing = await typed(['advise', '--judge', './own.yaml']);
  expect([missing.code, missing.err]).toEqual([
    2,
    expect.stringMatching(/^cjsim: --judge: .*own\.yaml does not exist/),
  ]);
  writeFileSync('own.yaml', 'name: own\ndescription: my own\nchoice: { model: bt }\nlatencyMs: 100\n');
  const words = ['--essays', '3', '--search-runs', '5', '--confirm-runs', '10', '--workers', '1'];
  const found = await typed([
    'advise',
    '--judge',
    './own.yaml',
    ...words,
    '--target',
    'true-correlation=0.01',
  ]);
  expect([found.code, found.out]).toEqual([
    0,
    expect.stringContaining('Judge ./own.yaml; pairs by optimal_graph.'),
  ]);
}, 180_000);

test('advice as JSON says what was asked, defaults included', async () => {
  const words = [
    'advise',
    '--essays',
    '3',
    '--search-runs',
    '5',
    '--confirm-runs',
    '10',
    '--workers',
    '1',
    '--json',
  ];
  const { out } = await typed(words);
  expect(JSON.parse(out)).toMatchObject({
    schema_version: 1,
    target: { name: 'true-correlation', value: 0.9 },
    assurance: 0.8,
    essays: 3,
    judge: 'llm-2026',
    scenario: 'class-60',
    strategy: 'optimal_graph',
  });
}, 180_000);

test('advice is for what the flags say', async () => {
  const nowhere = await typed(['advise', '--scenario', 'nowhere']);
  expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining('There is no scenario nowhere')]);
  const few = ['--search-runs', '5', '--confirm-runs', '10', '--workers', '1', '--json'];
  const asked = ['--essays', '3', '--judge', 'perfect', '--scenario', 'eng5', '--strategy', 'random'];
  const target = ['--target', 'true-correlation=0.01', '--assurance', '0.5'];
  const { out, err } = await typed(['advise', ...asked, ...target, ...few]);
  expect(err).toMatch(/^( {2}budget \d+: \d+ % of batches reach it\n)+$/);
  expect(JSON.parse(out)).toMatchObject({
    target: { name: 'true-correlation', value: 0.01 },
    assurance: 0.5,
    essays: 3,
    judge: 'perfect',
    scenario: 'eng5',
    strategy: 'random',
  });
}, 180_000);
