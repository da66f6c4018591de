/**
 * Oracle agreement: the grades that a batch gave against those that the same projection gives at the true abilities,
 * with SE 0 and the same anchors (04). Agreement with grades that a file brings is another outcome.
 */
import { policyNamed } from '../../cj/policies/policy-named.js';
import { type AssessmentContext, assessmentContext } from '../../cj/projection/assessment-context.js';
import { finalGrades, type GradeScale } from '../../cj/projection/grade-scales.js';
import { projectGrades } from '../../cj/projection/project-grades.js';
import type { RankingRow } from '../../cj/projection/ranking-row.js';
import { objectOrNull } from '../../cj/stored-value.js';
import type { EssayId } from '../../cj/words.js';
import type { WorldPlan } from '../../sim/scenario/world-plan.js';
import { rightOrderShare } from '../statistics/right-order-share.js';

export interface GradedEssay {
  readonly els_essay_id: EssayId;
  readonly is_anchor: boolean;
  readonly text_storage_id: string;
  readonly score: number | null;
  readonly se: number | null;
  readonly processing_metadata: string;
}

export interface GradeAgreement {
  /** Share of students whose published grade, with its sign, is the right one, and at most one grade from it. */
  readonly exact: number;
  readonly adjacent: number;
  /** Students graded by both. */
  readonly n: number;
  /** Share of pairs of anchors of different grades in the wrong order; null without such pairs. */
  readonly anchorInversions: number | null;
}

/** null where no grades can be projected, or the truth of an essay is not known. */
export function gradeAgreement(
  plan: WorldPlan,
  essays: readonly GradedEssay[],
  truth: ReadonlyMap<string, number>,
): GradeAgreement | null {
  const context = contextOf(plan);
  if (context === null || essays.some(({ els_essay_id }) => !truth.has(els_essay_id))) return null;
  const given = projected(plan, context, asScored(essays));
  const oracle = projected(
    plan,
    context,
    essays.map((essay) => rowOf(essay, truth.get(essay.els_essay_id) ?? null, 0)),
  );
  if (!given.available || !oracle.available) return null;
  const published = reachableGrades(context.scale);
  const right = new Map(oracle.projections.map((row) => [row.els_essay_id, published.indexOf(row.grade)]));
  const steps = given.projections.flatMap((row) => {
    const place = right.get(row.els_essay_id);
    return place === undefined ? [] : [Math.abs(place - published.indexOf(row.grade))];
  });
  if (steps.length === 0) return null;
  return {
    exact: steps.filter((step) => step === 0).length / steps.length,
    adjacent: steps.filter((step) => step <= 1).length / steps.length,
    n: steps.length,
    anchorInversions: inversions(
      given.resolved.map(({ grade, score }) => ({
        place: context.scale.grades.indexOf(String(grade)),
        score,
      })),
    ),
  };
}

/** Lowest first. The band of the highest grade is infinite, so that no score is in its lowest quarter. */
function reachableGrades(scale: GradeScale): readonly string[] {
  return finalGrades(scale).filter((grade) => grade !== `${scale.grades.at(-1)}-`);
}

/** The published grades of the students, in the order of the essays; null where none can be projected. */
export function gradesOf(plan: WorldPlan, essays: readonly GradedEssay[]): readonly string[] | null {
  const context = contextOf(plan);
  if (context === null) return null;
  const given = projected(plan, context, asScored(essays));
  if (!given.available) return null;
  const grades = new Map(given.projections.map((row) => [row.els_essay_id, row.grade]));
  return essays.flatMap(({ els_essay_id }) => grades.get(els_essay_id) ?? []);
}

function projected(plan: WorldPlan, context: AssessmentContext, rows: readonly RankingRow[]) {
  return projectGrades(rows, context, { ...policyNamed(plan.policy), gradeBands: plan.settings.GRADE_BANDS });
}

function asScored(essays: readonly GradedEssay[]): readonly RankingRow[] {
  return essays.map((essay) => rowOf(essay, essay.score, essay.se));
}

function rowOf(essay: GradedEssay, score: number | null, se: number | null): RankingRow {
  return {
    els_essay_id: essay.els_essay_id,
    is_anchor: essay.is_anchor,
    bradley_terry_score: score,
    bradley_terry_se: se,
    text_storage_id: essay.text_storage_id,
    processing_metadata: objectOrNull(JSON.parse(essay.processing_metadata)),
  };
}

function contextOf(plan: WorldPlan): AssessmentContext | null {
  const [assignment] = plan.assignments;
  if (assignment === undefined) return null;
  const { grade_scale, anchors: references } = assignment;
  return assessmentContext({ grade_scale, references }, policyNamed(plan.policy));
}

/** Anchors whose scores are tied are half in the wrong order, whichever is listed first. */
export function inversions(
  anchors: readonly { readonly place: number; readonly score: unknown }[],
): number | null {
  const scored = anchors.flatMap(({ place, score }) => (typeof score === 'number' ? [{ place, score }] : []));
  return rightOrderShare(
    scored.map(({ place }) => place),
    scored.map(({ score }) => -score),
  );
}
