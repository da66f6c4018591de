/** Points with intervals, in letters. */
import { expect, test } from 'vitest';
import { type ChartRow, textChart } from '../../../src/lab/pictures/text-chart.js';

const row = (label: string, low: number, value: number, high: number): ChartRow => ({
  label,
  low,
  value,
  high,
});
const chart = (rows: readonly ChartRow[], width = 36) => textChart(rows, width, (value) => value.toFixed(1));

test('an interval lies between its ends, on an axis from the least to the greatest of all', () => {
  const rows = [
    row('both sides', 0, 1, 2),
    row('å', 1, 1, 3),
    row('alone', 3, 3, 3),
    row('unbounded', Number.NEGATIVE_INFINITY, 2, Number.POSITIVE_INFINITY),
    row('nothing', 0, Number.NaN, 9),
  ];
  expect(chart(rows)).toEqual([
    'both sides  ├───────●──────┤',
    'å                   ●──────────────┤',
    'alone                              ●',
    'unbounded   ├──────────────●───────┤',
    '            0.0                  3.0',
  ]);
  expect(chart([row('nothing', 0, Number.NaN, 9)])).toEqual([]);
});

test('equal values stand in the middle, above their number', () => {
  expect(chart([row('a', 0.5, 0.5, 0.5), row('b', 0.5, 0.5, 0.5)], 23)).toEqual([
    'a            ●',
    'b            ●',
    '             0.5',
  ]);
});

test('names give way to marks, of which there are 20 at least and 80 at most', () => {
  const long = (n: number) => chart([row('x'.repeat(50), 0, 1, 2)], n);
  const widths = (n: number) => long(n).map((line) => line.length);
  expect([widths(36), widths(10), widths(200)]).toEqual([
    [36, 36],
    [32, 32],
    [126, 126],
  ]);
  expect(long(36)[0]?.indexOf('├')).toBe(16);
});
