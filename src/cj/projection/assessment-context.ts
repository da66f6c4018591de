/** What is the same for every projection of one assignment: built once, used for all its batches. */
import { type AnchorGradeLookup, type AnchorReference, anchorGradeLookup } from './anchor-grade-lookup.js';
import { DEFAULT_GRADE_SCALE, type GradeScale } from './grade-scales.js';
import type { ProjectionRules } from './projection-rules.js';

export interface AssessmentContext {
  readonly scale: GradeScale;
  readonly lookup: AnchorGradeLookup;
}

/**
 * Without an assignment: the default scale and no references. Throws a UserError where the rules refuse
 * the scale.
 */
export function assessmentContext(
  assignment: { readonly grade_scale: string; readonly references: readonly AnchorReference[] } | null,
  rules: Pick<ProjectionRules, 'gradeScale'>,
): AssessmentContext {
  return {
    scale: rules.gradeScale(assignment?.grade_scale ?? DEFAULT_GRADE_SCALE),
    lookup: anchorGradeLookup(assignment?.references ?? []),
  };
}
