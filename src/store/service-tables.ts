/** The service's tables in the order of the specification (01), and their rows in the order of their keys. */
import { query } from './compile.js';
import type { Database } from './schema.js';

export const SERVICE_TABLES = [
  table('cj_batch_uploads', 'id'),
  table('cj_batch_states', 'batch_id'),
  table('cj_processed_essays', 'cj_batch_id', 'els_essay_id'),
  table('cj_comparison_pairs', 'id'),
  table('grade_projections', 'cj_batch_id', 'els_essay_id'),
  table('assessment_instructions', 'id'),
  table('anchor_essay_references', 'id'),
  table('event_outbox', 'id'),
] as const;

function table(name: keyof Database, ...key: readonly string[]) {
  const rows = query((db) => {
    const all = db.selectFrom(name).selectAll();
    return key.reduce((ordered, column) => ordered.orderBy(db.dynamic.ref(column)), all);
  });
  return { name, key, rows };
}
