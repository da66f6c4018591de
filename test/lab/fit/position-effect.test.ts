/** The position effect is where its marginal likelihood is greatest, and its standard error holds the true effect as often as it should. */
import { expect, test } from 'vitest';
import { fitMap } from '../../../src/cj/scoring/map-fit.js';
import { comparisonTable } from '../../../src/lab/fit/comparison-rows.js';
import { netOf } from '../../../src/lab/fit/comparison-table.js';
import { positionEffect } from '../../../src/lab/fit/position-effect.js';
import { simulatedSession } from '../simulated-session.js';

const SESSIONS = 240;

/** Seven items, 18 comparisons, nearly all ordered; the letter before the sign was shown first. */
const ORDERLY = 'a>b c<d c<e a<e b>a f>e a>d e>b d<a f>c c<g a>c a>d e>b d<a a<e e>a e>g'.split(' ');

test('it is found where an almost ordered net tells little of the spread, and steps would swing to and fro', () => {
  const table = comparisonTable(
    ORDERLY.map(([first = '', sign, second = '']) => ({
      winner: sign === '>' ? first : second,
      loser: sign === '>' ? second : first,
      first,
    })),
  );
  const net = netOf(table);
  const found = [10, 12, 14, 20, undefined].map((sd) => positionEffect(table, net, fitMap(net, sd)));
  // Laplace's marginal likelihood, climbed by scipy 1.17 (minimize_scalar, Nelder-Mead); of a free SD it is greatest at 20.
  const eta = [3.4083, 4.2485, 4.8799, 6.0928, 6.0928];
  const se = [2.643, 2.59, 2.4437, 2.4186, 2.4186];
  found.forEach((effect, k) => {
    expect(Math.abs((effect?.eta ?? 0) - (eta[k] ?? 0))).toBeLessThan(2e-3);
    expect(Math.abs((effect?.se ?? 0) - (se[k] ?? 0))).toBeLessThan(1e-2);
  });
});

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

test('it is the same to 1/300 of a standard error as with the exact traces of a net of 200 items', () => {
  const { table } = simulatedSession({
    seed: 'probes',
    items: 200,
    comparisons: 1500,
    positionEffect: 0.5,
  });
  const net = netOf(table);
  const found = positionEffect(table, net, fitMap(net));
  // Laplace's marginal likelihood with dense determinants, climbed by Newton steps in numpy 2.4.
  expect(Math.abs((found?.eta ?? 0) - 0.49336)).toBeLessThan(2.5e-4);
  expect(Math.abs((found?.se ?? 0) - 0.07683)).toBeLessThan(2.5e-4);
});
