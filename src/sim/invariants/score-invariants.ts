/** Promises about scores, standard errors and grades of a batch that completes. */
import { finalGrades } from '../../cj/projection/grade-scales.js';
import { broken, type Invariant } from './invariant.js';
import type { Observation } from './observation.js';
import { ownGradeOf, scaleOf } from './stored-grades.js';

/** Rounding of sums over some hundred scores. */
const ZERO = 1e-8;

export const SCORE_INVARIANTS: readonly Invariant[] = [
  {
    name: 'scores-are-centred',
    promise: 'The scores of a net have mean 0, and an essay without a usable comparison is counted as such',
    check: (observation) => {
      if (!hasScored(observation)) return null;
      const essays = observation.reader.essays(observation.batch.id);
      const mean = essays.reduce((sum, essay) => sum + (essay.current_bt_score ?? 0), 0) / essays.length;
      if (!(Math.abs(mean) < ZERO)) return broken(`the mean score is ${mean}`, { mean });
      const counted = essays.reduce((sum, essay) => sum + essay.comparison_count, 0);
      const { usable } = observation.counts;
      return counted === 2 * usable
        ? null
        : broken(`${counted} sides of ${usable} usable comparisons`, { counted, usable });
    },
  },
  {
    name: 'zero-error-only-for-the-reference',
    promise: 'Only one essay has standard error 0, an anchor where there are anchors',
    check: (observation) => {
      if (!hasScored(observation)) return null;
      const essays = observation.reader.essays(observation.batch.id);
      const certain = essays.filter((essay) => essay.current_bt_se === 0);
      const ids = certain.map((essay) => essay.els_essay_id);
      if (certain.length > 1) return broken(`${certain.length} essays have standard error 0`, { ids });
      const hasAnchors = essays.some((essay) => essay.is_anchor === 1);
      return hasAnchors && certain[0]?.is_anchor === 0
        ? broken("a student's standard error is 0", { ids })
        : null;
    },
  },
  {
    name: 'grades-of-the-scale',
    promise: 'A projected grade belongs to the scale of the assignment, and only students have one',
    check: (observation) => {
      const { scale, projections, students } = graded(observation);
      if (projections.length === 0) return null;
      const grades = scale === undefined ? [] : finalGrades(scale);
      const wrong = projections.find(
        (row) => !grades.includes(row.primary_grade) || !students.has(row.els_essay_id),
      );
      return wrong === undefined
        ? null
        : broken(`${wrong.els_essay_id} has the grade ${wrong.primary_grade}`, { wrong, grades });
    },
  },
  {
    name: 'better-grade-greater-number',
    promise:
      'Normalised scores lie in [0, 1] and tell any two grades apart, the lowest of the scale excepted',
    check: (observation) => {
      const { scale, projections } = graded(observation);
      if (scale === undefined) return null;
      const grades = finalGrades(scale);
      const bottom = grades.indexOf(scale.grades[0] ?? '');
      for (const row of projections) {
        const value = row.normalized_score ?? -1;
        const place = grades.indexOf(row.primary_grade);
        if (value < 0 || value > 1 || (place > bottom && value === 0))
          return broken(`the grade ${row.primary_grade} counts ${value}`, { row });
      }
      return null;
    },
  },
  {
    name: 'anchors-make-grades',
    promise: 'Where anchors with two different grades of the scale were compared, every student gets a grade',
    check: (observation) => {
      if (!hasScored(observation)) return null;
      const { scale, projections, students } = graded(observation);
      const known = new Set(anchorGrades(observation).filter((grade) => scale?.grades.includes(grade)));
      if (known.size < 2 || projections.length === students.size) return null;
      return broken(`${projections.length} of ${students.size} students have a grade`, {
        anchorGrades: [...known],
      });
    },
  },
  {
    name: 'two-anchor-grades-needed',
    promise: 'No student gets a grade from anchors that have fewer than two different grades of the scale',
    check: (observation) => {
      const { scale, projections } = graded(observation);
      if (projections.length === 0 || scale === undefined) return null;
      const known = new Set(anchorGrades(observation).filter((grade) => scale.grades.includes(grade)));
      return known.size < 2
        ? broken('grades from too few anchor grades', { anchorGrades: [...known] })
        : null;
    },
  },
];

/** The step completed the batch after comparing. */
function hasScored({ hasEnded, now: { state }, counts }: Observation): boolean {
  return hasEnded && state.state === 'COMPLETED' && counts.usable > 0;
}

function graded(observation: Observation) {
  const { hasEnded, now, batch, reader } = observation;
  if (!hasEnded || now.state.state !== 'COMPLETED')
    return { scale: undefined, projections: [], students: new Set<string>() };
  const essays = reader.essays(batch.id);
  return {
    scale: scaleOf(observation),
    projections: reader.projections(batch.id),
    students: new Set(essays.filter((essay) => essay.is_anchor === 0).map((essay) => essay.els_essay_id)),
  };
}

/** Grades that the stored anchors carry themselves. */
function anchorGrades({ batch, reader }: Observation): readonly string[] {
  return reader.essays(batch.id).flatMap((essay) => ownGradeOf(essay) ?? []);
}
