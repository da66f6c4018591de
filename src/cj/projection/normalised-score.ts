/** A final grade as a number in [0, 1], so that grades of different assignments can be laid side by side. */
import type { GradeScale } from './grade-scales.js';

export type NormalisedScore = (grade: string, scale: GradeScale) => number;

/** 05, "Projection": the fixed table for letters. */
const OF_LETTER: ReadonlyMap<unknown, number> = new Map([
  ['A', 1],
  ['A-', 0.93],
  ['B+', 0.87],
  ['B', 0.8],
  ['B-', 0.73],
  ['C+', 0.67],
  ['C', 0.6],
  ['C-', 0.53],
  ['D+', 0.47],
  ['D', 0.4],
  ['D-', 0.33],
  ['E+', 0.27],
  ['E', 0.2],
  ['E-', 0.13],
  ['F+', 0.07],
  ['F', 0],
  ['U', 0],
]);

/** `current`: index / (n − 1) on a numeric scale, the table for letters; 0 for every other grade. */
export function normalisedScore(grade: string, scale: GradeScale): number {
  if (!scale.numeric) return normalisedScoreAsService(grade);
  return Math.max(0, scale.grades.indexOf(grade)) / (scale.grades.length - 1);
}

/** The service: the table alone, so numbers are 0 as all it does not know (defect `numeric-grades-zero`). */
export function normalisedScoreAsService(grade: unknown): number {
  return OF_LETTER.get(grade) ?? 0;
}
