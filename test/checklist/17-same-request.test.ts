import { expect, test } from 'vitest';
import { ran } from './ran.js';

const SAME = `SELECT bu.processing_metadata->'original_request' = bs.processing_metadata->'original_request' AS same
  FROM cj_batch_uploads bu JOIN cj_batch_states bs ON bu.id = bs.batch_id`;

test('rows 11 and 17: original_request is in both tables and the same', () => {
  expect(ran('batch-21').rows(SAME)).toEqual([{ same: 1 }]);
});

test('of batch 19 neither table has it', () => {
  expect(ran('legacy-batch-19').rows(SAME)).toEqual([{ same: null }]);
});
