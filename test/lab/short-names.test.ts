/** Names that are cut stay within their columns and stay apart. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textChart } from '../../src/lab/pictures/text-chart.js';
import { shortNames } from '../../src/lab/short-names.js';
import { cellWidth } from '../../src/report/cell-width.js';

test('names that differ are cut to texts that differ, none wider than asked', () => {
  const letter = fc.constantFrom('a', 'b', '…', '語', '1');
  const name = fc.array(letter, { maxLength: 40 }).map((letters) => letters.join(''));
  const names = fc.uniqueArray(
    fc.oneof(
      name,
      name.map((end) => `the-same-long-beginning-${end}`),
    ),
    {
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(names, fc.integer({ min: 8, max: 30 }), (all, columns) => {
      const texts = [...shortNames(all, columns).values()];
      expect(new Set(texts).size).toBe(all.length);
      expect(texts.filter((text) => cellWidth(text) > columns)).toEqual([]);
    }),
  );
});

test('a name is cut in its middle, and where others differ there, around that place', () => {
  const names = [
    'short',
    'a-name-that-is-alone-at-last',
    ...['1', '2'].map((k) => `pupil-of-class-${k}-final-version`),
  ];
  expect([...shortNames(names, 16).values()]).toEqual([
    'short',
    'a-name-…-at-last',
    '…ss-1-final-ver…',
    '…ss-2-final-ver…',
  ]);
});

test('wide letters that differ where no column is left for them are told apart by their numbers', () => {
  const names = ['甲', '乙'].map((letter) => `漢字漢字漢${letter}漢字漢字漢`);
  expect([...shortNames(names, 8).values()]).toEqual(['…漢字漢…', '漢字… 2']);
});

test('the chart keeps arms with a long common beginning apart', () => {
  const rows = [8, 80].map((value) => ({
    label: `${'optimal_graph, judge careful, errors 0.1, retries true, '}budget ${value} of all`,
    low: value,
    value,
    high: value,
  }));
  const labels = textChart(rows, 80, String).map((line) => line.split('  ')[0]);
  expect(labels.slice(0, 2)).toEqual([
    'optimal_graph, judge … true, budget 8 of all',
    'optimal_graph, judge …true, budget 80 of all',
  ]);
});
