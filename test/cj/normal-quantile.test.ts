import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalQuantile } from '../../src/cj/normal-quantile.js';

test('has the values of the published algorithm, from the middle to the far tails', () => {
  // Reference: Python 3, statistics.NormalDist().inv_cdf.
  const reference: readonly (readonly [number, number])[] = [
    [0.5, 0],
    [0.25, -0.6744897501960817],
    [0.0751, -1.4388253927525398],
    [0.07, -1.4757910281791702],
    [0.975, 1.9599639845400536],
    [1e-3, -3.090232306167813],
    [1e-12, -7.034483825301132],
    [1e-100, -21.27345356096532],
    [1e-300, -37.0470962993612],
    [0.999999999, 5.997807019601638],
  ];
  expect(reference.map(([p]) => [p, normalQuantile(p)])).toEqual(reference);
});

test('is infinite at 0 and 1 and not a number outside', () => {
  expect([0, 1, -0.1, 1.1, Number.NaN].map(normalQuantile)).toEqual([
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
});

test('rises with the share, and mirrors at one half', () => {
  const share = fc.integer({ min: 1, max: 2 ** 20 - 1 }).map((n) => n / 2 ** 20);
  fc.assert(
    fc.property(share, share, (p, q) => {
      if (p < q) expect(normalQuantile(p)).toBeLessThan(normalQuantile(q));
      expect(normalQuantile(1 - p) + normalQuantile(p)).toBe(0);
    }),
  );
});
