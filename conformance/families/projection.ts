/** Vectors `projection`: students to grades, the whole path. */
import { assessmentContext } from '../../src/cj/projection/assessment-context.js';
import type { GradeProjection } from '../../src/cj/projection/grade-projection.js';
import { projectGrades } from '../../src/cj/projection/project-grades.js';
import { SERVICE_PROJECTION_RULES as rules } from '../../src/cj/projection/projection-rules.js';
import type { Family } from '../family.js';
import { anchorRow, studentRow, type VectorAnchor, type VectorStudent } from '../vector-rows.js';

export const family: Family = {
  name: 'projection',
  actual(input) {
    const context = assessmentContext({ grade_scale: input['scale'] as string, references: [] }, rules);
    const anchors = (input['anchors'] as readonly VectorAnchor[]).map(anchorRow);
    const students = (input['students'] as readonly VectorStudent[]).map(studentRow);
    const result = projectGrades([...anchors, ...students], context, rules);
    if (result.reason === 'null_value') return { error: result.reason };
    return {
      projections_available: result.available,
      unavailable_reason: result.reason,
      scale_used: context.scale.name,
      students: result.available ? result.projections.map(vectorStudent) : [],
    };
  },
};

function vectorStudent({ els_essay_id, probabilities, ...projection }: GradeProjection): object {
  const possible = probabilities.filter(({ probability }) => probability > 0);
  return {
    id: els_essay_id,
    probabilities: Object.fromEntries(possible.map(({ grade, probability }) => [grade, probability])),
    ...projection,
  };
}
