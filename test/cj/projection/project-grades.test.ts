import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/cj/errors.js';
import type { AnchorReference } from '../../../src/cj/projection/anchor-grade-lookup.js';
import {
  anchorGradeResolver,
  resolveAnchorGradeAsService,
} from '../../../src/cj/projection/anchor-grades.js';
import { acceptsAnyGrade } from '../../../src/cj/projection/anchor-resolution.js';
import { knownGrade } from '../../../src/cj/projection/anchor-tiers.js';
import { assessmentContext } from '../../../src/cj/projection/assessment-context.js';
import { GRADE_BANDS } from '../../../src/cj/projection/grade-bands.js';
import {
  finalGrades,
  type GradeScaleName,
  gradeScaleOrDefault,
} from '../../../src/cj/projection/grade-scales.js';
import { normalisedScoreAsService } from '../../../src/cj/projection/normalised-score.js';
import { type GradeProjections, projectGrades } from '../../../src/cj/projection/project-grades.js';
import {
  CURRENT_PROJECTION_RULES as current,
  type ProjectionRules,
  SERVICE_PROJECTION_RULES as service,
} from '../../../src/cj/projection/projection-rules.js';
import type { RankingRow } from '../../../src/cj/projection/ranking-row.js';
import type { EssayId } from '../../../src/cj/words.js';
import { gradedAnchors, logits } from './graded-anchors.js';

type Fields = Partial<RankingRow>;

function essay(id: string, score: number | null, fields: Fields = {}): RankingRow {
  return { els_essay_id: id as EssayId, bradley_terry_score: score, bradley_terry_se: 0.3, ...fields };
}

function anchor(id: string, score: number | null, fields: Fields): RankingRow {
  return essay(id, score, { is_anchor: true, ...fields });
}

function project(
  rankings: readonly RankingRow[],
  rules: ProjectionRules = current,
  assignment: { grade_scale?: GradeScaleName; references?: readonly AnchorReference[] } = {},
): GradeProjections {
  const { grade_scale = 'swedish_8_anchor', references = [] } = assignment;
  return projectGrades(rankings, assessmentContext({ grade_scale, references }, rules), rules);
}

function gradesOf(result: GradeProjections): readonly string[] {
  return result.available ? result.projections.map(({ grade }) => grade) : [];
}

const wellAnchored = [
  anchor('a1', 5, { anchor_grade: 'A' }),
  anchor('a2', -5, { processing_metadata: { known_grade: 'F' } }),
];

describe('what a projection says', () => {
  test('students are projected in the order of the rows, with tiers and counts of the anchors beside them', () => {
    const references = [{ id: 3, text_storage_id: 'text-3', grade: 'C' }];
    const result = project(
      [
        essay('s1', 9),
        ...wellAnchored,
        anchor('a3', 0, { text_storage_id: 'text-3' }),
        anchor('a4', 0, { text_storage_id: 'gone' }),
        essay('s2', -9, { is_anchor: [] }),
      ],
      current,
      { references },
    );
    expect(gradesOf(result)).toEqual(['A', 'F']);
    expect(result.reason).toBe(null);
    expect([...result.anchorGrades]).toEqual([
      ['a1', 'A'],
      ['a2', 'F'],
      ['a3', 'C'],
    ]);
    expect([...result.tiers]).toEqual([
      ['a1', 'anchor_grade'],
      ['a2', 'known_grade'],
      ['a3', 'storage_id'],
      ['a4', null],
    ]);
    expect(result.tierCounts).toEqual({
      anchor_grade: 1,
      known_grade: 1,
      storage_id: 1,
      anchor_ref_id: 0,
      unresolved: 1,
    });
    expect(result.misses.map(({ els_essay_id, reason }) => [els_essay_id, reason])).toEqual([
      ['a4', 'no_reference_matches'],
    ]);
  });

  test('without rankings, anchors or two distinct grades there are no projections, and the reason is named', () => {
    const [one] = wellAnchored as [RankingRow];
    const reasons = [[], [essay('s1', 0)], [essay('s1', 0), one], wellAnchored].map(
      (rows) => project(rows).reason,
    );
    expect(reasons).toEqual(['no_rankings', 'no_anchors', 'too_few_grades', null]);
  });

  test('without an assignment the scale is the default and anchors that carry their grade calibrate', () => {
    const context = assessmentContext(null, current);
    const result = projectGrades([...wellAnchored, essay('s1', 9)], context, current);
    expect(context.scale.name).toBe('swedish_8_anchor');
    expect(gradesOf(result)).toEqual(['A']);
  });

  test('every projected grade belongs to the scale', () => {
    const students = fc.array(fc.tuple(logits, fc.double({ min: 0, max: 2, noNaN: true })), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(gradedAnchors, students, fc.constantFrom(...GRADE_BANDS), (graded, scores, gradeBands) => {
        const rows = [
          ...graded.anchors.map(({ grade, score }, i) => anchor(`a${i}`, score, { anchor_grade: grade })),
          ...scores.map(([score, se], i) => essay(`s${i}`, score, { bradley_terry_se: se })),
        ];
        const result = project(rows, { ...current, gradeBands }, { grade_scale: graded.scale.name });
        const final = new Set(finalGrades(graded.scale));
        expect(gradesOf(result).every((grade) => final.has(grade))).toBe(true);
        expect(result.available).toBe(new Set(graded.anchors.map(({ grade }) => grade)).size >= 2);
      }),
    );
  });

  test('with hard bands a better score never has a lower anchor grade', () => {
    fc.assert(
      fc.property(gradedAnchors, logits, logits, ({ scale, anchors }, a, b) => {
        const rows = [
          ...anchors.map(({ grade, score }, i) => anchor(`a${i}`, score, { anchor_grade: grade })),
          essay('low', Math.min(a, b)),
          essay('high', Math.max(a, b)),
        ];
        const result = project(rows, current, { grade_scale: scale.name });
        fc.pre(result.available && a !== b);
        const [low, high] = result.projections.map((p) => scale.grades.indexOf(p.primary_anchor_grade));
        expect(low).toBeLessThanOrEqual(high ?? -1);
      }),
    );
  });
});

