import { expect, test } from 'vitest';
import { finalGrades, GRADE_SCALES, gradeScale } from '../../../src/cj/projection/grade-scales.js';
import { normalisedScore, normalisedScoreAsService } from '../../../src/cj/projection/normalised-score.js';

const national = gradeScale('eng5_np_national_9_step');

test('current lays numeric grades evenly on [0, 1]; the service gives 0 for all of them', () => {
  const grades = finalGrades(national);
  expect(grades.map((grade) => normalisedScore(grade, national))).toEqual([
    0, 0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1,
  ]);
  expect(grades.map(normalisedScoreAsService)).toEqual(grades.map(() => 0));
});

test('letters have the same score under both', () => {
  for (const scale of GRADE_SCALES.filter(({ numeric }) => !numeric)) {
    for (const grade of finalGrades(scale)) {
      expect(normalisedScore(grade, scale)).toBe(normalisedScoreAsService(grade));
    }
  }
});

test('a higher final grade never has a lower score in current', () => {
  for (const scale of GRADE_SCALES) {
    const scores = finalGrades(scale).map((grade) => normalisedScore(grade, scale));
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
  }
});

test('no grade has the score 0', () => {
  for (const scale of GRADE_SCALES) expect(normalisedScore('U', scale)).toBe(0);
});
