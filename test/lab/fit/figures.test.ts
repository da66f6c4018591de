/** What is said where a figure has no estimate, or needs a caveat. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { backtest } from '../../../src/lab/backtest/backtest.js';
import { backtestText } from '../../../src/lab/backtest/backtest-text.js';
import { comparisonTable } from '../../../src/lab/fit/comparison-rows.js';
import { figure } from '../../../src/lab/fit/figure.js';
import { fit } from '../../../src/lab/fit/fit.js';
import { fitJson } from '../../../src/lab/fit/fit-json.js';
import { fitText } from '../../../src/lab/fit/fit-text.js';
import { readComparisons } from '../../../src/lab/fit/read-comparisons.js';
import { drawSvg } from '../../../src/lab/pictures/draw-svg.js';
import { fitPicture } from '../../../src/lab/pictures/fit-picture.js';
import { writePicture } from '../../../src/lab/pictures/write-picture.js';
import { digits } from '../../../src/lab/sweep/format-number.js';
import { typed } from '../../commands/typed.js';
import { simulatedSession } from '../simulated-session.js';

const root = mkdtempSync(join(tmpdir(), 'cjsim-figures-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function csv(text: string): string {
  const path = join(root, 'comparisons.csv');
  writeFileSync(path, text);
  return path;
}

describe('a position effect that has no estimate', () => {
  const { table } = simulatedSession({ seed: 'one-sided', items: 8, comparisons: 60 });
  const shown = (winnerFirst: boolean) => ({
    ...table,
    decisions: table.decisions.map((decision) => ({ ...decision, winnerFirst })),
  });

  test('is told as such where the item shown first won all, or none', () => {
    const all = fit(shown(true));
    expect(fitText(all)).toContain(
      'Position effect: cannot be estimated, as the item shown first won every comparison (60 of 60).',
    );
    expect(fitJson(all, 'btm').position_effect).toEqual({ eta: null, se: null, first_wins: 1, n: 60 });
    const none = fit(shown(false));
    expect(fitText(none)).toContain('as the item shown first won no comparison (0 of 60).');
    expect(fitJson(none, 'btm').position_effect).toEqual({ eta: null, se: null, first_wins: 0, n: 60 });
  });

  test('stands otherwise with its standard error and the share of comparisons that the first item won', () => {
    const half = {
      ...table,
      decisions: table.decisions.map((of, k) => ({ ...of, winnerFirst: k % 4 !== 0 })),
    };
    const found = fit(half);
    const { eta = 0, se = 0 } = found.positionEffect ?? {};
    expect(eta).toBeGreaterThan(0.3);
    expect(fitText(found, undefined, 400)).toContain(
      `Position effect: ${eta?.toFixed(3)} logits for the item shown first (SE ${se?.toFixed(3)}); it won 75.0 % of 60.`,
    );
  });

  test('is of the item listed first where the table does not say who was shown first', () => {
    const listed = { ...shown(true), order: 'listed' as const };
    expect(fitText(fit(listed))).toContain('as the item listed first won every comparison (60 of 60).');
    expect(backtest(listed, { simulations: 20 }).notes).toEqual([
      expect.stringContaining('in the fitted half the item listed first won every comparison'),
    ]);
    const some = {
      ...listed,
      decisions: listed.decisions.map((row, k) => ({ ...row, winnerFirst: k % 3 > 0 })),
    };
    expect(backtestText(backtest(some, { simulations: 20 }), 400)).toContain(
      'logits for the item listed first',
    );
  });

  test('counts as 0 in a back-test, which says so', () => {
    const found = backtest(shown(true), { simulations: 20 });
    expect(found.positionEffect).toBe(0);
    expect(backtestText(found)).toMatch(/position effect cannot be estimated and is taken as 0/);
    expect(backtest(table, { simulations: 20 }).notes).toEqual([]);
  });
});

test('split-half steps up the mean correlation and stays within −1 and 1, whatever one division says', () => {
  const found = fit(readComparisons(csv('winner,loser\n1,2\n2,3\n3,1\n1,10\n10,1\n')).table);
  const { correlation: r = 0, reliability = 0 } = found.splitHalves?.by_comparison ?? {};
  expect(r).toBeLessThan(-0.5);
  expect(reliability).toBeCloseTo((2 * r) / (1 - r), 12);
  const { table } = simulatedSession({ seed: 'halves', items: 12, comparisons: 300 });
  const { correlation: known = 0, reliability: stepped } = fit(table).splitHalves?.by_comparison ?? {};
  expect(stepped).toBeCloseTo((2 * known) / (1 + known), 12);
});

test('two judges can be divided in one way, and three in more', () => {
  const divisions = (judges: number) => {
    const { table } = simulatedSession({ seed: 'few-judges', items: 8, comparisons: 240 });
    const decisions = table.decisions.map((decision, k) => ({ ...decision, judge: k % judges }));
    const names = Array.from({ length: judges }, (_, k) => `j${k}`);
    return fit({ ...table, judges: names, decisions }).splitHalves?.by_judge?.divisions;
  };
  expect([divisions(2), divisions(3)]).toEqual([1, 10]);
});

test('rows that name no judge are in no half by judge, and their number is told', () => {
  const { table } = simulatedSession({ seed: 'judges', items: 10, comparisons: 400 });
  const decisions = table.decisions.map((decision, k) => (k === 7 ? { ...decision, judge: null } : decision));
  const found = fit({ ...table, decisions });
  expect(found.splitHalves?.rows_without_judge).toBe(1);
  const without = fit({ ...table, decisions: decisions.filter(({ judge }) => judge !== null) }).splitHalves;
  expect(without?.by_judge?.divisions).toBe(10);
  expect(found.splitHalves?.by_judge?.correlation).toBeCloseTo(without?.by_judge?.correlation ?? 0, 6);
  expect(fitText(found, undefined, 400)).toMatch(
    /by judge: 0\.\d+ \(.*\), without 1 row that names no judge\./,
  );
});

test('scores of parts that are not compared are marked in table, JSON and picture, and the SSR has a caveat', () => {
  const one = simulatedSession({ seed: 'one', items: 6, comparisons: 120 }).table;
  const two = simulatedSession({ seed: 'two', items: 4, comparisons: 80 }).table;
  const found = fit({
    ...one,
    items: [...two.items.map((id) => `x-${id}`), ...one.items],
    decisions: [
      ...two.decisions,
      ...one.decisions.map((row) => ({ ...row, winner: row.winner + 4, loser: row.loser + 4 })),
    ],
  });
  const json = fitJson(found, 'btm');
  for (const { id, part } of json.items) expect(json.connectivity.parts[part - 1]).toContain(id);
  expect(json.items.find(({ id }) => id === 'x-item-0')?.part).toBe(2);
  expect(json.ssr_warning).toContain('falls into 2 parts, whose scores are not comparable');
  const text = fitText(found);
  expect(text).toContain('! The net falls into 2 parts');
  expect(text).toMatch(/│ ?x-item-0 +│ +2 │/);
  expect(text).toContain('part: scores of different parts are not comparable.');
  expect(fitPicture(found)?.legend?.map(({ name }) => name)).toEqual([
    'part 1 (6 items)',
    'part 2 (4 items)',
  ]);
});

test('items beyond a one-way cut are marked as another group', () => {
  const { table } = simulatedSession({ seed: 'cut', items: 6, comparisons: 120 });
  const decisions = [...table.decisions, { winner: 6, loser: 0, judge: null, winnerFirst: null }];
  const found = fit({ ...table, items: [...table.items, 'top'], decisions });
  expect(fitText(found)).toMatch(/│ ?top +│ +2 │/);
  expect(fitText(found)).toContain('group: between groups all wins go one way');
  expect(
    fitJson(found, 'btm')
      .items.map(({ strong_part }) => strong_part)
      .sort(),
  ).toEqual([1, 1, 1, 1, 1, 1, 2]);
});

test('a prior SD at a limit of its search is no estimate, and said so', () => {
  const flat = fit(readComparisons(csv('winner,loser\na,b\nb,a\n')).table);
  expect(flat.fits.get('map')?.notes[0]).toContain('at its lower limit');
  expect(fitJson(flat, 'map').prior).toMatchObject({ from: 'empirical_bayes', at_limit: 'lower' });
  const ladder = Array.from({ length: 7 }, (_, i) => `${i},${i + 1}\n`.repeat(60)).join('');
  const steep = fit(readComparisons(csv(`winner,loser\n${ladder}`)).table);
  expect(fitJson(steep, 'map').prior).toMatchObject({ at_limit: 'upper' });
  expect(fitText(steep)).toMatch(/at its upper limit/);
});

test('one of a kind is told in the singular, and what is told of rows is wrapped', () => {
  const path = csv('winner,loser,judge\na,b,x\na,a,x\na,b,x\n');
  const { table, ...read } = readComparisons(path);
  const text = fitText(fit(table), read, 40);
  expect(text).toContain('1 impossible row, left out:');
  expect(text).toContain('1 row that repeats an earlier one, kept:');
  expect(text).toContain('(2 × 1');
  expect(text.split('\n').filter((line) => line.includes('repeats') && line.length > 40)).toEqual([]);
  expect(fitText(fit({ ...table, decisions: table.decisions.slice(1) }))).toContain(
    '1 comparison of 2 items',
  );
});

test('the mark at an infit is explained where it is used', () => {
  const { table } = simulatedSession({ seed: 'odd', items: 10, comparisons: 300 });
  const explained = '!: an infit above 1.5';
  expect(fitText(fit(table))).not.toContain(explained);
  const decisions = table.decisions.map((row) =>
    row.judge === 0 ? { ...row, winner: row.loser, loser: row.winner } : row,
  );
  expect(fitText(fit({ ...table, decisions }))).toContain(explained);
});

test('estimators without an SSR warn of split-half alone', () => {
  const { table } = simulatedSession({ seed: 'halves', items: 12, comparisons: 300 });
  const text = fitText(fit(table, { design: 'adaptive', estimators: ['map'] }));
  expect(text).toContain('The pairs were chosen by earlier results: split-half can be too high, up to .9');
});

test('a correction within whose interval the SSR lies says so, and one below it that the SSR is too high', () => {
  const { table } = simulatedSession({ seed: 'halves', items: 12, comparisons: 300 });
  const found = fit(table, { design: 'adaptive', estimators: ['btm'] });
  const corrected = { strategy: 'optimal_graph', observed: 0.8, reliability: 0.7, coinSsr: 0.6 } as const;
  const told = (low: number, high: number): string =>
    fitText({ ...found, correctedSsr: { ...corrected, low, high, spread: 1, items: 12 } }, undefined, 400);
  expect(told(0.6, 0.85)).toContain(
    '! The pairs were chosen by earlier results: SSR 0.800 lies within the interval of the corrected 0.70 [0.60, 0.85]: nothing shows that it is too high.',
  );
  expect(told(0.6, 0.75)).toContain(
    'SSR 0.800 lies above the corrected 0.70 [0.60, 0.75], and is too high: read',
  );
  expect(told(0.85, 0.9)).toContain('SSR 0.800 lies below the corrected');
  expect(told(0.6, 0.85)).not.toContain('Do not read');
});

test('of an SSR that coin tosses reach it is not said that nothing shows it to be too high', () => {
  const { table } = simulatedSession({ seed: 'halves', items: 12, comparisons: 300 });
  const found = fit(table, { design: 'adaptive', estimators: ['btm'] });
  const coins = { strategy: 'optimal_graph', observed: 0.793, reliability: 0.02, coinSsr: 0.81 } as const;
  const correctedSsr = { ...coins, low: 0.02, high: 0.88, spread: 0, items: 12 };
  const told = fitText({ ...found, correctedSsr }, undefined, 400);
  expect(told).toContain(
    'SSR 0.793 lies within the interval of the corrected 0.02 [0.02, 0.88], but coin tosses reach as much: it does not tell the judges from coins.',
  );
  expect(told).not.toContain('nothing shows');
});

test('what rounds to zero has no sign', () => {
  expect([figure(-0.0004, 3), figure(-0.0006, 3), figure(-0, 2), figure(-0.004, 2)]).toEqual([
    ...['0.000', '-0.001', '0.00', '0.00'],
  ]);
  expect([digits(-1e-7), digits(-0.9)]).toEqual(['0.000', '-0.900']);
});

test('items with a long common name stay apart in a table of 80 columns and in the picture', () => {
  const { table } = simulatedSession({ seed: 'long', items: 12, comparisons: 300 });
  const items = table.items.map(
    (_, i) => `essay-2024-school-north-class-7b-student-${100 + i}-final-version`,
  );
  const found = fit({ ...table, items });
  const text = fitText(found, undefined, 80);
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(new Set(text.match(/…[^\s│]*-1\d\d-f[^\s│,]*/g)).size).toBe(12);
  expect(text).toContain('…: names are cut; --json has them whole.');
  const picture = fitPicture(found);
  const svg = picture === null ? '' : drawSvg(picture);
  expect(new Set(svg.match(/…[^<]*-1\d\d-final[^<]*/g)).size).toBe(12);
});

