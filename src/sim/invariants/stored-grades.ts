/** What the rows of a batch say of grades: the scale of its assignment, and the grades that its anchors carry themselves. */
import { GRADE_SCALES, type GradeScale } from '../../cj/projection/grade-scales.js';
import { objectOrNull, textOrNull } from '../../cj/stored-value.js';
import type { EssayRow } from './batch-reader.js';
import type { Observation } from './observation.js';

const DEFAULT_SCALE = 'swedish_8_anchor';

/** undefined for a name that no scale has. */
export function scaleOf({ now, reader }: Observation): GradeScale | undefined {
  const { assignment_id } = now.upload;
  const name = assignment_id === null ? DEFAULT_SCALE : reader.gradeScale(assignment_id);
  return GRADE_SCALES.find((scale) => scale.name === name);
}

/** null for a student, and for an anchor whose grade stands in a reference. */
export function ownGradeOf(essay: Pick<EssayRow, 'is_anchor' | 'processing_metadata'>): string | null {
  if (essay.is_anchor === 0) return null;
  const metadata = objectOrNull(JSON.parse(essay.processing_metadata));
  return textOrNull(metadata?.['anchor_grade'] ?? metadata?.['known_grade']);
}