describe('where current differs from the service, and the defect that brings it back', () => {
  test('a grade outside the scale is a miss and does not count as distinct', () => {
    const rows = [
      anchor('a1', 1, { anchor_grade: 'B' }),
      anchor('a2', 0, { anchor_grade: 'Z' }),
      essay('s', 0),
    ];
    const result = project(rows);
    expect(result.reason).toBe('too_few_grades');
    expect(result.tierCounts.unresolved).toBe(1);
    expect(result.misses).toEqual([
      {
        els_essay_id: 'a2',
        tier: null,
        reason: 'off_scale',
        available: { storageIds: [], anchorRefId: null, referenceCount: 0, grade: 'Z' },
      },
    ]);
    expect(project(rows, { ...current, acceptsGrade: acceptsAnyGrade }).reason).toBe(null);
  });

  test('an unknown scale is refused; the service grades on its default scale', () => {
    const assignment = { grade_scale: 'no_such_scale', references: [] };
    expect(() => assessmentContext(assignment, current)).toThrow(UserError);
    const defect = { ...current, gradeScale: gradeScaleOrDefault };
    expect(assessmentContext(assignment, defect).scale.name).toBe('swedish_8_anchor');
  });

  test('numeric grades have a normalised score', () => {
    const scores = (rules: ProjectionRules) => {
      const rows = [
        anchor('a1', 4, { anchor_grade: '9' }),
        anchor('a2', -4, { anchor_grade: '1' }),
        essay('s', 9),
      ];
      const result = project(rows, rules, { grade_scale: 'eng5_np_national_9_step' });
      return result.available ? result.projections.map((p) => [p.grade, p.normalized_score]) : [];
    };
    expect(scores(current)).toEqual([['9', 1]]);
    expect(scores({ ...current, normalisedScore: normalisedScoreAsService })).toEqual([['9', 0]]);
  });

  test('reference ids as numbers, and storage ids in the metadata behind an unknown one, make grades available', () => {
    const references = [
      { id: 1, text_storage_id: 'text-1', grade: 'A' },
      { id: 2, text_storage_id: 'text-2', grade: 'E' },
    ];
    const rows = [
      anchor('a1', 3, { processing_metadata: { anchor_ref_id: 1 } }),
      anchor('a2', -3, { text_storage_id: 'gone', processing_metadata: { text_storage_id: 'text-2' } }),
    ];
    const reason = (rules: ProjectionRules) => project(rows, rules, { references }).reason;
    expect(reason(current)).toBe(null);
    expect(reason({ ...current, resolveAnchorGrade: resolveAnchorGradeAsService })).toBe('too_few_grades');
    const knownGradeOnly = anchorGradeResolver({ known_grade: knownGrade });
    expect(reason({ ...current, resolveAnchorGrade: knownGradeOnly })).toBe('too_few_grades');
  });

  test('an essay without a score is left out; the service crashes on it', () => {
    const rows = [
      ...wellAnchored,
      essay('s1', null),
      essay('s2', 9),
      essay('s3', 9, { bradley_terry_se: null }),
    ];
    const result = project(rows);
    expect(gradesOf(result)).toEqual(['A']);
    expect(result.available && result.leftOut).toEqual(['s1', 's3']);
    expect(project(rows, service)).toMatchObject({ available: false, reason: 'null_value', essay: 's1' });
  });

  test('an anchor without a score is a miss; the service crashes on it', () => {
    const rows = [...wellAnchored, anchor('a3', null, { anchor_grade: 'C' })];
    const result = project(rows);
    expect(result.available).toBe(true);
    expect(result.misses.map(({ els_essay_id, reason }) => [els_essay_id, reason])).toEqual([
      ['a3', 'no_score'],
    ]);
    expect(project(rows, service)).toMatchObject({ available: false, reason: 'null_value', essay: 'a3' });
  });
});

test('where no rule differs, current and the service project the same', () => {
  fc.assert(
    fc.property(gradedAnchors, fc.array(logits, { maxLength: 8 }), ({ scale, anchors }, scores) => {
      fc.pre(!scale.numeric);
      const rows = [
        ...anchors.map(({ grade, score }, i) => anchor(`a${i}`, score, { anchor_grade: grade })),
        ...scores.map((score, i) => essay(`s${i}`, score)),
      ];
      const assignment = { grade_scale: scale.name };
      expect(project(rows, current, assignment)).toEqual(project(rows, service, assignment));
    }),
  );
});
