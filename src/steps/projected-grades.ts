/** The grades of a batch, from its stored scores and the anchors of its assignment (05). */
import { assessmentContext } from '../cj/projection/assessment-context.js';
import { projectGrades } from '../cj/projection/project-grades.js';
import { storedRanking } from '../cj/projection/stored-ranking.js';
import { assignmentOf } from './assignment.js';
import type { StepContext } from './step.js';

export function projectedGrades(
  { store, policy, settings, batchId }: Pick<StepContext, 'store' | 'policy' | 'settings' | 'batchId'>,
  assignmentId: string | null,
) {
  const assignment = assignmentOf(store, assignmentId);
  const rules = { ...policy, gradeBands: settings.GRADE_BANDS };
  const assessment = assessmentContext(
    assignment && { grade_scale: assignment.instructions.grade_scale, references: assignment.anchors },
    rules,
  );
  const rankings = storedRanking(store.essays.ranked(batchId));
  return { rankings, scale: assessment.scale.name, projected: projectGrades(rankings, assessment, rules) };
}
