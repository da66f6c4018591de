/** Compares a batch that has just completed with the specification of scores and grades (`current`, with any defect). */
import { objectOrNull } from '../../cj/stored-value.js';
import type { EssayRow } from '../invariants/batch-reader.js';
import { type Broken, broken } from '../invariants/invariant.js';
import type { Observation } from '../invariants/observation.js';
import { ownGradeOf, scaleOf } from '../invariants/stored-grades.js';
import { SE_CAP } from './expected-errors.js';
import { expectedGrade, type KnownAnchor } from './expected-grades.js';
import { expectedErrors, type JudgedPair, scoreResidual } from './expected-scores.js';

/** Larger nets cost more than they tell. */
const MOST_ESSAYS = 14;
const CLOSE = 1e-5;

export function checkEnding(seen: Observation): Broken | null {
  const { hasEnded, now, counts, batch, reader, settings } = seen;
  if (!hasEnded || now.state.state !== 'COMPLETED' || counts.usable === 0) return null;
  const essays = reader.essays(batch.id);
  if (essays.length > MOST_ESSAYS || settings.some((held) => held.BT_ESTIMATOR !== 'service')) return null;
  return checkScores(seen, essays) ?? checkGrades(seen, essays);
}

function checkScores({ pairs, now, record }: Observation, essays: readonly EssayRow[]): Broken | null {
  const ids = essays.map((essay) => essay.els_essay_id);
  const scores = essays.map((essay) => essay.current_bt_score ?? Number.NaN);
  const judged = pairs.filter(
    (pair): pair is typeof pair & JudgedPair => pair.winner === 'essay_a' || pair.winner === 'essay_b',
  );
  const residual = scoreResidual(ids, judged, scores);
  if (!(residual < CLOSE)) return broken('the scores do not fit the answers', { residual, ids, scores });
  const anchor = essays.findLastIndex((essay) => essay.is_anchor === 1);
  const greatest = ids.reduce((most, id, index) => (id > (ids[most] ?? '') ? index : most), 0);
  const expected = expectedErrors(ids, judged, scores, anchor >= 0 ? anchor : greatest);
  const errors = essays.map((essay) => essay.current_bt_se);
  const wrong = expected.findIndex(
    (error, index) => error !== null && !(Math.abs(error - (errors[index] ?? Number.NaN)) < CLOSE),
  );
  if (wrong >= 0)
    return broken(`the standard error of ${ids[wrong]} is ${errors[wrong]}`, { expected, errors });
  const counted = essays.find(
    ({ els_essay_id: id, comparison_count }) =>
      judged.filter(({ a, b }) => a === id || b === id).length !== comparison_count,
  );
  if (counted !== undefined)
    return broken(`the comparisons of ${counted.els_essay_id} are miscounted`, { counted });
  return record.type === 'finish-batch' ? checkSummary(now.metadata, errors, judged, ids) : null;
}

/** The summary of the last fit that was stored, where that fit had the answers of the last one. */
function checkSummary(
  metadata: Readonly<Record<string, unknown>>,
  errors: readonly (number | null)[],
  judged: readonly JudgedPair[],
  ids: readonly string[],
): Broken | null {
  const summary = objectOrNull(metadata['bt_se_summary']);
  const flags = objectOrNull(metadata['bt_quality_flags']);
  if (summary?.['comparison_count'] !== judged.length) return null;
  const values = errors.map((error) => error ?? 0);
  // Two fits of the same answers differ in their last digits, and a limit may lie between them.
  if (values.some((error) => error !== SE_CAP && Math.abs(error - SE_CAP) < CLOSE)) return null;
  const counts = ids.map((id) => judged.filter(({ a, b }) => a === id || b === id).length);
  const mean = values.reduce((sum, error) => sum + error, 0) / values.length;
  const isolated = counts.filter((count) => count === 0).length;
  const perItem = (2 * judged.length) / ids.length;
  const expected = {
    mean_se: mean,
    max_se: Math.max(...values),
    min_se: Math.min(...values),
    item_count: ids.length,
    items_at_cap: values.filter((error) => error >= SE_CAP).length,
    isolated_items: isolated,
    mean_comparisons_per_item: perItem,
    min_comparisons_per_item: Math.min(...counts),
    max_comparisons_per_item: Math.max(...counts),
  };
  for (const [name, value] of Object.entries(expected)) {
    if (!(Math.abs(value - Number(summary[name])) < CLOSE))
      return broken(`${name} is not ${value}`, { summary });
  }
  const warned = {
    bt_se_inflated: mean > 0.4 || expected.max_se > 0.8,
    comparison_coverage_sparse: perItem < 1,
    has_isolated_items: isolated > 0,
  };
  return JSON.stringify(flags) === JSON.stringify(warned)
    ? null
    : broken('the quality flags', { flags, warned });
}

function checkGrades(seen: Observation, essays: readonly EssayRow[]): Broken | null {
  const { batch, reader, settings } = seen;
  const scale = scaleOf(seen);
  if (scale === undefined || settings.some((held) => held.GRADE_BANDS !== 'hard')) return null;
  const anchors = essays.flatMap((essay): readonly KnownAnchor[] => {
    const grade = ownGradeOf(essay);
    if (grade === null || !scale.grades.includes(grade)) return [];
    return [{ grade, score: essay.current_bt_score ?? 0 }];
  });
  const rows = new Map(essays.map((essay) => [essay.els_essay_id, essay]));
  for (const row of reader.projections(batch.id)) {
    const essay = rows.get(row.els_essay_id);
    if (essay === undefined) continue;
    const student = { score: essay.current_bt_score ?? 0, error: essay.current_bt_se ?? 0 };
    const expected = expectedGrade(student, anchors, scale);
    const isClose = Math.abs(expected.confidence - row.confidence_score) < CLOSE;
    if (expected.grade === row.primary_grade && isClose && expected.label === row.confidence_label) continue;
    return broken(`${row.els_essay_id} has the grade ${row.primary_grade}`, { expected, row, anchors });
  }
  return null;
}
