/**
 * The parts of the projection in which policies differ, as a record that a policy fills in and a defect
 * overrides one by one. What all policies share is in the functions that take this record.
 */

import { type ResolveAnchorGrade, resolveAnchorGrade, resolveAnchorGradeAsService } from './anchor-grades.js';
import { type AcceptsGrade, acceptsAnyGrade, acceptsGradeOfScale } from './anchor-resolution.js';
import type { GradeBands } from './grade-bands.js';
import { type FindGradeScale, gradeScale, gradeScaleOrDefault } from './grade-scales.js';
import { type NormalisedScore, normalisedScore, normalisedScoreAsService } from './normalised-score.js';
import { type ReadStoredNumber, readStoredNumber, readStoredNumberAsService } from './stored-number.js';

export interface ProjectionRules {
  readonly gradeScale: FindGradeScale;
  readonly resolveAnchorGrade: ResolveAnchorGrade;
  readonly acceptsGrade: AcceptsGrade;
  readonly readNumber: ReadStoredNumber;
  readonly normalisedScore: NormalisedScore;
  /** The setting `GRADE_BANDS`. */
  readonly gradeBands: GradeBands;
}

export const CURRENT_PROJECTION_RULES: ProjectionRules = {
  gradeScale,
  resolveAnchorGrade,
  acceptsGrade: acceptsGradeOfScale,
  readNumber: readStoredNumber,
  normalisedScore,
  gradeBands: 'hard',
};

/** All of the service's policies (vectors `anchor_grades`, `calibration`, `projection`, `grade_normalised`). */
export const SERVICE_PROJECTION_RULES: ProjectionRules = {
  gradeScale: gradeScaleOrDefault,
  resolveAnchorGrade: resolveAnchorGradeAsService,
  acceptsGrade: acceptsAnyGrade,
  readNumber: readStoredNumberAsService,
  normalisedScore: normalisedScoreAsService,
  gradeBands: 'hard',
};
