/** How often the interval of one session's r² holds it. */
import { expect, test } from 'vitest';
import { sample } from '../../../src/cj/distribution.js';
import { fitBtm } from '../../../src/lab/fit/btm.js';
import { reliability } from '../../../src/lab/fit/reliability.js';
import {
  type SimulatedSession,
  sessionInterval,
  spreadOfSessions,
} from '../../../src/lab/fit/session-interval.js';
import { simulateWaves } from '../../../src/lab/fit/simulate-waves.js';
import { correlation } from '../../../src/lab/statistics/correlation.js';
import { createDraw } from '../../../src/sim/randomness.js';

const ITEMS = 12;

function session(spread: number, seed: string): SimulatedSession {
  const draw = createDraw(seed);
  const shape = Array.from({ length: ITEMS }, (_, i) =>
    sample({ normal: { mean: 0, sd: 1 } }, draw('ability', i)),
  );
  const abilities = shape.map((value) => spread * value);
  const net = simulateWaves({ abilities, comparisons: 120, strategy: 'optimal_graph', draw });
  const { theta, se } = fitBtm(net);
  return { ssr: reliability(theta, se).ssr ?? 0, r: correlation(shape, theta) ?? 0 };
}

const spreads = [0, 0.5, 1, 1.5, 2, 3, 4].map((spread) =>
  spreadOfSessions(
    spread,
    Array.from({ length: 40 }, (_, k) => session(spread, `shown-${k}`)),
  ),
);

/** The SSR whose log of 1 − SSR is this. */
const ssrOf = (logError: number): number => 1 - Math.exp(logError);
const square = (z: number): number => Math.tanh(z) ** 2;

test('sessions of one spread are told by the line through them, and by how far they lie from it', () => {
  const places = [
    [-1, 1],
    [-2, 2],
    [-3, 2],
  ] as const;
  const found = spreadOfSessions(
    0.5,
    places.map(([x, z]) => ({ ssr: ssrOf(x), r: Math.tanh(z) })),
  );
  // By hand: variances 1 and 1/3, covariance −1/2; what the line leaves has one degree of freedom.
  const expected = { spread: 0.5, mean: -2, sd: 1, z: 5 / 3, slope: -0.5, zSd: Math.sqrt(1 / 6) };
  expect(found).toEqual(
    Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, expect.closeTo(value, 9)])),
  );
});

test('the interval is that of the spreads that show such an SSR, on the line of each, and as wide as its noise', () => {
  const narrow = { sd: 0.01, slope: 0, zSd: 0 };
  const from = { ...narrow, spread: 0, mean: 0, z: 0 };
  const to = { ...narrow, spread: 1, mean: -2, z: 2 };
  const exactly = (z: number) => ({ low: expect.closeTo(square(z), 9), high: expect.closeTo(square(z), 9) });
  expect(sessionInterval(ssrOf(-1), [from, to], 0.9)).toEqual(exactly(1));
  expect(sessionInterval(ssrOf(-1.5), [from, to], 0.9)).toEqual(exactly(1.5));
  expect(sessionInterval(ssrOf(-3), [{ ...to, sd: 1, slope: 0.5 }], 0.9)).toEqual(exactly(1.5));
  // Of 19 equally likely values the outermost are the quantiles of 1/38 and 37/38.
  expect(sessionInterval(ssrOf(-2), [{ ...to, zSd: 0.5 }], 0.9)).toEqual({
    low: expect.closeTo(square(2 - 0.5 * 1.9379315), 6),
    high: expect.closeTo(square(2 + 0.5 * 1.9379315), 6),
  });
  // At 2.5 SD a spread has 0.044 times the weight, less than a twentieth of the whole; at 2.4 it has 0.056 times.
  const beside = (off: number) => ({ ...to, spread: 0.025, mean: off - 2, sd: 1, z: 2 });
  const nearest = { ...from, mean: -2, sd: 1, z: 1 };
  expect(sessionInterval(ssrOf(-2), [nearest, beside(2.5)], 0.9)).toEqual(exactly(1));
  expect(sessionInterval(ssrOf(-2), [nearest, beside(2.4)], 0.9)).toEqual({
    low: expect.closeTo(square(1), 9),
    high: expect.closeTo(square(2), 9),
  });
});

// 90 % of 200 are 180, with an SD of 4.2.
test.each([1, 1.5, 2])(
  'with abilities of SD %d the true r² lies within in nine of ten sessions',
  (spread) => {
    const held = Array.from({ length: 200 }, (_, k) => {
      const { ssr, r } = session(spread, `truth-${k}`);
      const { low, high } = sessionInterval(ssr, spreads, 0.9);
      return low <= r * r && r * r <= high;
    });
    expect(held.filter(Boolean).length).toBeGreaterThan(168);
    expect(held.filter(Boolean).length).toBeLessThan(196);
  },
);

test('sessions that show one and the same, or are right in every place, have an interval', () => {
  const same = [0, 1].map((spread) =>
    spreadOfSessions(
      spread,
      [1, 2, 3].map(() => ({ ssr: 0.8, r: 1 })),
    ),
  );
  expect(sessionInterval(0.8, same, 0.9)).toEqual({ low: expect.closeTo(1, 9), high: expect.closeTo(1, 9) });
  const coins = [
    spreadOfSessions(
      0,
      [-0.3, 0, 0.3].map((r) => ({ ssr: 0.5 + r / 10, r })),
    ),
  ];
  expect(sessionInterval(0.3, coins, 0.9).low).toBe(0);
});
