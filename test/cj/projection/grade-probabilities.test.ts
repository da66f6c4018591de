import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrate } from '../../../src/cj/projection/calibration.js';
import { GRADE_BANDS } from '../../../src/cj/projection/grade-bands.js';
import { gradeProbabilities } from '../../../src/cj/projection/grade-probabilities.js';
import { gradeScale } from '../../../src/cj/projection/grade-scales.js';
import { gradedAnchors, logits } from './graded-anchors.js';

const standardError = fc.double({ min: 0, max: 2, noNaN: true });
const gradeBands = fc.constantFrom(...GRADE_BANDS);

test('the probabilities lie between 0 and 1 and sum to 1', () => {
  fc.assert(
    fc.property(gradedAnchors, logits, standardError, gradeBands, ({ scale, anchors }, score, se, bands) => {
      const probabilities = gradeProbabilities(score, se, calibrate(anchors, scale, bands), bands);
      expect(probabilities).toHaveLength(scale.grades.length);
      expect(probabilities.every((p) => p >= 0 && p <= 1)).toBe(true);
      expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    }),
  );
});

test('hard bands leave one grade with probability 1 unless the score is on an edge', () => {
  fc.assert(
    fc.property(gradedAnchors, logits, standardError, ({ scale, anchors }, score, se) => {
      const calibration = calibrate(anchors, scale, 'hard');
      const onEdge = calibration.bands.some(({ lower, upper }) => score === lower || score === upper);
      const possible = gradeProbabilities(score, se, calibration, 'hard').filter((p) => p > 0);
      if (!onEdge) expect(possible).toEqual([1]);
    }),
  );
});

test('probabilistic bands give every grade of the scale a chance', () => {
  const scale = gradeScale('eng5_np_national_9_step');
  const anchors = scale.grades.flatMap((grade, i) =>
    [-0.5, 0, 0.5].map((d) => ({ grade, score: i - 4 + d })),
  );
  const calibration = calibrate(anchors, scale, 'probabilistic');
  const probabilities = gradeProbabilities(0, 0.5, calibration, 'probabilistic');
  expect(probabilities.every((p) => p > 0)).toBe(true);
  expect(probabilities.indexOf(Math.max(...probabilities))).toBe(4);
  expect(probabilities[3]).toBeCloseTo(probabilities[5] ?? 0, 12);
});

test('probabilistic bands are not monotone: far out the grade that varies most wins', () => {
  const scale = gradeScale('swedish_8_anchor');
  const anchors = [
    { grade: 'E', score: -1 },
    { grade: 'B', score: 1 },
  ];
  const calibration = calibrate(anchors, scale, 'probabilistic');
  const primary = (score: number) => {
    const probabilities = gradeProbabilities(score, 0.3, calibration, 'probabilistic');
    return scale.grades[probabilities.indexOf(Math.max(...probabilities))];
  };
  expect([1.78, 1.83, 3.28, 3.34].map(primary)).toEqual(['B', 'A', 'A', 'B']);
});

test('a score that no band contains makes every grade equally likely', () => {
  const calibration = calibrate([], gradeScale('swedish_8_anchor'), 'hard');
  expect(gradeProbabilities(Number.NaN, 0, calibration, 'hard')).toEqual(
    Array.from({ length: 8 }, () => 1 / 8),
  );
});
