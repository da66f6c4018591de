import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fitBtm } from '../../../src/lab/fit/btm.js';
import { netOf } from '../../../src/lab/fit/comparison-table.js';
import { fit } from '../../../src/lab/fit/fit.js';
import { fitJson } from '../../../src/lab/fit/fit-json.js';
import { fitText } from '../../../src/lab/fit/fit-text.js';
import { readComparisons } from '../../../src/lab/fit/read-comparisons.js';
import { fitPicture } from '../../../src/lab/pictures/fit-picture.js';
import { correlation } from '../../../src/lab/statistics/correlation.js';
import { simulatedSession } from '../simulated-session.js';

const root = mkdtempSync(join(tmpdir(), 'cjsim-fit-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function csv(text: string): string {
  const path = join(root, 'comparisons.csv');
  writeFileSync(path, text);
  return path;
}

describe('a session of 40 items and 1,200 comparisons by a judge that leans to the first', () => {
  const { table, truth } = simulatedSession({
    seed: 'fit',
    items: 40,
    comparisons: 1200,
    positionEffect: 0.5,
  });
  const whole = fit(table, { design: 'fixed' });

  test('every estimator finds the true order, and SSR is near the true correlation squared', () => {
    for (const { theta } of whole.fits.values()) expect(correlation(truth, theta) ?? 0).toBeGreaterThan(0.95);
    const btm = whole.fits.get('btm');
    const r = correlation(truth, btm?.theta ?? []) ?? 0;
    expect(Math.abs((btm?.reliability?.ssr ?? 0) - r * r)).toBeLessThan(0.05);
  });

  test('the position effect is found within three standard errors', () => {
    const { eta, se } = whole.positionEffect ?? {};
    expect(Math.abs((eta ?? 0) - 0.5)).toBeLessThan(3 * (se ?? 0));
  });

  test('split-half reliability is near SSR, by comparison and by judge', () => {
    const ssr = whole.fits.get('btm')?.reliability?.ssr ?? 0;
    expect(whole.splitHalves?.by_comparison?.reliability).toBeCloseTo(ssr, 1);
    expect(whole.splitHalves?.by_judge?.reliability).toBeCloseTo(ssr, 1);
  });

  test('the estimated prior SD is near the true spread of 1.5', () => {
    expect(whole.fits.get('map')?.notes[0]).toMatch(/SD 1\.[2-8]/);
  });
});

describe('the position effect over many sessions', () => {
  const estimates = (items: number, comparisons: number, sd: number, priorSd?: number): readonly number[] =>
    Array.from({ length: 40 }, (_, k) => {
      const { table } = simulatedSession({ seed: `η ${k}`, items, comparisons, sd, positionEffect: 0.6 });
      return fit(table, priorSd === undefined ? {} : { priorSd }).positionEffect?.eta ?? 0;
    });
  const meanAndError = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
  };

  test.each([
    [30, 300, 2],
    [80, 800, 2],
  ])(
    'of %i items, %i comparisons and an SD of %f is drawn to neither side',
    (items, comparisons, sd) => {
      const { mean, error } = meanAndError(estimates(items, comparisons, sd));
      expect(error).toBeLessThan(0.03);
      expect(Math.abs(mean - 0.6)).toBeLessThan(3 * error);
    },
    60_000,
  );

  test('goes to 0 with a prior that is given and far too narrow', () => {
    const { mean, error } = meanAndError(estimates(30, 300, 2, 0.1));
    expect(mean).toBeLessThan(0.6 - 3 * error);
  }, 180_000);
});

describe('a column of results whose codes look like ids', () => {
  const winners = (text: string): readonly string[] => {
    const { table } = readComparisons(csv(text));
    return table.decisions.map(({ winner }) => table.items[winner] ?? '');
  };

  test('is read as codes where it explains every row, whatever the items are called', () => {
    expect(winners('id1,id2,result\n5,1,1\n1,5,0\n0,5,0\n5,0,1\n2,5,1\n')).toEqual(['5', '5', '5', '5', '2']);
    expect(winners('id1,id2,result\n2,1,1\n0,1,0\n')).toEqual(['2', '1']);
  });

  test('is read as names where these explain every row', () => {
    expect(winners('ID1,ID2,better_id\n5,1,1\n1,5,1\n3,5,5\n')).toEqual(['1', '1', '5']);
    expect(winners('ID1,ID2,better_id\n2,1,1\n1,2,1\n')).toEqual(['1', '1']);
    expect(winners('item1,item2,result\nB,A,A\nA,B,B\n')).toEqual(['A', 'B']);
  });

  test('names a number that is no id of its pair as impossible', () => {
    const { impossible } = readComparisons(csv('ID1,ID2,better_id\n5,3,3\n5,3,1\n4,5,4\n'));
    expect(impossible.map(({ problem }) => problem)).toEqual([
      'the result "1" names neither 5 nor 3; right would be one of these ids, or tie',
    ]);
  });
});

