/**
 * Whole projections of drawn rankings, whose anchors carry their grade in a drawn place or in none, compared with the
 * specification of 05. What an anchor's grade is follows from how the row was made, not from looking for it.
 */
import { assessmentContext } from '../../cj/projection/assessment-context.js';
import { confidence } from '../../cj/projection/confidence.js';
import { finalGrades, GRADE_SCALES, type GradeScale, gradeScale } from '../../cj/projection/grade-scales.js';
import { normalisedScore } from '../../cj/projection/normalised-score.js';
import { type GradeProjections, projectGrades } from '../../cj/projection/project-grades.js';
import { CURRENT_PROJECTION_RULES } from '../../cj/projection/projection-rules.js';
import type { RankingRow } from '../../cj/projection/ranking-row.js';
import { resultRows } from '../../cj/projection/result-rows.js';
import type { EssayId } from '../../cj/words.js';
import { type Broken, broken } from '../../sim/invariants/invariant.js';
import { confidenceOf, expectedGrade, type KnownAnchor } from '../../sim/specification/expected-grades.js';
import { EXPECTED_SCALES, expectedNormalised } from '../../sim/specification/expected-scales.js';
import { type DrawnAnchor, drawnAnchor, type Reference, TIERS } from './drawn-anchors.js';
import { type Rolls, times } from './rolls.js';

const CLOSE = 1e-9;

export function checkGrades(rolls: Rolls): Broken | null {
  const scale = rolls.pick(GRADE_SCALES);
  const bands = rolls.pick(['hard', 'probabilistic'] as const);
  const references = times(
    6,
    (i): Reference => ({
      id: rolls.pick([i + 1, `r-${i}`]),
      text_storage_id: `text-${i}`,
      grade: rolls.pick([...scale.grades, 'off']),
    }),
  );
  const few = rolls.shuffled(scale.grades).slice(0, rolls.whole(1, scale.grades.length));
  const anchors = times(rolls.whole(0, rolls.pick([3, 12])), (i) => drawnAnchor(rolls, i, few, references));
  const spread = rolls.pick([0, 0.5, 3, 8]);
  const students = times(rolls.whole(0, 4), (i) => drawnStudent(rolls, i, spread));
  const rows = rolls.shuffled([...anchors.map(({ row }) => row), ...students]);
  const rules = { ...CURRENT_PROJECTION_RULES, gradeBands: bands };
  const context = assessmentContext({ grade_scale: scale.name, references }, rules);
  const found = projectGrades(rows, context, rules);
  return (
    checkConfidence(rolls) ??
    checkScale(scale) ??
    checkAnchors(rows, anchors, scale, found) ??
    checkAvailable(rows, anchors, scale, found) ??
    checkStudents(rows, knownAnchors(rows, anchors, scale), { scale, bands }, found)
  );
}

/** Of any probabilities: few grades possible, all alike, or next to certain. */
function checkConfidence(rolls: Rolls): Broken | null {
  const weights = times(rolls.whole(2, 9), () => rolls.pick([0, 0, 0, 1e-12, 1, rolls.next()]));
  weights[0] = rolls.next() + 0.01;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const probabilities = weights.map((weight) => weight / total);
  const error = rolls.pick([0, 0.49, 0.5, 0.99, 1, 1.49, 1.5, 3]);
  const found = confidence(probabilities, error);
  const expected = confidenceOf(probabilities, error);
  const isSame = Math.abs(found.confidence_score - expected.confidence) < CLOSE * 100;
  const isNear = [0.4, 0.7].some((edge) => Math.abs(expected.confidence - edge) < CLOSE * 100);
  return isSame && (isNear || found.confidence_label === expected.label)
    ? null
    : broken('the confidence in a grade', { probabilities, error, found, expected });
}

function drawnStudent(rolls: Rolls, place: number, spread: number): RankingRow {
  return {
    els_essay_id: `student-${place}` as EssayId,
    ...rolls.pick([{}, { is_anchor: false }, { is_anchor: null }]),
    bradley_terry_score: rolls.chance(0.05) ? null : rolls.between(-spread, spread),
    bradley_terry_se: rolls.chance(0.05) ? undefined : rolls.pick([0, 0.2, 0.5, 0.7, 1, 1.2, 1.5, 2]),
  };
}

function checkScale(scale: GradeScale): Broken | null {
  const expected = EXPECTED_SCALES.get(scale.name);
  const { grades, priors, belowLowest, signed } = scale;
  if (JSON.stringify(expected) !== JSON.stringify({ grades, priors, belowLowest, signed }))
    return broken('a scale of grades', { scale, expected });
  if (gradeScale(scale.name) !== scale) return broken('a scale by its name', { name: scale.name });
  const signs = grades.flatMap((grade) => [
    ...(signed.minus.includes(grade) ? [`${grade}-`] : []),
    grade,
    ...(signed.plus.includes(grade) ? [`${grade}+`] : []),
  ]);
  const all = belowLowest === null ? signs : [belowLowest, ...signs];
  const found = finalGrades(scale);
  if (found.join() !== all.join()) return broken('the final grades of a scale', { found, all });
  const wrong = [...all, 'U', 'Z'].find(
    (grade) => Math.abs(normalisedScore(grade, scale) - expectedNormalised(grade, scale.name)) > CLOSE,
  );
  return wrong === undefined
    ? null
    : broken(`the grade ${wrong} counts ${normalisedScore(wrong, scale)}`, { scale: scale.name });
}

