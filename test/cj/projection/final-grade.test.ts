import { expect, test } from 'vitest';
import type { GradeBand } from '../../../src/cj/projection/calibration.js';
import { finalGrade } from '../../../src/cj/projection/final-grade.js';
import { type GradeScaleName, gradeScale } from '../../../src/cj/projection/grade-scales.js';

function gradeAt(
  score: number,
  grade: string,
  edges: readonly [number, number],
  name: GradeScaleName,
): string {
  const [lower, upper] = edges;
  const band: GradeBand = {
    grade,
    anchorCount: 3,
    rawMean: 0,
    mean: 0,
    variance: 4,
    prior: 0.1,
    lower,
    upper,
  };
  return finalGrade(score, band, { scale: gradeScale(name), pooledVariance: 1, bands: [band] });
}

test('the position within the band signs the grades that the scale signs, strictly outside the quarters', () => {
  const signs = (grade: string) =>
    [0, 0.9, 1, 3, 3.1, 4].map((s) => gradeAt(s, grade, [0, 4], 'swedish_8_anchor'));
  expect(signs('E')).toEqual(['E-', 'E-', 'E', 'E', 'E+', 'E+']);
  expect(signs('B')).toEqual(['B-', 'B-', 'B', 'B', 'B+', 'B+']);
  expect(signs('D')).toEqual(['D-', 'D-', 'D', 'D', 'D', 'D']);
  expect(signs('C')).toEqual(['C-', 'C-', 'C', 'C', 'C', 'C']);
  for (const grade of ['F', 'D+', 'C+']) expect(new Set(signs(grade))).toEqual(new Set([grade]));
});

test('an infinite band and a band without width sign nothing, so A- cannot be reached', () => {
  expect(gradeAt(-50, 'A', [-60, Number.POSITIVE_INFINITY], 'swedish_8_anchor')).toBe('A');
  expect(gradeAt(2, 'E', [2, 2], 'swedish_8_anchor')).toBe('E');
});

test('more than two standard deviations below the lowest mean is the grade below the lowest', () => {
  const edges = [Number.NEGATIVE_INFINITY, 1] as const;
  expect([-4.01, -4, 0].map((s) => gradeAt(s, 'F+', edges, 'eng5_np_legacy_9_step'))).toEqual([
    'F',
    'F+',
    'F+',
  ]);
  expect([-4.01, -4, 0].map((s) => gradeAt(s, '1', edges, 'eng5_np_national_9_step'))).toEqual([
    '0',
    '1',
    '1',
  ]);
  expect(gradeAt(-4.01, 'F', edges, 'swedish_8_anchor')).toBe('F');
  expect(gradeAt(-4.01, 'E-', [-5, 1], 'eng5_np_legacy_9_step')).toBe('E-');
});

test('a band that rounding alone makes wider than nothing signs no grade', () => {
  expect(gradeAt(-3, 'E', [2, 2 + 4e-16], 'swedish_8_anchor')).toBe('E');
  expect(gradeAt(5, 'E', [2, 2 + 4e-16], 'swedish_8_anchor')).toBe('E');
});
