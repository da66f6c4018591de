import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Distribution, sample } from '../../src/cj/distribution.js';
import { distributionSchema } from '../../src/cj/distribution-schema.js';

const EVERY_KIND: readonly Distribution[] = [
  7,
  { constant: 7 },
  { uniform: [1200, 2000] },
  { normal: { mean: 10, sd: 2 } },
  { normal: { mean: 10, sd: 2, min: 9, max: 11 } },
  { lognormal: { median: 100, sigma: 0.5 } },
  { exponential: { mean: 50 } },
];

const mean = (distribution: Distribution, n = 100_000): number => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += sample(distribution, (i + 0.5) / n);
  return sum / n;
};

describe('a sample', () => {
  test('at one half is the median', () => {
    expect(EVERY_KIND.map((distribution) => sample(distribution, 0.5))).toEqual([
      7,
      7,
      1600,
      10,
      10,
      100,
      50 * Math.LN2,
    ]);
  });

  test('has the mean of its distribution', () => {
    const means = EVERY_KIND.map((distribution) => mean(distribution));
    const expected = [7, 7, 1600, 10, 10, 100 * Math.exp(0.125), 50];
    means.forEach((value, i) => {
      expect(value / (expected[i] ?? 0)).toBeCloseTo(1, 3);
    });
  });

  test('is finite for every draw and does not fall as the draw rises', () => {
    const draw = fc.oneof(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.constant(0));
    fc.assert(
      fc.property(fc.constantFrom(...EVERY_KIND), draw, draw, (distribution, u, v) => {
        const [low, high] = [sample(distribution, Math.min(u, v)), sample(distribution, Math.max(u, v))];
        expect(Number.isFinite(low) && low <= high).toBe(true);
      }),
    );
  });

  test('of a bounded normal distribution stays within its bounds', () => {
    const bounded: Distribution = { normal: { mean: 0, sd: 1, min: -1, max: 2 } };
    expect([0, 1e-9, 1 - 1e-9].map((u) => sample(bounded, u))).toEqual([-1, -1, 2]);
  });
});

describe('a written distribution', () => {
  test('of every kind is accepted as it is', () => {
    expect(EVERY_KIND.map((distribution) => distributionSchema.parse(distribution))).toEqual(EVERY_KIND);
  });

  const wrong: readonly unknown[] = [
    '3',
    null,
    Number.NaN,
    {},
    { uniform: [2, 1] },
    { uniform: [1] },
    { normal: { mean: 1 } },
    { normal: { mean: 1, sd: -1 } },
    { normal: { mean: 1, sd: 1, min: 2, max: 1 } },
    { lognormal: { median: 0, sigma: 1 } },
    { exponential: { mean: 0 } },
    { constant: 1, uniform: [1, 2] },
  ];
  test.each(wrong.map((value) => [JSON.stringify(value), value]))('%s is refused', (_text, value) => {
    expect(distributionSchema.safeParse(value).success).toBe(false);
  });
});
