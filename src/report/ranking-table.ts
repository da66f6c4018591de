/** The ranking of a batch in the summary of its run: scores, standard errors, and grades with their confidence. */
import { DEFAULT_GRADE_SCALE, GRADE_SCALES, type GradeScale } from '../cj/projection/grade-scales.js';
import type { EssayId } from '../cj/words.js';
import { ownGradeOf } from '../sim/invariants/stored-grades.js';
import { anchorsAgainstGrades } from './anchors-against-grades.js';
import { fittingTable } from './fitting-table.js';
import type { BatchResult } from './json-result-schema.js';
import type { StoredBatch, StoredWorld } from './stored-world.js';
import type { SummaryLook } from './summary-look.js';
import type { Column } from './table.js';
import { decimal, wrapped } from './words-of.js';

/** What a narrow table leaves out, the first before the others. */
const SPARE = ['comparisons', 'confidence', 'SE'];

interface RankedRow {
  readonly rank: number;
  readonly id: string;
  readonly score: number | null;
  readonly se: number | null;
  readonly comparisons: number;
  readonly grade: string;
  readonly confidence: string;
}

export function rankingTable(
  world: StoredWorld,
  batch: StoredBatch,
  result: BatchResult,
  { style, width, tableWidth }: SummaryLook,
): string {
  if (result.rankings.length === 0) return '';
  const grades = new Map(result.projections.map((projection) => [projection.els_essay_id, projection]));
  const known = knownGrades(world, batch);
  const rows = result.rankings.map((row): RankedRow => {
    const projection = grades.get(row.els_essay_id);
    return {
      rank: row.rank,
      id: row.els_essay_id,
      score: row.score,
      se: row.se,
      comparisons: row.comparison_count,
      grade:
        projection?.primary_grade ??
        (row.is_anchor ? `anchor ${known.get(row.els_essay_id) ?? ''}`.trim() : '–'),
      confidence: projection
        ? `${projection.confidence_label} ${decimal(projection.confidence_score, 2)}`
        : '',
    };
  });
  const columns: readonly Column<RankedRow>[] = [
    { head: 'rank', right: true, cell: ({ rank }) => String(rank) },
    { head: 'essay', cell: ({ id }) => id },
    { head: 'score', right: true, cell: ({ score }) => decimal(score, 3) },
    { head: 'SE', right: true, cell: ({ se }) => decimal(se, 3) },
    { head: 'comparisons', right: true, cell: ({ comparisons }) => String(comparisons) },
    { head: 'grade', cell: ({ grade }) => grade },
    { head: 'confidence', cell: ({ confidence }) => confidence },
  ];
  const about = `scores and standard errors in logits${scaleNote(world, batch, result)}`;
  const head = wrapped(`${style.bold('Ranking')} ${style.dim(about)}`, width, 0);
  return `${head}\n${fittingTable(rows, columns, { style, width: tableWidth, spare: SPARE })}`;
}

function scaleNote(world: StoredWorld, batch: StoredBatch, result: BatchResult): string {
  const scale = scaleOf(world, batch, result);
  return scale ? `, grades on ${scale.name}` : '';
}

/** Without an assignment, grades are projected on the default scale. */
function scaleOf(
  { plan }: StoredWorld,
  batch: StoredBatch,
  { projections }: BatchResult,
): GradeScale | undefined {
  const assignment = plan.assignments.find(
    ({ assignment_id }) => assignment_id === batch.upload.assignment_id,
  );
  const named = assignment?.grade_scale ?? (projections.length > 0 ? DEFAULT_GRADE_SCALE : null);
  return GRADE_SCALES.find(({ name }) => name === named);
}

/** Which anchors of projected grades stand in another order than their own; empty where none does. */
export function anchorOrderNote(world: StoredWorld, batch: StoredBatch, result: BatchResult): string {
  const scale = scaleOf(world, batch, result);
  if (scale === undefined || result.projections.length === 0) return '';
  const known = knownGrades(world, batch);
  const rows = result.rankings.map((row) => ({
    els_essay_id: row.els_essay_id as EssayId,
    is_anchor: row.is_anchor,
    bradley_terry_score: row.score,
    anchor_grade: known.get(row.els_essay_id) ?? null,
  }));
  const against = anchorsAgainstGrades(rows, scale);
  return against.length === 0 ? '' : `Anchors against the order of their grades: ${against.join('; ')}.`;
}

/** As the anchors carry them: a grade of its own comes before a known one (05, tiers 1 and 2). */
function knownGrades({ store }: StoredWorld, batch: StoredBatch): ReadonlyMap<string, string> {
  return new Map(
    store.essays.ofBatch(batch.id).flatMap((essay) => {
      const grade = ownGradeOf(essay);
      return grade === null ? [] : [[essay.els_essay_id, grade] as const];
    }),
  );
}