describe('columns of common tools', () => {
  const expected = [
    { winner: 0, loser: 1, judge: 0 },
    { winner: 2, loser: 0, judge: 1 },
  ];
  test.each([
    ['winner and loser', 'winner,loser,judge\na,b,x\nc,a,y\n'],
    ['chosen and not chosen', 'judge;candidate_chosen;candidate_not_chosen\nx;a;b\ny;c;a\n'],
    ['two items and a score', 'item1,item2,score,rater\na,b,1,x\na,c,0,y\n'],
    ['two ids and the better one', 'ID1,ID2,better_id,judge\na,b,a,x\na,c,c,y\n'],
    ['a judge by name and a time', 'Judge Name,Local Timestamp,Chosen,Not Chosen\nx,1,a,b\ny,2,c,a\n'],
    ['the API of No More Marking', 'id,judgeId,chosen,notChosen,createdAt\n1,x,a,b,3\n2,y,c,a,4\n'],
    [
      'a position that was selected',
      'assessor,representation 1,representation 2,selected position\nx,a,b,left\ny,a,c,right\n',
    ],
    ["cjsim's own", 'essay_a_els_id,essay_b_els_id,winner,judge\na,b,essay_a,x\na,c,essay_b,y\n'],
  ])('%s', (_name, text) => {
    const { table } = readComparisons(csv(text));
    const seen = table.decisions.map(({ winner, loser, judge }) => ({
      winner: 'abc'.indexOf(table.items[winner] ?? ''),
      loser: 'abc'.indexOf(table.items[loser] ?? ''),
      judge,
    }));
    expect(seen).toEqual(expected);
  });
});

test('counts of a pair in one row, as BradleyTerry2 has them, are that many decisions', () => {
  const { table, impossible } = readComparisons(
    csv('home.team,away.team,home.wins,away.wins\na,b,2,1\nb,c,0,1\nc,a,1.5,0\n'),
  );
  expect(table.decisions.map(({ winner, loser }) => `${table.items[winner]}>${table.items[loser]}`)).toEqual([
    ...['a>b', 'a>b', 'b>a', 'c>b'],
  ]);
  expect(impossible).toEqual([
    {
      where: expect.stringContaining(':4'),
      problem: 'home.wins is "1.5", which is no number of wins: that is a whole number from 0',
    },
  ]);
});

test('counts of a pair in one row, as BradleyTerryScalable makes them of codes, are that many decisions', () => {
  const { table } = readComparisons(csv('player1,player2,item1wins,item2wins\na,b,2,1\nb,c,0,1\n'));
  expect(table.decisions.map(({ winner, loser }) => `${table.items[winner]}>${table.items[loser]}`)).toEqual([
    ...['a>b', 'a>b', 'b>a', 'c>b'],
  ]);
});

test('a tie is named as one', () => {
  const { impossible } = readComparisons(csv('id1,id2,result\na,b,1\nb,c,0.5\n'));
  expect(impossible[0]?.problem).toBe('is a tie of b and c, which no estimator here takes');
});

