import { expect, test } from 'vitest';
import type { GradeProjection } from '../../../src/cj/projection/grade-projection.js';
import { resultRows, resultRowsAsService } from '../../../src/cj/projection/result-rows.js';
import type { EssayId } from '../../../src/cj/words.js';

const [anchor, graded, ungraded] = ['anchor', 'graded', 'ungraded'].map((id) => id as EssayId) as [
  EssayId,
  EssayId,
  EssayId,
];
const rankings = [
  { els_essay_id: graded, is_anchor: false },
  { els_essay_id: anchor, is_anchor: true },
  { els_essay_id: ungraded, is_anchor: false },
];
const projection: GradeProjection = {
  els_essay_id: graded,
  probabilities: [{ grade: 'B', probability: 1 }],
  primary_anchor_grade: 'B',
  grade: 'B+',
  confidence_score: 1,
  confidence_label: 'HIGH',
  normalized_score: 0.87,
  population_prior: 0.1,
};
const gradedRow = {
  els_essay_id: graded,
  grade: 'B+',
  normalized_score: 0.87,
  confidence_score: 1,
  confidence_label: 'HIGH',
};
const nothing = { grade: 'U', normalized_score: 0, confidence_score: 0, confidence_label: 'LOW' };

test('current publishes students only; the service publishes anchors as ungraded', () => {
  const ungradedRow = { els_essay_id: ungraded, ...nothing };
  expect(resultRows(rankings, [projection])).toEqual([gradedRow, ungradedRow]);
  expect(resultRowsAsService(rankings, [projection])).toEqual([
    gradedRow,
    { els_essay_id: anchor, ...nothing },
    ungradedRow,
  ]);
});

test('without projections every student is ungraded', () => {
  expect(resultRows(rankings, [])).toEqual(
    [graded, ungraded].map((els_essay_id) => ({ els_essay_id, ...nothing })),
  );
});
