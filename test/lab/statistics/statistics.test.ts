/** Statistics against published values and against slow but plain calculations. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correlation } from '../../../src/lab/statistics/correlation.js';
import { holmAdjusted } from '../../../src/lab/statistics/holm.js';
import { kendallTau } from '../../../src/lab/statistics/kendall-tau.js';
import { mcnemarTest } from '../../../src/lab/statistics/mcnemar-test.js';
import { meanInterval } from '../../../src/lab/statistics/mean-interval.js';
import { newcombeInterval } from '../../../src/lab/statistics/newcombe-interval.js';
import { pairedTest } from '../../../src/lab/statistics/paired-test.js';
import { rightOrderShare } from '../../../src/lab/statistics/right-order-share.js';
import { spearman } from '../../../src/lab/statistics/spearman.js';
import { studentCdf, studentQuantile } from '../../../src/lab/statistics/special-functions.js';
import { stopsAfter } from '../../../src/lab/statistics/stopping-rule.js';
import { varianceFactor } from '../../../src/lab/statistics/variance-factor.js';
import { wilsonInterval } from '../../../src/lab/statistics/wilson-interval.js';

test("Student's quantiles are those of the tables", () => {
  expect(studentQuantile(0.975, 1)).toBeCloseTo(12.7062, 4);
  expect(studentQuantile(0.975, 10)).toBeCloseTo(2.228139, 6);
  expect(studentQuantile(0.95, 29)).toBeCloseTo(1.699127, 6);
  expect(studentCdf(2, 5)).toBeCloseTo(0.94903, 6);
  expect(studentQuantile(0.025, 10)).toBeCloseTo(-2.228139, 6);
  expect(studentQuantile(0.5, 10)).toBe(0);
});

test("Wilson's interval is that of Newcombe's paper of 1998: 81 of 263 and 1 of 29", () => {
  const many = wilsonInterval(81, 263);
  expect([many.low, many.high].map((x) => x.toFixed(4))).toEqual(['0.2553', '0.3662']);
  const few = wilsonInterval(1, 29);
  expect([few.low, few.high].map((x) => x.toFixed(4))).toEqual(['0.0061', '0.1718']);
});

test("Newcombe's paired interval, method 10, is that of his table II: 36, 12, 2, 0", () => {
  const first = newcombeInterval({ both: 36, firstOnly: 12, secondOnly: 2, neither: 0 });
  expect([first.estimate, first.low, first.high].map((x) => x.toFixed(4))).toEqual([
    '0.2000',
    '0.0569',
    '0.3404',
  ]);
});

test('Holm multiplies the smallest p by all, the next by one fewer, and keeps the order', () => {
  expect(holmAdjusted([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(10)))).toEqual([
    0.03, 0.06, 0.06, 0.02,
  ]);
});

describe("Student's sleep data of 1908, hours gained under two drugs by the same ten patients", () => {
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
  const gaps = first.map((x, k) => x - (second[k] ?? 0));

  test("the interval of the mean difference and its p are those that R's t.test prints", () => {
    const { estimate, low, high, n } = meanInterval(gaps);
    expect([estimate, low, high].map((x) => Number(x.toFixed(7)))).toEqual([-1.58, -2.4598858, -0.7001142]);
    expect(n).toBe(10);
    expect(pairedTest(gaps)).toBeCloseTo(0.002833, 6);
  });

  test('pairing cuts the variance by the factor that the three variances give', () => {
    // Sample variances 3.200556, 4.009 and 1.512889.
    expect(varianceFactor(first, second)?.estimate).toBeCloseTo(7.209556 / 1.512889, 4);
  });
});

describe('rank correlations', () => {
  test('τ-b and Spearman are those of the examples in the manual of scipy.stats', () => {
    expect(kendallTau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.47140452079103173, 12);
    expect(kendallTau([1, 2, 3], [4, 5, 6])).toBe(1);
    expect(kendallTau([1, 2, 3, 4, 5], [5, 4, 3, 2, 1])).toBe(-1);
    expect(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.8207826816681233, 12);
  });

  const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
    minLength: 2,
    maxLength: 30,
  });

  test('τ-b and the share of pairs in the right order equal a count over all pairs', () => {
    fc.assert(
      fc.property(values, (pairs) => {
        const x = pairs.map(([a]) => a);
        const y = pairs.map(([, b]) => b);
        const slow = slowCounts(x, y);
        expect(kendallTau(x, y)).toEqual(slow.tau === null ? null : expect.closeTo(slow.tau, 12));
        expect(rightOrderShare(x, y)).toEqual(slow.right === null ? null : expect.closeTo(slow.right, 12));
      }),
    );
  });

  test('ties share the mean of their ranks in Spearman', () => {
    expect(spearman([1, 2, 2, 4], [1, 3, 2, 4])).toBeCloseTo(0.948683, 6);
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNull();
  });

  test.each([2, 6, 20, 50])(
    '%i values that are all tied have no correlation, with each other or with any',
    (n) => {
      const [tied, other] = [
        Array.from({ length: n }, () => 0.7),
        Array.from({ length: n }, (_, k) => k * k),
      ];
      for (const [x, y] of [
        [tied, tied],
        [tied, other],
        [other, tied],
      ] as const) {
        expect(spearman(x, y)).toBeNull();
        expect(correlation(x, y)).toBeNull();
      }
    },
  );
});

test('one difference, and no run at all, say nothing', () => {
  expect(pairedTest([5])).toBe(1);
  expect(meanInterval([5])).toEqual({
    estimate: 5,
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
    n: 1,
  });
  expect(wilsonInterval(0, 0)).toEqual({ estimate: Number.NaN, low: 0, high: 1, n: 0 });
});

test('common numbers give a factor above 1, opposite ones below 1, and arms without spread none', () => {
  const a = [1, 4, 2, 8, 5, 7, 1, 9];
  expect(
    varianceFactor(
      a,
      a.map((x, k) => x + (k % 2)),
    )?.estimate ?? 0,
  ).toBeGreaterThan(10);
  expect(
    varianceFactor(
      a,
      a.map((x, k) => (k % 2) - x),
    )?.estimate ?? 1,
  ).toBeLessThan(0.6);
  expect(varianceFactor([1, 1, 1, 1], [1, 1, 1, 1])).toBeNull();
  // Of values near a thousand million no more than their rounding.
  const near = (step: number) => a.map((x) => 1e9 + step * x);
  expect(varianceFactor(near(1e-6), near(-2e-6))).toBeNull();
  expect(varianceFactor(near(10), near(-20))?.estimate).toBeCloseTo(5 / 9, 9);
});

describe("McNemar's exact test", () => {
  test('gives the p of the approval table in Agresti (150 and 86 changed their minds) as exact2x2 in R does', () => {
    expect(mcnemarTest({ both: 794, firstOnly: 150, secondOnly: 86, neither: 570 })).toBeCloseTo(3.716e-5, 8);
  });

  test('is 1 without a change or with as many each way, and twice the least chance when all change one way', () => {
    const table = { both: 9, neither: 9 };
    expect(mcnemarTest({ ...table, firstOnly: 0, secondOnly: 0 })).toBe(1);
    expect(mcnemarTest({ ...table, firstOnly: 4, secondOnly: 4 })).toBe(1);
    expect(mcnemarTest({ ...table, firstOnly: 5, secondOnly: 0 })).toBeCloseTo(2 / 32, 12);
  });
});

describe('sequential replication', () => {
  test('values without spread never stop it', () => {
    expect(stopsAfter(new Array<number>(500).fill(1), { halfwidth: 0.1 })).toBeNull();
  });

  test('it asks for at least 30 values, and stays narrow at the next look', () => {
    const calm = Array.from({ length: 100 }, (_, k) => k % 2);
    expect(stopsAfter(calm, { halfwidth: 0.5 })).toBe(35);
    expect(stopsAfter(calm.slice(0, 35), { halfwidth: 0.5 })).toBe(35);
    // Half-widths of 0.190, 0.174 and 0.162 after 30, 35 and 40 values.
    expect(stopsAfter(calm, { halfwidth: 0.18 })).toBe(40);
    const calmAtFirst = [...calm.slice(0, 30), 90, ...calm];
    expect(stopsAfter(calmAtFirst.slice(0, 60), { halfwidth: 0.5 })).toBeNull();
    expect(stopsAfter(calm.slice(0, 34), { halfwidth: 0.5 })).toBeNull();
  });
});

function slowCounts(x: readonly number[], y: readonly number[]) {
  let sum = 0;
  let knownX = 0;
  let knownY = 0;
  let right = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const dx = Math.sign((x[i] ?? 0) - (x[j] ?? 0));
      const dy = Math.sign((y[i] ?? 0) - (y[j] ?? 0));
      sum += dx * dy;
      knownX += dx * dx;
      knownY += dy * dy;
      if (dx !== 0) right += dx === dy ? 1 : dy === 0 ? 0.5 : 0;
    }
  }
  const scale = Math.sqrt(knownX * knownY);
  return { tau: scale === 0 ? null : sum / scale, right: knownX === 0 ? null : right / knownX };
}

test('values without spread never end a replication, whatever rounding makes of their mean', () => {
  const constant = Array.from({ length: 60 }, () => 1.3);
  const gaps = Array.from({ length: 60 }, (_, k) => (k % 2 === 0 ? 2.1 - 1.3 : 0.8));
  for (const values of [constant, gaps]) expect(stopsAfter(values, { halfwidth: 0.01 })).toBeNull();
});
