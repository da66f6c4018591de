import { expect, test } from 'vitest';
import { coverageWave } from '../../../src/cj/pairing/coverage-wave.js';
import { fairComplement } from '../../../src/cj/pairing/orientation-rules.js';
import { randomWave } from '../../../src/cj/pairing/random-wave.js';
import { orientationStrategy, pairStrategy } from '../../../src/cj/pairing/strategies.js';
import { settingsSchema } from '../../../src/cj/settings.js';

test('strategies are found by the names that the settings allow', () => {
  const { PAIR_MATCHING_STRATEGY: matching, PAIR_ORIENTATION_STRATEGY: orientation } = settingsSchema.shape;
  for (const name of matching.unwrap().options) expect(pairStrategy(name)).toBeTypeOf('function');
  for (const name of orientation.unwrap().options) expect(orientationStrategy(name)).toBeTypeOf('function');
  expect([pairStrategy('optimal_graph'), pairStrategy('random')]).toEqual([coverageWave, randomWave]);
  expect(orientationStrategy('fair_complement')).toBe(fairComplement);
});

test('an unknown strategy is a user error that names the known ones', () => {
  expect(() => pairStrategy('greedy')).toThrow(
    expect.objectContaining({
      name: 'UserError',
      code: 'unknown_strategy',
      message: 'PAIR_MATCHING_STRATEGY "greedy" is not a known strategy',
      fix: 'one of optimal_graph, random, adaptive, d_optimal',
    }),
  );
  expect(() => orientationStrategy('')).toThrow(
    expect.objectContaining({ fix: 'one of fair_complement, random, anchor_first, id_order' }),
  );
});
