import { describe, expect, test } from 'vitest';
import { clockText } from '../../src/cj/clock-text.js';
import { counted, decimal, duration, firstOf, percent, wrapped } from '../../src/report/words-of.js';

test('nothing is a dash', () => {
  expect([decimal(null, 2), percent(null)]).toEqual(['–', '–']);
});

test('what rounds to zero has no sign', () => {
  expect([decimal(-0.001, 2), decimal(-0.006, 2), decimal(-0.4, 0)]).toEqual(['0.00', '-0.01', '0']);
});

test('shares are whole percents', () => {
  expect([percent(0), percent(0.666), percent(1.6)]).toEqual(['0 %', '67 %', '160 %']);
});

test('one is singular', () => {
  expect([counted(1, 'pass', 'passes'), counted(2, 'pass', 'passes'), counted(0, 'pair')]).toEqual([
    '1 pass',
    '2 passes',
    '0 pairs',
  ]);
});

test('of more names than are shown it is said how many', () => {
  expect([firstOf(['a', 'b'], 2), firstOf(['a', 'b', 'c'], 2)]).toEqual(['a, b', 'a, b and 1 more']);
});

describe('durations', () => {
  const CASES: readonly (readonly [number, string])[] = [
    [0, '0 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [59_400, '59.4 s'],
    [59_960, '1 min 00 s'],
    [125_000, '2 min 05 s'],
    [3_599_499, '59 min 59 s'],
    [3_600_000, '1 h 00 min 00 s'],
    [3_723_000, '1 h 02 min 03 s'],
  ];
  for (const [ms, words] of CASES) test(words, () => expect(duration(ms)).toBe(words));
});

test('the clock does not stop at a day', () => {
  expect([clockText(250_000), clockText(90_000_000)]).toEqual(['00:04:10', '25:00:00']);
});

test('a number is not parted from its %, and wide letters count as two columns', () => {
  expect(wrapped('one two three four [49 %, 82 %] five', 30, 4)).toBe(
    'one two three four [49 %,\n    82 %] five',
  );
  expect(wrapped('日本語の名前は長い too', 20, 0)).toBe('日本語の名前は長い\ntoo');
});

test('text is wrapped between words, and every line but the first is indented', () => {
  expect(wrapped('one two three four five six', 24, 4)).toBe('one two three four\n    five six');
});
