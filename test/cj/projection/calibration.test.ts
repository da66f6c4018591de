import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BugError } from '../../../src/cj/errors.js';
import { calibrate } from '../../../src/cj/projection/calibration.js';
import { GRADE_BANDS } from '../../../src/cj/projection/grade-bands.js';
import { gradeScale } from '../../../src/cj/projection/grade-scales.js';
import { gradedAnchors } from './graded-anchors.js';

const swedish = gradeScale('swedish_8_anchor');

test('the bands cover the line, meet at midpoints of means, and rise with the grade', () => {
  fc.assert(
    fc.property(gradedAnchors, fc.constantFrom(...GRADE_BANDS), ({ scale, anchors }, gradeBands) => {
      const { bands } = calibrate(anchors, scale, gradeBands);
      expect(bands.map((band) => band.grade)).toEqual(scale.grades);
      expect(bands[0]?.lower).toBe(Number.NEGATIVE_INFINITY);
      expect(bands.at(-1)?.upper).toBe(Number.POSITIVE_INFINITY);
      for (const [i, band] of bands.entries()) {
        const next = bands[i + 1];
        expect(band.variance).toBeGreaterThanOrEqual(0.01);
        if (!next) continue;
        expect(band.upper).toBe(next.lower);
        expect(band.upper).toBe((band.mean + next.mean) / 2);
        expect(band.mean).toBeLessThanOrEqual(next.mean);
      }
    }),
  );
});

test('the order of the anchors changes a calibration by rounding at most', () => {
  fc.assert(
    fc.property(gradedAnchors, ({ scale, anchors }) => {
      const forward = calibrate(anchors, scale, 'hard').bands;
      const backward = calibrate([...anchors].reverse(), scale, 'hard').bands;
      for (const [i, band] of forward.entries())
        expect(band.mean).toBeCloseTo(backward[i]?.mean ?? Number.NaN, 9);
    }),
  );
});

test('three anchors describe their grade alone; fewer are blended with its expected position', () => {
  const anchors = [-3, -2, -1].map((score) => ({ grade: 'F', score })).concat({ grade: 'A', score: 6 });
  const { pooledVariance, bands } = calibrate(anchors, swedish, 'hard');
  expect(pooledVariance).toBe(12.5);
  const [lowest, empty] = bands;
  expect([lowest?.rawMean, lowest?.variance, lowest?.anchorCount]).toEqual([-2, 2 / 3, 3]);
  expect([empty?.rawMean, empty?.variance, empty?.anchorCount]).toEqual([1.5 / 8, 25, 0]);
  const highest = bands.at(-1);
  expect(highest?.rawMean).toBeCloseTo(6 / 3 + (2 / 3) * (7.5 / 8), 12);
  expect(highest?.variance).toBeCloseTo(37.5, 12);
});

test('probabilistic bands place unseen grades on the line through the anchors, in logits', () => {
  const anchors = [
    { grade: 'F', score: -8 },
    { grade: 'D', score: -3 },
    { grade: 'C+', score: 3 },
    { grade: 'A', score: 8 },
  ];
  const { bands, pooledVariance } = calibrate(anchors, swedish, 'probabilistic');
  const step = 65 / 29;
  const expected = [0, 1, 2, 3, 4, 5, 6, 7].map((index) => (index - 3.5) * step);
  for (const index of [1, 3, 4, 6]) expect(bands[index]?.rawMean).toBeCloseTo(expected[index] ?? 0, 9);
  const residuals = anchors.map(({ grade, score }) => score - (expected[swedish.grades.indexOf(grade)] ?? 0));
  expect(pooledVariance).toBeCloseTo(residuals.reduce((sum, r) => sum + r * r, 0) / 2, 9);
});

test('an anchor outside the scale is a bug of the caller', () => {
  expect(() => calibrate([{ grade: 'Z', score: 0 }], swedish, 'hard')).toThrow(BugError);
});
