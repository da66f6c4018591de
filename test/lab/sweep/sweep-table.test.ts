/** The tables of a sweep in terminals of any width. */
import { expect, test } from 'vitest';
import { sweepTable } from '../../../src/lab/sweep/sweep-table.js';

const head = ['arm', 'mean', 'p'];
const rows = [
  ['a long name of an arm', '0.5 [0.4, 0.6]', '0.010'],
  ['another', '0.7 [0.6, 0.8]', ''],
];

test('where there is room for all, a row is a line', () => {
  const lines = sweepTable(head, rows, 80).split('\n');
  expect(lines.filter((line) => line.includes('a long name of an arm'))).toEqual([
    expect.stringContaining('0.5 [0.4, 0.6]'),
  ]);
});

test('where there is less, the name is broken', () => {
  const lines = sweepTable(head, rows, 48).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(48);
  expect(lines.some((line) => line.includes('a long name of'))).toBe(true);
  expect(lines.some((line) => line.includes('a long name of an arm'))).toBe(false);
});

test('where there is hardly any, a row has a line a value, with the name of its column unless it stands alone', () => {
  expect(sweepTable(head, rows, 30).split('\n')).toEqual([
    'a long name of an arm',
    '  mean 0.5 [0.4, 0.6]',
    '  p 0.010',
    'another',
    '  0.7 [0.6, 0.8]',
  ]);
});
