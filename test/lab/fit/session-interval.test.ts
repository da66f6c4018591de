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
