/** The tables of the service (01, "Tables"). */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Migration } from './migration.js';

export const serviceTables: Migration = {
  name: '0001-service-tables',
  up: (db) => [
    ...batches(db),
    ...essays(db),
    ...comparisons(db),
    ...projections(db),
    ...context(db),
    ...outbox(db),
  ],
};

const strict = sql`strict`;
const emptyDocument = sql`'{}'`;

function oneOf(column: string, values: readonly string[]): RawBuilder<boolean> {
  return sql`${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))})`;
}

/** The merge helpers need an object at the root: `json_set` passes over anything else in silence. */
function isDocument(column: string): RawBuilder<boolean> {
  return sql`case when json_valid(${sql.ref(column)}) then json_type(${sql.ref(column)}) = 'object' else 0 end`;
}

function batches(db: Kysely<unknown>) {
  const statuses = [
    'PENDING',
    'FETCHING_CONTENT',
    'PERFORMING_COMPARISONS',
    'COMPLETE_STABLE',
    'COMPLETE_MAX_COMPARISONS',
    'COMPLETE_INSUFFICIENT_ESSAYS',
    'COMPLETE_FORCED_RECOVERY',
    'ERROR_PROCESSING',
    'ERROR_ESSAY_PROCESSING',
  ];
  const uploads = db.schema
    .createTable('cj_batch_uploads')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('bos_batch_id', 'text', (c) => c.notNull())
    .addColumn('event_correlation_id', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('course_code', 'text', (c) => c.notNull())
    .addColumn('assignment_id', 'text')
    .addColumn('user_id', 'text')
    .addColumn('org_id', 'text')
    .addColumn('expected_essay_count', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull().check(oneOf('status', statuses)))
    .addColumn('processing_metadata', 'text', (c) =>
      c.notNull().defaultTo(emptyDocument).check(isDocument('processing_metadata')),
    )
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('completed_at', 'text')
    .modifyEnd(strict);
  return [
    uploads,
    db.schema.createIndex('ix_cj_batch_uploads_bos_batch_id').on('cj_batch_uploads').column('bos_batch_id'),
    states(db),
  ];
}

function states(db: Kysely<unknown>) {
  const names = [
    'INITIALIZING',
    'GENERATING_PAIRS',
    'WAITING_CALLBACKS',
    'SCORING',
    'COMPLETED',
    'FAILED',
    'CANCELLED',
  ];
  return db.schema
    .createTable('cj_batch_states')
    .addColumn('batch_id', 'integer', (c) =>
      c.primaryKey().references('cj_batch_uploads.id').onDelete('cascade'),
    )
    .addColumn('state', 'text', (c) => c.notNull().check(oneOf('state', names)))
    .addColumn('total_budget', 'integer')
    .addColumn('total_comparisons', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('submitted_comparisons', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('completed_comparisons', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('failed_comparisons', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('current_iteration', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('completion_threshold_pct', 'integer', (c) => c.notNull().defaultTo(95))
    .addColumn('partial_scoring_triggered', 'integer', (c) =>
      c.notNull().defaultTo(0).check(sql`partial_scoring_triggered in (0, 1)`),
    )
    .addColumn('last_activity_at', 'text', (c) => c.notNull())
    .addColumn('processing_metadata', 'text', (c) =>
      c.notNull().defaultTo(emptyDocument).check(isDocument('processing_metadata')),
    )
    .modifyEnd(strict);
}

function essays(db: Kysely<unknown>) {
  const table = db.schema
    .createTable('cj_processed_essays')
    .addColumn('els_essay_id', 'text', (c) => c.notNull())
    .addColumn('cj_batch_id', 'integer', (c) =>
      c.notNull().references('cj_batch_uploads.id').onDelete('cascade'),
    )
    .addColumn('text_storage_id', 'text', (c) => c.notNull())
    .addColumn('assessment_input_text', 'text')
    .addColumn('current_bt_score', 'real')
    .addColumn('current_bt_se', 'real')
    .addColumn('comparison_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('is_anchor', 'integer', (c) => c.notNull().check(sql`is_anchor in (0, 1)`))
    .addColumn('processing_metadata', 'text', (c) =>
      c.notNull().defaultTo(emptyDocument).check(isDocument('processing_metadata')),
    )
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_cj_processed_essays', ['els_essay_id', 'cj_batch_id'])
    .modifyEnd(strict);
  return [
    table,
    db.schema.createIndex('ix_cj_processed_essays_batch').on('cj_processed_essays').column('cj_batch_id'),
  ];
}

/** `ix_cj_comparison_pairs_counts` holds all that the counts read: the batch, the unordered pair, the answer. */
function comparisons(db: Kysely<unknown>) {
  const table = db.schema
    .createTable('cj_comparison_pairs')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('cj_batch_id', 'integer', (c) =>
      c.notNull().references('cj_batch_uploads.id').onDelete('cascade'),
    )
    .addColumn('essay_a_els_id', 'text', (c) => c.notNull())
    .addColumn('essay_b_els_id', 'text', (c) => c.notNull())
    .addColumn('prompt_hash', 'text')
    .addColumn('request_correlation_id', 'text', (c) => c.notNull().unique())
    .addColumn('submitted_at', 'text', (c) => c.notNull())
    .addColumn('completed_at', 'text')
    .addColumn('winner', 'text', (c) => c.check(oneOf('winner', ['essay_a', 'essay_b', 'error'])))
    .addColumn('confidence', 'real', (c) => c.check(sql`confidence between 1 and 5`))
    .addColumn('justification', 'text')
    .addColumn('raw_llm_response', 'text')
    .addColumn('error_code', 'text')
    .addColumn('error_correlation_id', 'text')
    .addColumn('error_timestamp', 'text')
    .addColumn('error_service', 'text')
    .addColumn('error_details', 'text', (c) => c.check(sql`json_valid(error_details)`))
    .addColumn('pair_generation_mode', 'text', (c) =>
      c.notNull().check(oneOf('pair_generation_mode', ['coverage', 'resampling', 'retry'])),
    )
    .addColumn('processing_metadata', 'text', (c) =>
      c.notNull().defaultTo(emptyDocument).check(isDocument('processing_metadata')),
    )
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addCheckConstraint('two_essays', sql`essay_a_els_id <> essay_b_els_id`)
    .modifyEnd(strict);
  return [
    table,
    db.schema.createIndex('ix_cj_comparison_pairs_batch').on('cj_comparison_pairs').column('cj_batch_id'),
    db.schema
      .createIndex('ix_cj_comparison_pairs_counts')
      .on('cj_comparison_pairs')
      .column('cj_batch_id')
      .expression(sql`min(essay_a_els_id, essay_b_els_id)`)
      .expression(sql`max(essay_a_els_id, essay_b_els_id)`)
      .expression(sql`winner`),
  ];
}

/** The service's foreign key has no cascade, so that deleting a projected batch fails there. */
function projections(db: Kysely<unknown>) {
  const table = db.schema
    .createTable('grade_projections')
    .addColumn('els_essay_id', 'text', (c) => c.notNull())
    .addColumn('cj_batch_id', 'integer', (c) => c.notNull())
    .addColumn('primary_grade', 'text', (c) => c.notNull())
    .addColumn('grade_scale', 'text', (c) => c.notNull())
    .addColumn('confidence_score', 'real', (c) => c.notNull())
    .addColumn('confidence_label', 'text', (c) => c.notNull())
    .addColumn('calculation_metadata', 'text', (c) =>
      c.notNull().check(sql`json_valid(calculation_metadata)`),
    )
    .addColumn('population_prior', 'text')
    .addColumn('assessment_method', 'text', (c) => c.notNull())
    .addColumn('model_used', 'text')
    .addColumn('model_provider', 'text')
    .addColumn('normalized_score', 'real')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_grade_projections', ['els_essay_id', 'cj_batch_id'])
    .addForeignKeyConstraint(
      'fk_grade_projections_essay',
      ['els_essay_id', 'cj_batch_id'],
      'cj_processed_essays',
      ['els_essay_id', 'cj_batch_id'],
      (c) => c.onDelete('cascade'),
    )
    .modifyEnd(strict);
  return [
    table,
    db.schema.createIndex('ix_grade_projections_batch').on('grade_projections').column('cj_batch_id'),
  ];
}

function context(db: Kysely<unknown>) {
  const instructions = db.schema
    .createTable('assessment_instructions')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('assignment_id', 'text', (c) => c.unique())
    .addColumn('course_id', 'text')
    .addColumn('instructions_text', 'text', (c) => c.notNull())
    .addColumn('grade_scale', 'text', (c) => c.notNull())
    .addColumn('context_origin', 'text', (c) => c.notNull())
    .addColumn('student_prompt_storage_id', 'text')
    .addColumn('judge_rubric_storage_id', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addCheckConstraint('assignment_or_course', sql`(assignment_id is null) <> (course_id is null)`)
    .modifyEnd(strict);
  const references = db.schema
    .createTable('anchor_essay_references')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('anchor_label', 'text', (c) => c.notNull())
    .addColumn('grade', 'text', (c) => c.notNull())
    .addColumn('grade_scale', 'text', (c) => c.notNull())
    .addColumn('text_storage_id', 'text', (c) => c.notNull())
    .addColumn('assignment_id', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('uq_anchor_essay_references', ['assignment_id', 'anchor_label', 'grade_scale'])
    .modifyEnd(strict);
  return [instructions, references];
}

/** `cj_batch_id` is not in the service: it lets a deleted batch take its events along. */
function outbox(db: Kysely<unknown>) {
  const table = db.schema
    .createTable('event_outbox')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('aggregate_type', 'text', (c) => c.notNull())
    .addColumn('event_type', 'text', (c) => c.notNull())
    .addColumn('event_data', 'text', (c) => c.notNull().check(sql`json_valid(event_data)`))
    .addColumn('event_key', 'text')
    .addColumn('topic', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text')
    .addColumn('retry_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('last_error', 'text')
    .addColumn('dedupe_key', 'text', (c) => c.unique())
    .addColumn('cj_batch_id', 'integer', (c) => c.references('cj_batch_uploads.id').onDelete('cascade'))
    .modifyEnd(strict);
  return [
    table,
    db.schema
      .createIndex('ix_event_outbox_unpublished')
      .on('event_outbox')
      .column('id')
      .where(sql.ref('published_at'), 'is', null),
    db.schema.createIndex('ix_event_outbox_batch').on('event_outbox').column('cj_batch_id'),
  ];
}
