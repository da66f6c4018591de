import { expect, test } from 'vitest';
import { backtest } from '../../../src/lab/backtest/backtest.js';
import { simulatedSession } from '../simulated-session.js';

const SESSIONS = 100;

test('on simulated sessions the 90 % intervals hold the real values as often as they say', () => {
  const found = Array.from({ length: SESSIONS }, (_, k) =>
    backtest(simulatedSession({ seed: `session-${k}`, items: 20, comparisons: 400 }).table, {
      simulations: 60,
    }),
  ).flatMap(({ predictions }) => predictions);
  const inside = found.filter((prediction) => prediction.inside).length / found.length;
  // 300 values, three of each session.
  expect(inside).toBeGreaterThanOrEqual(0.85);
  expect(inside).toBeLessThanOrEqual(0.95);
}, 240_000);

test('large sessions, whose intervals are narrow, are predicted without bias', () => {
  const below = Array.from({ length: 4 }, (_, k) =>
    backtest(simulatedSession({ seed: `large-${k}`, items: 210, comparisons: 3000 }).table, {
      simulations: 24,
    }),
  ).flatMap(({ predictions }) => predictions.map((prediction) => prediction.below ?? 0.5));
  const mean = below.reduce((sum, share) => sum + share, 0) / below.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.25);
}, 120_000);

test('what cannot be computed is neither inside nor outside', () => {
  const { table } = simulatedSession({ seed: 'sparse', items: 60, comparisons: 70 });
  const { predictions } = backtest(table, { simulations: 20 });
  expect(predictions.filter(({ real }) => real === null).map(({ inside }) => inside)).not.toContain(false);
});

test('a session whose judge answers against itself is not predicted', () => {
  const { table } = simulatedSession({ seed: 'odd', items: 20, comparisons: 600 });
  const decisions = table.decisions.map((decision) =>
    decision.winner % 5 === 0 && decision.loser % 2 === 1
      ? { ...decision, winner: decision.loser, loser: decision.winner }
      : decision,
  );
  const { predictions } = backtest({ ...table, decisions }, { simulations: 100 });
  expect(predictions.some(({ inside }) => !inside)).toBe(true);
});
