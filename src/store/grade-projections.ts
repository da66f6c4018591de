/** Queries on the projected grades of a batch. */
import type { Insertable } from 'kysely';
import type { BatchId, EssayId } from '../cj/words.js';
import { type Param, query } from './compile.js';
import type { Driver } from './driver.js';
import type { GradeProjectionsTable } from './schema.js';
import type { Timestamp } from './timestamp.js';

export type NewProjection = Readonly<Insertable<GradeProjectionsTable>>;

const insert = query(
  (
    db,
    essay: Param<EssayId>,
    batch: Param<BatchId>,
    grade: Param<string>,
    scale: Param<string>,
    confidence: Param<number>,
    label: Param<string>,
    calculation: Param<string>,
    prior: Param<string | null>,
    method: Param<string>,
    model: Param<string | null>,
    provider: Param<string | null>,
    normalised: Param<number | null>,
    at: Param<Timestamp>,
  ) =>
    db.insertInto('grade_projections').values({
      els_essay_id: essay,
      cj_batch_id: batch,
      primary_grade: grade,
      grade_scale: scale,
      confidence_score: confidence,
      confidence_label: label,
      calculation_metadata: calculation,
      population_prior: prior,
      assessment_method: method,
      model_used: model,
      model_provider: provider,
      normalized_score: normalised,
      created_at: at,
    }),
);

const ofBatch = query((db, batch: Param<BatchId>) =>
  db.selectFrom('grade_projections').selectAll().where('cj_batch_id', '=', batch).orderBy('els_essay_id'),
);

const removeOfBatch = query((db, batch: Param<BatchId>) =>
  db.deleteFrom('grade_projections').where('cj_batch_id', '=', batch),
);

export type GradeProjections = ReturnType<typeof gradeProjections>;

export function gradeProjections(driver: Driver) {
  const q = { insert: insert.on(driver), ofBatch: ofBatch.on(driver), remove: removeOfBatch.on(driver) };
  return {
    insert: (row: NewProjection): void => {
      q.insert.run(
        row.els_essay_id,
        row.cj_batch_id,
        row.primary_grade,
        row.grade_scale,
        row.confidence_score,
        row.confidence_label,
        row.calculation_metadata,
        row.population_prior ?? null,
        row.assessment_method,
        row.model_used ?? null,
        row.model_provider ?? null,
        row.normalized_score ?? null,
        row.created_at,
      );
    },
    /** By essay id. */
    ofBatch: q.ofBatch.all,
    /** For policies that finalise a batch again: its rows are replaced. */
    deleteOfBatch: q.remove.run,
  };
}
