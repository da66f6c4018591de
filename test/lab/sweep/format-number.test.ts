/** Numbers in the texts of the lab. */
import { expect, test } from 'vitest';
import { digits, intervalText, pText } from '../../../src/lab/sweep/format-number.js';

test('a number has three or four figures, whatever its size, and none is said as such', () => {
  const values = [1234.5, 100, 99.94, 10, 9.994, 1, 0.9994, 0.01234, -12.34];
  expect(values.map(digits)).toEqual([
    ...['1235', '100', '99.9', '10.0', '9.99', '1.00', '0.999', '0.012', '-12.3'],
  ]);
  expect([0.00042, -0.0000061, 1e-17, 0.0006].map(digits)).toEqual(['0.0004', '-0.000006', '0.000', '0.001']);
  expect([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].map(digits)).toEqual([
    ...['∞', '−∞', '–'],
  ]);
});

test('an interval stands beside its estimate where there is one', () => {
  const spread = { estimate: 12, low: 11, high: 13.5, n: 5 };
  expect(intervalText(spread)).toBe('12.0 [11.0, 13.5]');
  expect(intervalText({ estimate: 0.0012, low: 0.0011, high: 0.0013, n: 5 })).toBe('0.0012 [0.0011, 0.0013]');
  expect(intervalText({ estimate: 287.9, low: 287.65, high: 288.15, n: 5 })).toBe('287.9 [287.6, 288.1]');
  expect(intervalText({ ...spread, low: 12, high: 12 })).toBe('12');
  expect(intervalText({ ...spread, estimate: 12.5, low: 12.5, high: 12.5 })).toBe('12.5');
  const [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  expect(intervalText({ estimate: 12, low, high, n: 1 })).toBe('12.0 (one run)');
  expect([intervalText(undefined), intervalText(null)]).toEqual(['–', '–']);
});

test('a p that is small is said to be below a thousandth', () => {
  expect([0.0009, 0.001, 0.04999, 1].map(pText)).toEqual(['< 0.001', '0.001', '0.050', '1.000']);
});
