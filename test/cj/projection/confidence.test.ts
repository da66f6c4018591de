import fc from 'fast-check';
import { expect, test } from 'vitest';
import { confidence } from '../../../src/cj/projection/confidence.js';

const certain = [0, 1, 0, 0];

test('with one possible grade the standard error alone decides, each limit belonging to the larger errors', () => {
  const labels = [0, 0.499, 0.5, 0.999, 1, 1.499, 1.5, 9].map((se) => confidence(certain, se));
  const [full, moderate, large, huge] = [1, Math.sqrt(0.8), Math.sqrt(0.6), Math.sqrt(0.3)];
  expect(labels).toEqual([
    { confidence_score: full, confidence_label: 'HIGH' },
    { confidence_score: full, confidence_label: 'HIGH' },
    { confidence_score: moderate, confidence_label: 'HIGH' },
    { confidence_score: moderate, confidence_label: 'HIGH' },
    { confidence_score: large, confidence_label: 'MID' },
    { confidence_score: large, confidence_label: 'MID' },
    { confidence_score: huge, confidence_label: 'LOW' },
    { confidence_score: huge, confidence_label: 'LOW' },
  ]);
});

test('uniform probabilities give no confidence, never less than 0', () => {
  for (const n of [2, 8, 9]) {
    const { confidence_score, confidence_label } = confidence(
      Array.from({ length: n }, () => 1 / n),
      0,
    );
    expect(confidence_score).toBeGreaterThanOrEqual(0);
    expect(confidence_score).toBeLessThan(1e-7);
    expect(confidence_label).toBe('LOW');
  }
});

test('the entropy leaves out a probability of 1e-10', () => {
  expect(confidence([1e-10, 1 - 1e-10, 0, 0], 0).confidence_score).toBe(1);
  expect(confidence([2e-10, 1 - 2e-10, 0, 0], 0).confidence_score).toBeLessThan(1);
});

test('the score lies in [0, 1] and a larger standard error never raises it', () => {
  const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 9 });
  const error = fc.double({ min: 0, max: 3, noNaN: true });
  fc.assert(
    fc.property(weights, error, error, (raw, a, b) => {
      const total = raw.reduce((sum, weight) => sum + weight, 0);
      fc.pre(total > 1e-3);
      const probabilities = raw.map((weight) => weight / total);
      const small = confidence(probabilities, Math.min(a, b)).confidence_score;
      const large = confidence(probabilities, Math.max(a, b)).confidence_score;
      expect(0 <= large && large <= small && small <= 1).toBe(true);
    }),
  );
});
