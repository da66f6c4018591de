/** The standard error of the position effect holds the true effect as often as it should. */
import { expect, test } from 'vitest';
import { fitMap } from '../../../src/cj/scoring/map-fit.js';
import { netOf } from '../../../src/lab/fit/comparison-table.js';
import { positionEffect } from '../../../src/lab/fit/position-effect.js';
import { simulatedSession } from '../simulated-session.js';

const SESSIONS = 240;

test('1.96 standard errors to either side hold it in 93 to 97 of 100 sessions', () => {
  const positionOf = (seed: string) => {
    const { table } = simulatedSession({ seed, items: 30, comparisons: 300, sd: 2, positionEffect: 0.5 });
    const net = netOf(table);
    // The search for the prior's SD goes on from any start; a map fit of its own would only cost time.
    return positionEffect(table, net, { ...fitMap(net, 2), priorFrom: 'empirical_bayes' });
  };
  const held = Array.from({ length: SESSIONS }, (_, k) => positionOf(`held ${k}`)).filter(
    (found) => Math.abs((found?.eta ?? 0) - 0.5) <= 1.96 * (found?.se ?? 0),
  );
  expect(held.length / SESSIONS).toBeGreaterThanOrEqual(0.93);
  expect(held.length / SESSIONS).toBeLessThanOrEqual(0.97);
}, 60_000);
