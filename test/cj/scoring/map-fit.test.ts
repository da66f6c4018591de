import { expect, test } from 'vitest';
import { type ComparisonRow, comparisonNet } from '../../../src/cj/scoring/comparison-net.js';
import { EXACT_VARIANCE_ITEMS, fitMap } from '../../../src/cj/scoring/map-fit.js';
import { scoreBatch } from '../../../src/cj/scoring/score-batch.js';
import { lastAnchorOrGreatestId } from '../../../src/cj/scoring/se-reference.js';
import type { EssayId } from '../../../src/cj/words.js';
import type { ComparisonTable } from '../../../src/lab/fit/comparison-table.js';
import { simulatedSession } from '../../lab/simulated-session.js';

const ids = ['a', 'b', 'c'] as EssayId[];
const rows: readonly ComparisonRow[] = [
  ['a', 'b', 'essay_a', 8],
  ['a', 'b', 'essay_b', 2],
  ['b', 'c', 'essay_a', 7],
  ['b', 'c', 'essay_b', 3],
];

test('at the fit the gradient of likelihood and prior is 0', () => {
  const { theta } = fitMap(comparisonNet(ids, rows), 1);
  const [a = 0, b = 0, c = 0] = theta;
  const p = (lead: number): number => 1 / (1 + Math.exp(-lead));
  expect(8 - 10 * p(a - b) - a).toBeCloseTo(0, 8);
  expect(3 - 10 * p(c - b) - c).toBeCloseTo(0, 8);
  expect(a + b + c).toBeCloseTo(0, 8);
});

test('a wider prior pulls less, and an item that won all stays finite', () => {
  const net = comparisonNet(ids, [
    ['a', 'b', 'essay_a', 5],
    ['b', 'c', 'essay_a', 5],
  ]);
  const [narrow = 0] = fitMap(net, 0.5).theta;
  const [wide = 0] = fitMap(net, 3).theta;
  expect(wide).toBeGreaterThan(narrow);
  expect(wide).toBeLessThan(10);
});

test('BT_ESTIMATOR=map scores a batch with the prior of BT_PRIOR_SD', () => {
  const essays = ids.map((id) => ({ id, is_anchor: false }));
  const rules = { seReference: lastAnchorOrGreatestId, isolatedSeAtCap: true };
  const scored = scoreBatch(essays, rows, rules, { settings: { BT_ESTIMATOR: 'map', BT_PRIOR_SD: 1 } });
  expect(scored.kind === 'scored' ? scored.scores : null).toEqual(fitMap(comparisonNet(ids, rows), 1).theta);
});

test('above 200 items the prior SD is found where the marginal likelihood of the exact search is greatest too', () => {
  // The same net twice, unconnected, has the same most likely prior SD; the first is small enough for the exact search.
  const { table } = simulatedSession({ seed: 'halves', items: 150, comparisons: 1500 });
  const once = rowsOf(table, '');
  const ids = (part: string) => table.items.map((id) => `${id}${part}` as EssayId);
  const exact = fitMap(comparisonNet(ids(''), once)).priorSd;
  const both = comparisonNet([...ids(''), ...ids('x')], [...once, ...rowsOf(table, 'x')]);
  expect(Math.abs(fitMap(both).priorSd / exact - 1)).toBeLessThan(0.01);
});

test('standard errors take covariances into account below and above 200 items alike', () => {
  const { table } = simulatedSession({ seed: 'sparse', items: 150, comparisons: 300 });
  const ids = (part: string) => table.items.map((id) => `${id}${part}` as EssayId);
  const once = fitMap(comparisonNet(ids(''), rowsOf(table, '')), 1.5);
  const rows = [...rowsOf(table, ''), ...rowsOf(table, 'x')];
  const twice = fitMap(comparisonNet([...ids(''), ...ids('x')], rows), 1.5).se;
  expect(Math.max(...once.se.map((se, i) => Math.abs(se - (twice[i] ?? 0))))).toBeLessThan(1e-8);
});

test('a net beyond the limit of exact standard errors says that covariances are left out', () => {
  const many = Array.from({ length: EXACT_VARIANCE_ITEMS + 1 }, (_, i) => `i${i}` as EssayId);
  const net = comparisonNet(many, [['i0' as EssayId, 'i1' as EssayId, 'essay_a', 3]]);
  expect(fitMap(net, 1).seExact).toBe(false);
  expect(fitMap(comparisonNet(ids, rows), 1).seExact).toBe(true);
});

function rowsOf({ items, decisions }: ComparisonTable, part: string): readonly ComparisonRow[] {
  return decisions.map(
    ({ winner, loser }): ComparisonRow => [
      `${items[winner]}${part}` as EssayId,
      `${items[loser]}${part}` as EssayId,
      'essay_a',
      1,
    ],
  );
}
