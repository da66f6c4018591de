/** The SQL of the seed that plain SQLite can run, on these tables (09, "The queries"). */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.js';
import { addBatch, addComparisons, at, essay, memoryStore } from './small-world.js';

let store: Store;

beforeAll(() => {
  store = memoryStore();
  for (const id of [5, 6, 9, 21]) addBatch(store, id);
  addComparisons(store, 9 as never, ['e0 e1 essay_a', 'e1 e2 error', 'e2 e3 -']);
  store.batches.setState(5 as never, 'WAITING_CALLBACKS', at(1));
  store.batches.setState(6 as never, 'WAITING_CALLBACKS', at(1));
  store.metadata.mergeBatchProcessingMetadata(21 as never, {
    comparison_budget: { max_pairs_requested: 100, source: 'runner_override' },
    original_request: {
      language: 'en',
      course_code: 'ENG5',
      cj_source: 'els',
      cj_request_type: 'cj_comparison',
      max_comparisons_override: 100,
    },
  });
  store.projections.insert({
    els_essay_id: essay('e0'),
    cj_batch_id: 9 as never,
    primary_grade: 'B',
    grade_scale: 'swedish_8_anchor',
    confidence_score: 0.8,
    confidence_label: 'HIGH',
    calculation_metadata: '{}',
    assessment_method: 'cj_assessment',
    created_at: at(2),
  });
});

const rows = (sql: string) => store.driver.prepare(sql).all();

describe('the seed asks', () => {
  test('what the continuation metadata of batch 21 says', () => {
    expect(
      rows(`SELECT
    bs.processing_metadata->'comparison_budget'->>'source' as budget_source,
    bs.processing_metadata->'original_request'->>'max_comparisons_override' as original_max,
    bs.submitted_comparisons,
    bs.completed_comparisons
FROM cj_batch_states bs
WHERE batch_id = 21;`),
    ).toEqual([
      {
        budget_source: 'runner_override',
        original_max: 100,
        submitted_comparisons: 0,
        completed_comparisons: 0,
      },
    ]);
  });

  test('the budget of batch 21', () => {
    expect(
      rows(`SELECT bs.state, bs.submitted_comparisons, bs.completed_comparisons,
         bs.processing_metadata->'comparison_budget' as budget
  FROM cj_batch_states bs WHERE batch_id = 21;`),
    ).toEqual([
      {
        state: 'INITIALIZING',
        submitted_comparisons: 0,
        completed_comparisons: 0,
        budget: '{"max_pairs_requested":100,"source":"runner_override"}',
      },
    ]);
  });

  test('for the latest batches', () => {
    expect(
      rows(`SELECT id, bos_batch_id, bs.state, bs.submitted_comparisons, bs.completed_comparisons
FROM cj_batch_uploads bu
JOIN cj_batch_states bs ON bu.id = bs.batch_id
ORDER BY bu.created_at DESC LIMIT 5;`),
    ).toHaveLength(4);
  });

  test('how many comparisons have a winner', () => {
    expect(
      rows(`SELECT
    cj_batch_id,
    COUNT(*) as total_pairs,
    COUNT(winner) as pairs_with_winner
  FROM cj_comparison_pairs
  WHERE cj_batch_id = 9  -- replace 9 with target cj_batch_id
  GROUP BY cj_batch_id;`),
    ).toEqual([{ cj_batch_id: 9, total_pairs: 3, pairs_with_winner: 2 }]);
  });

  test('how many projections there are', () => {
    expect(rows('SELECT COUNT(*) as projection_count FROM grade_projections WHERE cj_batch_id = 9;')).toEqual(
      [{ projection_count: 1 }],
    );
  });

  test('which batches wait, and deletes them', () => {
    const stuck = `SELECT bs.batch_id, bu.bos_batch_id, bs.state, bs.submitted_comparisons
  FROM cj_batch_states bs
  JOIN cj_batch_uploads bu ON bs.batch_id = bu.id
  WHERE bs.state = 'WAITING_CALLBACKS'
  ORDER BY bs.batch_id DESC;`;
    expect(rows(stuck).map((row) => (row as { batch_id: number }).batch_id)).toEqual([6, 5]);
    store.driver.exec('DELETE FROM cj_batch_uploads WHERE id IN (5, 6);');
    expect(rows(stuck)).toEqual([]);
  });
});
