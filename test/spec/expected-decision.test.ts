import { describe, expect, test } from 'vitest';
import { current } from '../../src/cj/policies/current.js';
import { DEFAULT_SETTINGS } from '../../src/cj/settings.js';
import { sampleRules } from '../../src/search/rule-samples.js';
import { type BatchAsSeen, expectedDecision } from '../../src/sim/specification/expected-decision.js';

const TWO_OF_THREE: BatchAsSeen = {
  override: null,
  essays: 3,
  comparisons: [
    { a: 'x', b: 'y', winner: 'essay_a' },
    { a: 'y', b: 'z', winner: 'error' },
  ],
  passes: 0,
  usableBefore: 0,
  scoresBefore: null,
  scores: new Map([
    ['x', 1],
    ['y', -1],
    ['z', 0],
  ]),
  isProviderBatch: false,
  settings: DEFAULT_SETTINGS,
};

describe('the executable specification', () => {
  test('asks the pair that nobody asked before it retries the one that failed', () => {
    expect(expectedDecision(TWO_OF_THREE).outcome).toBe('coverage');
  });

  test('retries once every pair was asked', () => {
    const comparisons = [...TWO_OF_THREE.comparisons, { a: 'x', b: 'z', winner: 'essay_a' } as const];
    expect(expectedDecision({ ...TWO_OF_THREE, comparisons }).outcome).toBe('retry');
  });

  test('fails at the cap when too few answers are usable', () => {
    expect(expectedDecision({ ...TWO_OF_THREE, override: 2 }).outcome).toBe('finalize_failure');
  });

  test('agrees with the rules of current on 2,000 drawn batches', () => {
    for (let number = 1; number <= 2000; number++) {
      expect([number, sampleRules(current, DEFAULT_SETTINGS, number)]).toEqual([number, null]);
    }
  });
});