/** Why an anchor does not calibrate, or null. */
function missOf({ row, tier, grade, miss }: DrawnAnchor, { grades }: GradeScale): string | null {
  if (tier === null) return miss;
  if (typeof grade !== 'string' || !grades.includes(grade)) return 'off_scale';
  return typeof row.bradley_terry_score === 'number' ? null : 'no_score';
}

function inOrder(rows: readonly RankingRow[], anchors: readonly DrawnAnchor[]): readonly DrawnAnchor[] {
  return rows.flatMap((row) => anchors.filter((anchor) => anchor.row === row));
}

function checkAnchors(
  rows: readonly RankingRow[],
  anchors: readonly DrawnAnchor[],
  scale: GradeScale,
  found: GradeProjections,
): Broken | null {
  const told = inOrder(rows, anchors).map((anchor) => ({ anchor, miss: missOf(anchor, scale) }));
  const resolved = told
    .filter(({ miss }) => miss === null)
    .map(({ anchor: { row, tier, grade } }) => [row.els_essay_id, tier, grade, row.bradley_terry_score]);
  const misses = told
    .filter(({ miss }) => miss !== null)
    .map(({ anchor: { row }, miss }) => [row.els_essay_id, miss]);
  const counts = TIERS.map((tier) => resolved.filter(([, own]) => own === tier).length);
  const expected = JSON.stringify({ resolved, misses, counts: [...counts, misses.length] });
  const { anchor_grade, known_grade, storage_id, anchor_ref_id, unresolved } = found.tierCounts;
  const is = JSON.stringify({
    resolved: found.resolved.map(({ els_essay_id, tier, grade, score }) => [
      els_essay_id,
      tier,
      grade,
      score,
    ]),
    misses: found.misses.map(({ els_essay_id, reason }) => [els_essay_id, reason]),
    counts: [anchor_grade, known_grade, storage_id, anchor_ref_id, unresolved],
  });
  return is === expected ? null : broken('the grades of anchors', { is, expected, rows });
}

function knownAnchors(
  rows: readonly RankingRow[],
  anchors: readonly DrawnAnchor[],
  scale: GradeScale,
): readonly KnownAnchor[] {
  return inOrder(rows, anchors)
    .filter((anchor) => missOf(anchor, scale) === null)
    .map(({ row, grade }) => ({ grade: String(grade), score: row.bradley_terry_score ?? 0 }));
}

function checkAvailable(
  rows: readonly RankingRow[],
  anchors: readonly DrawnAnchor[],
  scale: GradeScale,
  found: GradeProjections,
): Broken | null {
  const different = new Set(knownAnchors(rows, anchors, scale).map(({ grade }) => grade)).size;
  const reason =
    rows.length === 0
      ? 'no_rankings'
      : anchors.length === 0
        ? 'no_anchors'
        : different < 2
          ? 'too_few_grades'
          : null;
  return found.reason === reason && found.available === (reason === null)
    ? null
    : broken(`the projection is ${found.reason ?? 'available'} and not ${reason ?? 'available'}`, { rows });
}

function checkStudents(
  rows: readonly RankingRow[],
  anchors: readonly KnownAnchor[],
  { scale, bands }: { readonly scale: GradeScale; readonly bands: 'hard' | 'probabilistic' },
  found: GradeProjections,
): Broken | null {
  const students = rows.filter((row) => row.is_anchor !== true);
  const projections = found.available ? found.projections : [];
  const results = resultRows(rows, projections);
  const wanted = students.filter(
    (row) => typeof row.bradley_terry_score === 'number' && typeof row.bradley_terry_se === 'number',
  );
  const idsOf = (list: readonly { readonly els_essay_id: EssayId }[]) =>
    list.map((row) => row.els_essay_id).join();
  if (idsOf(results) !== idsOf(students))
    return broken('other students are published', { results, students });
  if (!found.available) {
    const graded = results.find(
      (row) => row.grade !== 'U' || row.confidence_label !== 'LOW' || row.confidence_score !== 0,
    );
    return graded === undefined ? null : broken('a grade without a projection', { graded });
  }
  if (idsOf(projections) !== idsOf(wanted))
    return broken('other students are projected', { projections, wanted });
  if (found.leftOut.length !== students.length - wanted.length)
    return broken('others are left out', { leftOut: found.leftOut });
  for (const [k, projection] of projections.entries()) {
    const row = wanted[k] as RankingRow;
    const student = { score: row.bradley_terry_score ?? 0, error: row.bradley_terry_se ?? 0 };
    const expected = expectedGrade(student, anchors, EXPECTED_SCALES.get(scale.name) ?? scale, bands);
    const published = results.find(({ els_essay_id }) => els_essay_id === row.els_essay_id);
    const isSame =
      projection.grade === expected.grade &&
      projection.primary_anchor_grade === expected.primary &&
      projection.population_prior === expected.prior &&
      projection.confidence_label === expected.label &&
      Math.abs(projection.confidence_score - expected.confidence) < 1e-6 &&
      projection.probabilities.every(
        ({ grade, probability }, i) =>
          grade === scale.grades[i] && Math.abs(probability - (expected.probabilities[i] ?? -1)) < CLOSE,
      ) &&
      Math.abs(projection.normalized_score - expectedNormalised(expected.grade, scale.name)) < CLOSE &&
      published?.grade === projection.grade;
    if (expected.isSure && !isSame)
      return broken(`a student at ${student.score} has the grade ${projection.grade}`, {
        bands,
        student,
        anchors,
        expected,
        projection,
      });
  }
  return null;
}
