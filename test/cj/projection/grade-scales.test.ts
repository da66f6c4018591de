import { expect, test } from 'vitest';
import { UserError } from '../../../src/cj/errors.js';
import {
  finalGrades,
  GRADE_SCALES,
  gradeScale,
  gradeScaleOrDefault,
} from '../../../src/cj/projection/grade-scales.js';

test('a scale is found by its exact name', () => {
  expect(GRADE_SCALES.map((scale) => gradeScale(scale.name))).toEqual(GRADE_SCALES);
});

test('every scale has one prior a grade, and the priors sum to 1', () => {
  for (const { grades, priors } of GRADE_SCALES) {
    expect(priors).toHaveLength(grades.length);
    expect(priors.reduce((sum, prior) => sum + prior, 0)).toBeCloseTo(1, 12);
  }
});

test('current refuses an unknown scale and names the accepted ones; the service falls back silently', () => {
  for (const name of ['no_such_scale', '', 'SWEDISH_8_ANCHOR', ' swedish_8_anchor', 'toString']) {
    expect(() => gradeScale(name)).toThrow(
      new UserError({
        code: 'unknown_scale',
        message: `There is no grade scale "${name}".`,
        fix: 'Use one of swedish_8_anchor, eng5_np_legacy_9_step, eng5_np_national_9_step.',
        where: 'grade_scale',
      }),
    );
    expect(gradeScaleOrDefault(name).name).toBe('swedish_8_anchor');
  }
});

test('the final grades of a scale include signs and the grade below the lowest', () => {
  expect(GRADE_SCALES.map(finalGrades)).toEqual([
    ['F', 'E-', 'E', 'E+', 'D-', 'D', 'D+', 'C-', 'C', 'C+', 'B-', 'B', 'B+', 'A-', 'A'],
    ['F', 'F+', 'E-', 'E+', 'D-', 'D+', 'C-', 'C+', 'B', 'A'],
    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  ]);
});
