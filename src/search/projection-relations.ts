/**
 * Metamorphic relations of the projection, on the stored ranking of a world that ran: a change that means
 * nothing changes no grade, confidence or number, and none is lost by where an anchor's grade is looked for.
 */

import type { Policy } from '../cj/policy.js';
import type { UnavailableReason } from '../cj/projection/anchor-resolution.js';
import { assessmentContext } from '../cj/projection/assessment-context.js';
import { projectGrades } from '../cj/projection/project-grades.js';
import type { ProjectionRules } from '../cj/projection/projection-rules.js';
import type { RankingRow } from '../cj/projection/ranking-row.js';
import { storedRanking } from '../cj/projection/stored-ranking.js';
import { textOrNull } from '../cj/stored-value.js';
import type { EssayId } from '../cj/words.js';
import { type Broken, broken } from '../sim/invariants/invariant.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { Store } from '../store/store.js';

const TOO_FEW: UnavailableReason = 'too_few_grades';

/** Every relation on every batch that has projections; the first that does not hold. */
export function checkProjectionRelations(policy: Policy, plan: WorldPlan, store: Store): Broken | null {
  const [assignment] = plan.assignments;
  if (assignment === undefined || assignment.anchors.length === 0) return null;
  for (const { id } of plan.batches) {
    const ranking = storedRanking(store.essays.ranked(id));
    if (ranking.length < 2 || ranking.some((row) => row.bradley_terry_score === null)) continue;
    const rules = { ...policy, gradeBands: plan.settings.GRADE_BANDS };
    const found = checkRanking(rules, ranking, assignment);
    if (found !== null) return found;
  }
  return null;
}

/** The first relation that does not hold on one ranking. */
export function checkRanking(
  rules: ProjectionRules,
  ranking: readonly RankingRow[],
  assignment: WorldPlan['assignments'][number],
): Broken | null {
  const { grade_scale, anchors: references } = assignment;
  const context = assessmentContext({ grade_scale, references }, rules);
  const gradesOf = (rows: readonly RankingRow[]): string => {
    const projected = projectGrades(rows, context, rules);
    if (projected.available) return JSON.stringify(projected.projections);
    // An anchor of no grade is one all the same, and what is missing then is grades.
    return projected.reason === 'no_anchors' ? TOO_FEW : projected.reason;
  };
  const original = gradesOf(ranking);
  const anchors = (
    change: (row: RankingRow, metadata: Record<string, unknown>) => RankingRow,
  ): readonly RankingRow[] =>
    ranking.map((row) => {
      if (!row.is_anchor) return row;
      const { known_grade, anchor_grade, ...metadata } = { ...row.processing_metadata };
      return change(row, metadata);
    });
  const variants: readonly (readonly [string, readonly RankingRow[]])[] = [
    [
      'the reference id as a number',
      anchors((row, metadata) => bare(row, null, { anchor_ref_id: metadata['anchor_ref_id'] })),
    ],
    [
      'the reference id as text',
      anchors((row, metadata) => bare(row, null, { anchor_ref_id: String(metadata['anchor_ref_id']) })),
    ],
    ['the storage id on the row', anchors((row, metadata) => bare(row, metadata['text_storage_id'], {}))],
    [
      'the storage id in the metadata, an unknown one on the row',
      anchors((row, metadata) => bare(row, 'nowhere', { text_storage_id: metadata['text_storage_id'] })),
    ],
    ['an anchor more, of a grade that the scale lacks', [...ranking, stranger(ranking)]],
  ];
  for (const [what, rows] of variants) {
    const grades = gradesOf(rows);
    if (grades !== original) return broken(`with ${what} the grades are others`, { original, grades });
  }
  return onlyOneGrade(ranking, gradesOf);
}

/** An anchor alone gives no projection, whatever grade outside the scale stands beside it. */
function onlyOneGrade(
  ranking: readonly RankingRow[],
  gradesOf: (rows: readonly RankingRow[]) => string,
): Broken | null {
  const students = ranking.filter((row) => !row.is_anchor);
  for (const anchor of ranking.filter((row) => row.is_anchor)) {
    const alone = gradesOf([...students, anchor]);
    if (alone !== TOO_FEW) return broken('a single anchor makes a projection', { alone });
    const beside = gradesOf([...students, anchor, stranger(ranking)]);
    if (beside !== TOO_FEW)
      return broken('a grade that the scale lacks makes a projection', { alone, beside });
  }
  return null;
}

function bare(row: RankingRow, storageId: unknown, metadata: Record<string, unknown>): RankingRow {
  return {
    ...row,
    text_storage_id: textOrNull(storageId),
    processing_metadata: { is_anchor: true, ...metadata },
  };
}

function stranger(ranking: readonly RankingRow[]): RankingRow {
  return {
    ...(ranking[0] as RankingRow),
    els_essay_id: 'stranger' as EssayId,
    is_anchor: true,
    text_storage_id: null,
    processing_metadata: { is_anchor: true, known_grade: 'no such grade' },
  };
}
