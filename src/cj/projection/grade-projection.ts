/** One student: from a score and its standard error to a grade with its probabilities and confidence. */
import { invariant } from '../errors.js';
import type { EssayId } from '../words.js';
import type { Calibration } from './calibration.js';
import { type ConfidenceLabel, confidence } from './confidence.js';
import { finalGrade } from './final-grade.js';
import { gradeProbabilities } from './grade-probabilities.js';
import type { ProjectionRules } from './projection-rules.js';

export interface GradeProbability {
  /** Of the scale. */
  readonly grade: string;
  /** Of this student, from 0 to 1. */
  readonly probability: number;
}

export interface GradeProjection {
  /** The student's essay. */
  readonly els_essay_id: EssayId;
  /** Every grade of the scale, lowest first; sums to 1. */
  readonly probabilities: readonly GradeProbability[];
  /** The most probable grade; of equal ones the lowest. */
  readonly primary_anchor_grade: string;
  /** The final grade, with sign or below the lowest (column `primary_grade`). */
  readonly grade: string;
  /** 0 to 1: how narrow the probabilities are, less for a large standard error. */
  readonly confidence_score: number;
  /** The same as a word, which a large standard error caps. */
  readonly confidence_label: ConfidenceLabel;
  /** The final grade, 0 to 1 on the scale. */
  readonly normalized_score: number;
  /** Probability of the most probable grade before the score is known. */
  readonly population_prior: number;
}

export interface ScoredStudent {
  readonly els_essay_id: EssayId;
  /** Logits. */
  readonly score: number;
  /** Logits. */
  readonly standardError: number;
}

export function projectStudent(
  student: ScoredStudent,
  calibration: Calibration,
  rules: Pick<ProjectionRules, 'gradeBands' | 'normalisedScore'>,
): GradeProjection {
  const { els_essay_id, score, standardError } = student;
  const probabilities = gradeProbabilities(score, standardError, calibration, rules.gradeBands);
  const primary = calibration.bands[probabilities.indexOf(Math.max(...probabilities))];
  invariant(primary !== undefined, 'no grade is the most probable', { student, probabilities });
  const grade = finalGrade(score, primary, calibration);
  return {
    els_essay_id,
    probabilities: calibration.bands.map((band, i) => ({
      grade: band.grade,
      probability: probabilities[i] ?? 0,
    })),
    primary_anchor_grade: primary.grade,
    grade,
    ...confidence(probabilities, standardError),
    normalized_score: rules.normalisedScore(grade, calibration.scale),
    population_prior: primary.prior,
  };
}