test('impossible rows and repeats are named with their line, and parts that are not compared are told', () => {
  const path = csv('winner,loser,judge\na,b,x\na,a,x\n,b,x\na,b,x\nb,a,y\nc,d,y\nd,c,x\n');
  const { table, ...read } = readComparisons(path);
  expect(read.impossible).toEqual([
    { where: `${path}:3`, problem: 'compares a with itself' },
    { where: `${path}:4`, problem: 'an item is missing' },
  ]);
  expect(read.duplicates).toEqual([{ where: `${path}:5`, problem: `repeats ${path}:2: a over b` }]);
  const text = fitText(fit(table), read);
  expect(text).toContain('falls into 2 parts');
  const json = fitJson(fit(table), 'btm', read);
  expect(json.connectivity.comparable).toBe(false);
  expect(json.connectivity.parts).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('a table without a result is a user error that says what is looked for', () => {
  expect(() => readComparisons(csv('a_text,b_text\n1,2\n'))).toThrowError(
    expect.objectContaining({ name: 'UserError', code: 'no_comparisons' }),
  );
});

test('a net without a finite btm scale has no SSR', () => {
  // a, b, c, d adjusted to 1.7, .3, 1.7, .3 wins: b's .3 are used up by c, so that a beats b for certain.
  const found = fit(readComparisons(csv('winner,loser\na,b\nc,b\na,d\nc,b\n')).table, { design: 'fixed' });
  expect(found.fits.get('btm')?.reliability).toBeNull();
  expect(found.fits.get('btm')?.notes).toEqual([expect.stringContaining('too one-sided for a finite scale')]);
  expect(fitJson(found, 'btm')).toMatchObject({ ssr: null, separation: null, ordered_by: 'map' });
  const unknown = { theta: null, se: null, infit: null, outfit: null };
  for (const item of fitJson(found, 'btm').items) expect(item).toMatchObject(unknown);
  const { theta = [] } = found.fits.get('map') ?? {};
  const best = [...found.table.items].sort((a, b) => thetaOf(b) - thetaOf(a));
  function thetaOf(id: string): number {
    return theta[found.table.items.indexOf(id)] ?? 0;
  }
  expect(fitJson(found, 'btm').items.map(({ id }) => id)).toEqual(best);
  expect(fitText(found, undefined, 400)).toMatch(
    /^SSR: not available\. The net is too one-sided .* in the order of map\./,
  );
  expect(fitText(found)).toMatch(/│ a .*│ +– │ +– │/);
  expect(fitPicture(found)).toMatchObject({
    title: 'Scores of 4 items (map)',
    subtitle: expect.stringContaining('btm has no scores, as the net is too one-sided for a finite scale'),
  });
  const alone = fit(found.table, { estimators: ['btm'] });
  expect([...alone.fits.keys()]).toEqual(['btm', 'map']);
});

test('a climb to no finite scale is left when its steps grow without end, and not after all its rounds', () => {
  const { table } = simulatedSession({ seed: '3', items: 40, comparisons: 60 });
  const { converged, theta } = fitBtm(netOf(table));
  expect(converged).toBe(false);
  // Fifty rounds of 2 logits would lead to 90.
  expect(Math.max(...theta)).toBeLessThan(30);
});

test('one item that won against all others has the finite btm scale that its equations have', () => {
  // Of a leaf .3 − q = k·pq, of the hub N − .3 − N·p = N·k·pq: q = .15 + .15/N.
  for (const n of [6, 30, 200]) {
    const rows = Array.from({ length: n }, (_, k) => `hub,x${k}`).join('\n');
    const { table } = readComparisons(csv(`winner,loser\n${rows}\n`));
    const [hub = 0, leaf = 0] = fit(table, { estimators: ['btm'] }).fits.get('btm')?.theta ?? [];
    const q = 0.15 + 0.15 / n;
    expect(hub - leaf).toBeCloseTo(Math.log((1 - q) / q), 8);
  }
});

test('a climb of the btm scale that swings is damped until it ends', () => {
  const rows = ['28', '28', '29', '22', '14', '30', '25'].map((item) => `${item},0`).join('\n');
  const { table } = readComparisons(csv(`winner,loser\n${rows}\n`));
  expect(fit(table, { estimators: ['btm'] }).fits.get('btm')?.hasScale).toBe(true);
});

test('halves that share two items only have no split-half: any two items correlate by ±1', () => {
  const found = fit(readComparisons(csv('winner,loser\na,b\nb,a\na,b\nb,c\n')).table);
  expect(found.splitHalves).toMatchObject({ by_comparison: null, by_judge: null });
  expect(fitText(found)).toContain(
    'Split-half by comparison: not available (halves share fewer than three items',
  );
});

test('the text of three estimators fits 80 columns', () => {
  const { table } = simulatedSession({ seed: 'narrow', items: 12, comparisons: 200 });
  const named = { ...table, items: table.items.map((_, i) => `e${i}`) };
  expect(
    fitText(fit(named), undefined, 80)
      .split('\n')
      .filter((line) => line.length > 80),
  ).toEqual([]);
});
