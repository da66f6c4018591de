import { expect, test } from 'vitest';
import { valuesLines } from '../../src/report/values-text.js';

test('of two sights of one thing only what differs is told', () => {
  const values = {
    expected: { submitted: 12, total: 12, cap: 30, deep: { a: 1 } },
    rows: { submitted: 12, total: 24, cap: 30, deep: { a: 2 }, more: 1 },
    iteration: 3,
  };
  expect(valuesLines(values, 80)).toEqual([
    'expected and rows, where they differ (of 4 values):',
    '  deep.a: 1, 2',
    '  total: 12, 24',
    'iteration: 3',
  ]);
});

test('where two sights of one thing stand apart, they are told at the place of the second', () => {
  const [expected, rows] = [
    { submitted: 12, total: 12, cap: 30 },
    { submitted: 12, total: 24, cap: 30 },
  ];
  expect(valuesLines({ expected, iteration: 3, rows, batch: 1 }, 80)).toEqual([
    'iteration: 3',
    'expected and rows, where they differ (of 3 values):',
    '  total: 12, 24',
    'batch: 1',
  ]);
});

test('objects without enough in common, or with nothing that differs, are shown as they are', () => {
  expect(valuesLines({ a: { x: 1 }, b: { x: 2 } }, 80)).toEqual(['a: { "x": 1 }', 'b: { "x": 2 }']);
  const same = { x: 1, y: 2, z: 3 };
  expect(valuesLines({ a: same, b: same }, 80)).toEqual([
    'a: { "x": 1, "y": 2, "z": 3 }',
    'b: { "x": 1, "y": 2, "z": 3 }',
  ]);
});

test('a long value is broken at blanks, and cut where it is said to be', () => {
  const [value] = [{ ids: Array.from({ length: 300 }, (_, n) => n) }];
  const lines = valuesLines(value, 60);
  expect(lines.every((line) => line.length <= 60)).toBe(true);
  expect(lines.join(' ')).toMatch(/… \(\d+ +characters more\)$/);
  expect(valuesLines({ nothing: undefined, text: 'a "b"' }, 60)).toEqual(['nothing: nothing', 'text: a "b"']);
});

test('a text of 600 characters is whole, of a longer one it is said how much is left', () => {
  const words = (n: number) => 'five '.repeat(n).trimEnd();
  expect(valuesLines({ a: words(120) }, 1000)).toEqual([`a: ${words(120)}`]);
  expect(valuesLines({ a: `${words(120)}!x` }, 1000)).toEqual([`a: ${words(120)}!… (1 characters more)`]);
});

test('lines of what differs are indented and as wide as the others', () => {
  const values = { a: { x: 'one two three four', y: 1, z: 1 }, b: { x: 'one two three five', y: 1, z: 1 } };
  expect(valuesLines(values, 28)).toEqual([
    'a and b, where they differ',
    '  (of 3 values):',
    '  x: one two three four,',
    '    one two three five',
  ]);
});
