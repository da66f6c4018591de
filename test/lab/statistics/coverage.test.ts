/** The intervals cover known truths as often as they say: 93 to 97 of 100, over 2,000 runs each. */
import { describe, expect, test } from 'vitest';
import { sample } from '../../../src/cj/distribution.js';
import { meanInterval } from '../../../src/lab/statistics/mean-interval.js';
import { newcombeInterval, pairedTable } from '../../../src/lab/statistics/newcombe-interval.js';
import { stopsAfter } from '../../../src/lab/statistics/stopping-rule.js';
import { varianceFactor } from '../../../src/lab/statistics/variance-factor.js';
import { wilsonInterval } from '../../../src/lab/statistics/wilson-interval.js';
import { createDraw } from '../../../src/sim/randomness.js';

const RUNS = 2000;

type Uniform = (run: number, k: number) => number;

interface Bounds {
  readonly low: number;
  readonly high: number;
}

function coverage(purpose: string, truth: number, interval: (u: Uniform, run: number) => Bounds): number {
  const field = createDraw('coverage').field(purpose);
  let covered = 0;
  for (let run = 0; run < RUNS; run++) {
    const { low, high } = interval(field, run);
    if (low <= truth && truth <= high) covered++;
  }
  return covered / RUNS;
}

function many(n: number, value: (k: number) => number): number[] {
  return Array.from({ length: n }, (_, k) => value(k));
}

const normal = (u: number): number => sample({ normal: { mean: 3, sd: 2 } }, u);

describe('95 % intervals cover the truth in 93 to 97 of 100 runs', () => {
  const cases: readonly (readonly [name: string, share: () => number])[] = [
    [
      'the mean of 30 normal values',
      () => coverage('normal', 3, (u, run) => meanInterval(many(30, (k) => normal(u(run, k))))),
    ],
    [
      'the mean of 200 skewed values',
      () =>
        coverage('skewed', 1, (u, run) =>
          meanInterval(many(200, (k) => sample({ exponential: { mean: 1 } }, u(run, k)))),
        ),
    ],
    [
      'a share of .02 of 400',
      () =>
        coverage('share', 0.02, (u, run) =>
          wilsonInterval(many(400, (k) => Number(u(run, k) < 0.02)).filter((x) => x === 1).length, 400),
        ),
    ],
    [
      'a paired difference of means',
      () =>
        coverage('paired', 0.5, (u, run) =>
          meanInterval(
            many(
              30,
              (k) =>
                normal(u(run, k)) +
                0.5 +
                sample({ normal: { mean: 0, sd: 0.3 } }, u(run, 1000 + k)) -
                normal(u(run, k)),
            ),
          ),
        ),
    ],
    [
      'a paired difference of shares',
      () =>
        coverage('paired-share', 0.2, (u, run) => {
          const first = many(100, (k) => u(run, k));
          return newcombeInterval(
            pairedTable(
              first.map((x) => x < 0.6),
              first.map((x) => x >= 0.1 && x < 0.5),
            ),
          );
        }),
    ],
    [
      'a mean that was replicated until its half-width was .5',
      () =>
        coverage('sequential', 3, (u, run) => {
          const values = many(200, (k) => normal(u(run, k)));
          return meanInterval(values.slice(0, stopsAfter(values, { halfwidth: 0.5 }) ?? 200));
        }),
    ],
    [
      'the variance factor of 60 pairs with correlation .8',
      () =>
        coverage('factor', 5, (u, run) => {
          const a = many(60, (k) => sample({ normal: { mean: 0, sd: 1 } }, u(run, k)));
          const b = many(
            60,
            (k) => 0.8 * (a[k] ?? 0) + 0.6 * sample({ normal: { mean: 0, sd: 1 } }, u(run, 1000 + k)),
          );
          return varianceFactor(a, b) ?? { low: 0, high: 0 };
        }),
    ],
  ];

  test.each(cases)('%s', (_name, share) => {
    const found = share();
    expect(found).toBeGreaterThanOrEqual(0.93);
    expect(found).toBeLessThanOrEqual(0.97);
  });
});
