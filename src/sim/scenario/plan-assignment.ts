/** The assignment with its anchors: ids, true abilities, and the texts behind them. */
import { UserError } from '../../cj/errors.js';
import type { Policy } from '../../cj/policy.js';
import { GRADE_SCALES, type GradeScale } from '../../cj/projection/grade-scales.js';
import { didYouMean } from '../../input/nearest-name.js';
import type { AnchorOfScenario, AssignmentOfScenario } from './assignment-schema.js';
import { USUAL_LENGTH } from './essays-schema.js';
import { checkGrade, madeUpText } from './plan-essays.js';
import type { PlanMaker } from './plan-maker.js';
import type { AnchorPlan, AssignmentPlan, PlannedText } from './world-plan.js';

export interface PlannedAssignment {
  readonly plan: AssignmentPlan;
  readonly scale: GradeScale;
  readonly texts: readonly PlannedText[];
}

/** What stands in a batch's place in the keys of draws for anchors. */
const LABEL = 'assignment';

/** Anchors whose ability is not known spread evenly over this many logits, lowest grade to highest. */
const ANCHOR_SPREAD = 6;

export function planAssignment(
  assignment: AssignmentOfScenario | undefined,
  maker: PlanMaker,
): PlannedAssignment | null {
  if (assignment === undefined) return null;
  const scale = findScale(assignment.grade_scale, maker);
  const anchors = listedAnchors(assignment, maker);
  checkAnchors(anchors, scale, maker);
  const promptId = assignment.student_prompt === undefined ? null : 'prompt/assignment';
  const rubricId = assignment.judge_rubric === undefined ? null : 'rubric/assignment';
  const plan: AssignmentPlan = {
    assignment_id: assignment.id ?? maker.draw.uuid('assignment-id'),
    course_id: assignment.course_id ?? null,
    grade_scale: assignment.grade_scale,
    context_origin: assignment.context_origin,
    instructions_text: assignment.instructions,
    student_prompt_text: assignment.student_prompt ?? null,
    student_prompt_storage_id: promptId,
    judge_rubric_text: assignment.judge_rubric ?? null,
    judge_rubric_storage_id: rubricId,
    anchors: anchors.map((anchor, index) => planAnchor(anchor, index, scale, maker)),
  };
  const texts = [
    ...textOf(promptId, assignment.student_prompt),
    ...textOf(rubricId, assignment.judge_rubric),
    ...anchors.map((anchor) => ({
      storage_id: anchorStorageId(anchor),
      text: anchor.text ?? madeUpText(USUAL_LENGTH, LABEL, anchor.label, maker),
    })),
  ];
  return { plan, scale, texts };
}

/** A text as a list of none or one. */
export function textOf(storageId: string | null, text: string | undefined): readonly PlannedText[] {
  return storageId === null || text === undefined ? [] : [{ storage_id: storageId, text }];
}

/** By the policies' rule: `current` refuses an unknown scale, the service falls back to the default one. */
function findScale(name: string, { policy, laterPolicies, refuse }: PlanMaker): GradeScale {
  const refused = [...laterPolicies, policy]
    .map((rules) => scaleError(name, rules))
    .find((error) => error !== null);
  if (refused === undefined) return policy.gradeScale(name);
  const known = GRADE_SCALES.map((scale) => scale.name);
  throw refuse({
    code: refused.code,
    path: ['assignment', 'grade_scale'],
    says: `is no grade scale: ${name}${didYouMean(name, known)}`,
    fix: `Use one of ${known.join(', ')}.`,
  });
}

/** With what a policy refuses a scale; null where it takes it. */
export function scaleError(name: string, { gradeScale }: Policy): UserError | null {
  try {
    gradeScale(name);
    return null;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

function listedAnchors(
  { anchors }: AssignmentOfScenario,
  { refuse }: PlanMaker,
): readonly AnchorOfScenario[] {
  if (Array.isArray(anchors)) return anchors;
  throw refuse({
    code: 'files_not_read',
    path: ['assignment', 'anchors', 'csv'],
    says: 'must be read before the scenario is expanded (loadScenario does it)',
  });
}

function planAnchor(
  anchor: AnchorOfScenario,
  index: number,
  scale: GradeScale,
  maker: PlanMaker,
): AnchorPlan {
  const identity = {
    id: index + 1,
    anchor_label: anchor.label,
    grade: anchor.grade,
    text_storage_id: anchorStorageId(anchor),
  };
  if (anchor.ability !== undefined)
    return { ...identity, ability: anchor.ability, ability_origin: 'scenario' };
  if (!maker.inventsAbilities) return { ...identity, ability: null, ability_origin: 'unknown' };
  return { ...identity, ability: abilityByGrade(anchor.grade, scale), ability_origin: 'made_up' };
}

/** The middle of the grade's place on the scale, in logits; 0 for a grade outside it. */
function abilityByGrade(grade: string, scale: GradeScale): number {
  const place = scale.grades.indexOf(grade);
  return place < 0 ? 0 : ANCHOR_SPREAD * ((place + 0.5) / scale.grades.length - 0.5);
}

function anchorStorageId({ label }: AnchorOfScenario): string {
  return `anchor/${label}`;
}

function checkAnchors(anchors: readonly AnchorOfScenario[], scale: GradeScale, maker: PlanMaker): void {
  const seen = new Map<string, number>();
  for (const [index, { label, grade }] of anchors.entries()) {
    const path = ['assignment', 'anchors', index];
    const earlier = seen.get(label);
    if (earlier !== undefined) {
      throw maker.refuse({
        code: 'duplicate_label',
        path: [...path, 'label'],
        says: `is ${label}, which anchor ${earlier + 1} has already`,
      });
    }
    seen.set(label, index);
    checkGrade(grade, [...path, 'grade'], scale, maker);
  }
}
