import { expect, test } from 'vitest';
import type { BatchId } from '../../src/cj/words.js';
import { ran } from './ran.js';

const STUCK = "select batch_id from cj_batch_states where state = 'WAITING_CALLBACKS' order by batch_id";

test('seed-world has the stuck batches of the seed, and deleting one takes everything that is theirs', () => {
  const { world, rows } = ran('seed-world');
  expect(rows(STUCK)).toEqual([{ batch_id: 5 }, { batch_id: 6 }]);
  for (const id of [5, 6]) world.store.batches.delete(id as BatchId);
  expect(rows(STUCK)).toEqual([]);
  for (const table of ['cj_comparison_pairs', 'cj_processed_essays', 'grade_projections', 'event_outbox']) {
    expect(rows(`select * from ${table} where cj_batch_id in (5, 6)`)).toEqual([]);
  }
});
