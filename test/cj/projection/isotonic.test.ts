import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isotonic } from '../../../src/cj/projection/isotonic.js';

const values = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { maxLength: 12 });
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

test('neighbours in the wrong order become their mean', () => {
  expect(isotonic([])).toEqual([]);
  expect(isotonic([1, 2, 3])).toEqual([1, 2, 3]);
  expect(isotonic([1, 4, 2, 5])).toEqual([1, 3, 3, 5]);
  expect(isotonic([3, 2, 1])).toEqual([2, 2, 2]);
  expect(isotonic([4, 5, 0, 9])).toEqual([3, 3, 3, 9]);
});

test('the result never falls and keeps the sum', () => {
  fc.assert(
    fc.property(values, (raw) => {
      const fitted = isotonic(raw);
      expect(fitted).toHaveLength(raw.length);
      expect(fitted.every((value, i) => i === 0 || value >= (fitted[i - 1] ?? value))).toBe(true);
      expect(sum(fitted)).toBeCloseTo(sum(raw), 9);
    }),
  );
});

test('no other non-decreasing sequence is closer', () => {
  const distance = (a: readonly number[], b: readonly number[]) =>
    sum(a.map((x, i) => (x - (b[i] ?? 0)) ** 2));
  const pair = fc
    .integer({ min: 1, max: 10 })
    .chain((length) =>
      fc.tuple(
        ...[0, 1].map(() =>
          fc.array(fc.integer({ min: -20, max: 20 }), { minLength: length, maxLength: length }),
        ),
      ),
    );
  fc.assert(
    fc.property(pair, ([raw = [], other = []]) => {
      const rival = [...other].sort((a, b) => a - b);
      expect(distance(raw, isotonic(raw))).toBeLessThanOrEqual(distance(raw, rival) + 1e-9);
    }),
  );
});

test('a sequence that does not fall is left alone, bit for bit', () => {
  fc.assert(
    fc.property(values, (raw) => {
      const fitted = isotonic(raw);
      expect(isotonic(fitted)).toEqual(fitted);
    }),
  );
});
