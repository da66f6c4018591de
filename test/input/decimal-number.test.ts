import { expect, test } from 'vitest';
import { decimalNumber } from '../../src/input/decimal-number.js';

test.each([
  ['+5', 5],
  ['-0.25', -0.25],
  ['.5', 0.5],
  ['5.', 5],
  ['1E-3', 0.001],
  ['2e+3', 2000],
])('%s is a number', (text, value) => {
  expect(decimalNumber(text)).toBe(value);
});

test.each(['', '.', '+', '--1', '0x10', '1,5', '1 000', ' 1', '1e', '1e400', 'Infinity', 'NaN'])(
  '"%s" is none',
  (text) => {
    expect(decimalNumber(text)).toBeNull();
  },
);
