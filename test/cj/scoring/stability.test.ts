import { describe, expect, test } from 'vitest';
import {
  maxScoreChange,
  previousScores,
  rawChange,
  stabilityPassed,
} from '../../../src/cj/scoring/stability.js';

describe('previous scores', () => {
  test('numbers, decimal texts and booleans become numbers', () => {
    const stored = { a: 0.5, b: ' -1 ', c: true, d: false, e: '+1_000.5e-1', f: '.5', g: '2.' };
    expect([...previousScores(stored).values()]).toEqual([0.5, -1, 1, 0, 100.05, 0.5, 2]);
  });

  test('one value that is no number makes all of them unusable', () => {
    for (const value of ['x', '', ' ', '0x10', '1__0', '1e', 'inf', 'nan', '1 2', null, [1], {}]) {
      expect(previousScores({ a: 1, b: value })).toEqual(new Map());
    }
  });

  test('anything but an object is empty', () => {
    for (const stored of [null, undefined, 3, 'a', [1, 2]]) expect(previousScores(stored)).toEqual(new Map());
  });
});

describe('change', () => {
  const scores = new Map([
    ['a', 1],
    ['b', -0.5],
  ]);

  test('is the largest over the new essays, an unknown one counting from 0', () => {
    expect(rawChange(new Map([['a', 0.75]]), scores)).toBe(0.5);
    expect(rawChange(new Map([...scores, ['gone', 9]]), scores)).toBe(0);
    expect(rawChange(scores, new Map())).toBe(0);
  });

  test('is infinite, or null, without previous scores', () => {
    expect(rawChange(new Map(), scores)).toBe(Number.POSITIVE_INFINITY);
    expect(maxScoreChange(new Map(), scores)).toBe(null);
    expect(maxScoreChange(scores, scores)).toBe(0);
  });
});

describe('stability', () => {
  const settings = {
    MIN_COMPARISONS_FOR_STABILITY_CHECK: 12,
    SCORE_STABILITY_THRESHOLD: 0.025,
    MIN_SUCCESS_RATE_THRESHOLD: 0.8,
  };
  const stable = { maxScoreChange: 0.025, callbacksReceived: 12, successRate: 0.8, settings };

  test('passes with every value at its threshold', () => {
    expect(stabilityPassed(stable)).toBe(true);
  });

  test('does not pass with any value beyond it, or without a change', () => {
    expect(stabilityPassed({ ...stable, maxScoreChange: 0.0250001 })).toBe(false);
    expect(stabilityPassed({ ...stable, maxScoreChange: null })).toBe(false);
    expect(stabilityPassed({ ...stable, callbacksReceived: 11 })).toBe(false);
    expect(stabilityPassed({ ...stable, successRate: 0.79 })).toBe(false);
  });

  test('does not look at the success rate where there is none, or no threshold for it', () => {
    expect(stabilityPassed({ ...stable, successRate: null })).toBe(true);
    const off = { ...settings, MIN_SUCCESS_RATE_THRESHOLD: null };
    expect(stabilityPassed({ ...stable, successRate: 0.1, settings: off })).toBe(true);
  });
});