test('of a crowd of judges a thousand are shown', () => {
  const ids = ['a', 'b', 'c'];
  const rows = Array.from({ length: 1100 }, (_, k) => {
    const winner = ids[k % 3] ?? '';
    return { winner, loser: ids[(k + 1 + (k % 2)) % 3] ?? '', judge: `worker-${k}` };
  });
  const text = fitText(fit(comparisonTable(rows), { splitHalf: false }));
  expect(text).toContain('\n100 more judges are not shown; --json has all.');
  expect(text.match(/worker-/g)).toHaveLength(1000);
});

test('a name with the sign of a misfit, or of a cut, brings no note on what it means', () => {
  const rows = [
    { winner: 'wow !', loser: 'so…' },
    { winner: 'so…', loser: 'c' },
    { winner: 'c', loser: 'wow !' },
  ];
  const text = fitText(fit(comparisonTable(rows)));
  expect(text).toContain('wow !');
  expect(text).not.toMatch(/an infit above|names are cut/);
});

test.each([65, 60, 50, 40])(
  'tables and notes of three estimators fit %i columns, whatever the names',
  (columns) => {
    const { table } = simulatedSession({ seed: 'long', items: 12, comparisons: 300 });
    const items = table.items.map(
      (_, i) => `essay-2024-school-north-class-7b-student-${100 + i}-final-version`,
    );
    const found = fit({ ...table, items });
    const text = fitText(found, undefined, columns);
    expect(text.split('\n').filter((line) => line.length > columns)).toEqual([]);
    const heads = text.match(/│ ?item .*/g)?.flatMap((line) => line.match(/[A-Za-z]+/g) ?? []) ?? [];
    expect(heads.filter((head) => head !== 'item')).toEqual([
      'n',
      'wins',
      'service',
      'SE',
      'btm',
      'SE',
      'map',
      'SE',
      'infit',
      'outfit',
    ]);
    const [, reference = ''] = /SE of the difference from (\S+),/.exec(text.replace(/\s+/g, ' ')) ?? [];
    expect(text.match(new RegExp(`│ ?${reference}`, 'g'))?.length).toBe(
      heads.filter((head) => head === 'item').length,
    );
    const notes = fitJson(found, 'service').notes.join();
    expect(notes).toContain('from essay-2024-school-north-class-7b-student-111-final-version,');
  },
);

test('an ending in capitals names the kind of a picture', () => {
  const picture = fitPicture(fit(simulatedSession({ seed: 'drawn', items: 6, comparisons: 60 }).table));
  const written: string[] = [];
  if (picture !== null) writePicture(picture, 'X.SVG', (path) => written.push(path));
  expect(written).toEqual(['X.SVG']);
});

test.each([
  [['--pairing', 'random'], '--pairing says which rule chose the pairs of an adaptive design'],
  [['--design', 'fixed', '--pairing', 'random'], 'give --design adaptive too'],
  [['--se', 'full', '--estimator', 'map'], '--se full is of the estimator btm'],
  [['--design', 'adaptive', '--pairing', 'random', '--estimator', 'service'], 'has no SSR'],
])('fit refuses %j, which would change nothing', async (flags, said) => {
  const { code, err } = await typed(['fit', csv('winner,loser\na,b\nb,a\n'), ...flags]);
  expect(code).toBe(2);
  expect(err).toContain(said);
});
