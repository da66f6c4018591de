import { expect, test } from 'vitest';
import { current } from '../../src/cj/policies/current.js';
import { acceptsAnyGrade } from '../../src/cj/projection/anchor-resolution.js';
import type { ProjectionRules } from '../../src/cj/projection/projection-rules.js';
import type { RankingRow } from '../../src/cj/projection/ranking-row.js';
import type { EssayId } from '../../src/cj/words.js';
import { checkRanking } from '../../src/search/projection-relations.js';

const ANCHORS = [
  { id: 1, text_storage_id: 'text/1', grade: 'A', score: 3 },
  { id: 2, text_storage_id: 'text/2', grade: 'F', score: -3 },
];

function ranking(anchors: typeof ANCHORS): readonly RankingRow[] {
  return [
    ...anchors.map(({ id, text_storage_id, grade, score }) => ({
      els_essay_id: `ANCHOR_${id}` as EssayId,
      is_anchor: true,
      bradley_terry_score: score,
      bradley_terry_se: 0.3,
      text_storage_id,
      processing_metadata: { is_anchor: true, known_grade: grade, anchor_ref_id: id, text_storage_id },
    })),
    ...[1.2, -0.4].map((score, place) => ({
      els_essay_id: `student-${place}` as EssayId,
      is_anchor: false,
      bradley_terry_score: score,
      bradley_terry_se: 0.4,
      text_storage_id: `text/student-${place}`,
      processing_metadata: { is_anchor: false },
    })),
  ];
}

function brokenUnder(rules: Partial<ProjectionRules>, anchors = ANCHORS): string | null {
  const assignment = { grade_scale: 'swedish_8_anchor', anchors } as never;
  return checkRanking({ ...current, ...rules }, ranking(anchors), assignment)?.says ?? null;
}

test.each(['hard', 'probabilistic'] as const)('current keeps every relation with %s bands', (gradeBands) => {
  expect([brokenUnder({ gradeBands }), brokenUnder({ gradeBands }, ANCHORS.slice(0, 1))]).toEqual([
    null,
    null,
  ]);
  expect(brokenUnder({ gradeBands }, [])).toBe(null);
});

test('a grade that the scale lacks must not make a projection', () => {
  expect(brokenUnder({ acceptsGrade: acceptsAnyGrade }, ANCHORS.slice(0, 1))).toMatch(
    /the grades are others|makes a projection/,
  );
});

test('an anchor without a grade that moves no grade but a confidence is found', () => {
  const asBest: ProjectionRules['resolveAnchorGrade'] = (row, lookup) =>
    row.processing_metadata?.['known_grade'] === 'no such grade'
      ? { tier: 'known_grade', grade: 'A' }
      : current.resolveAnchorGrade(row, lookup);
  expect(brokenUnder({ resolveAnchorGrade: asBest })).toBe(
    'with an anchor more, of a grade that the scale lacks the grades are others',
  );
});

test('an anchor that is not found by its number is found out', () => {
  const byNumber: ProjectionRules['resolveAnchorGrade'] = (row, lookup) => {
    const id = row.processing_metadata?.['anchor_ref_id'];
    const unread = { ...row, processing_metadata: { ...row.processing_metadata, anchor_ref_id: null } };
    return current.resolveAnchorGrade(typeof id === 'number' ? unread : row, lookup);
  };
  expect(brokenUnder({ resolveAnchorGrade: byNumber })).toBe(
    'with the reference id as a number the grades are others',
  );
});
