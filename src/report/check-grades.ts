/** Are the stored grades those that stored scores and anchors give? Part of `cjsim check`: projected again, row by row. */
import { projectGrades } from '../cj/projection/project-grades.js';
import { storedRanking } from '../cj/projection/stored-ranking.js';
import { gradingOf } from './grading-of.js';
import type { StoredBatch, StoredWorld } from './stored-world.js';
import type { ViewRow } from './view-table.js';

/** Of what is from 0 to 1: confidence scores and normalized scores. */
const TOLERANCE = 1e-9;

const GRADE = 'primary_grade';
const COLUMNS = [GRADE, 'grade_scale', 'confidence_label', 'confidence_score', 'normalized_score'] as const;

type Graded = Readonly<Record<(typeof COLUMNS)[number], string | number | null>>;

/** By the policy as it is without defects; null where nothing was projected, and nothing could be. */
export function wrongGrades(world: StoredWorld, batch: StoredBatch): readonly ViewRow[] | null {
  const right = rightGrades(world, batch);
  const stored = new Map<string, Graded>(
    world.store.projections.ofBatch(batch.id).map((row) => [row.els_essay_id, row]),
  );
  const essays = [...new Set([...stored.keys(), ...right.keys()])];
  if (essays.length === 0) return null;
  return essays.flatMap((essay) => {
    const [found, expected] = [stored.get(essay), right.get(essay)];
    // Of an essay that is graded on one side alone the grade says all.
    const columns = found && expected ? COLUMNS : ([GRADE] as const);
    return columns
      .map((column) => ({ column, stored: found?.[column] ?? null, right: expected?.[column] ?? null }))
      .filter(({ stored: is, right: should }) => !isSame(is, should))
      .map((row) => ({ batch: batch.id, essay, ...row }));
  });
}

function isSame(a: string | number | null, b: string | number | null): boolean {
  return a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= TOLERANCE);
}

/** By essay, as the batch's last finishing should have projected them; none of a batch that was not finished so. */
function rightGrades(world: StoredWorld, batch: StoredBatch): ReadonlyMap<string, Graded> {
  if (batch.state.state !== 'COMPLETED') return new Map();
  const { isGraded, rules, context } = gradingOf(world, batch);
  if (!isGraded) return new Map();
  const projected = projectGrades(storedRanking(world.store.essays.ranked(batch.id)), context, rules);
  if (!projected.available) return new Map();
  return new Map(
    projected.projections.map(({ els_essay_id, grade, ...rest }) => [
      els_essay_id,
      { ...rest, primary_grade: grade, grade_scale: context.scale.name },
    ]),
  );
}
