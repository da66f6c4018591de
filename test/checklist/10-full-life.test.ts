import { expect, test } from 'vitest';
import { byCodePoint } from '../../src/cj/code-point-order.js';
import { ran } from './ran.js';

test('no key of the metadata is lost between creation, continuation and completion', () => {
  const lost: string[] = [];
  let before = new Set<string>();
  const { row } = ran('batch-21', {
    onRecord: (record, { store }) => {
      const state = store.driver.prepare('select processing_metadata as doc from cj_batch_states').get() as
        | { doc: string }
        | undefined;
      const keys = new Set(Object.keys(JSON.parse(state?.doc ?? '{}')));
      for (const key of before) if (!keys.has(key)) lost.push(`${record.type} lost ${key}`);
      before = keys;
    },
  });
  expect(lost).toEqual([]);
  expect([...before].sort(byCodePoint)).toEqual([
    'bt_quality_flags',
    'bt_scores',
    'bt_se_summary',
    'comparison_budget',
    'config_overrides',
    'last_score_change',
    'last_scored_iteration',
    'llm_batching_mode',
    'llm_overrides',
    'max_possible_pairs',
    'original_request',
    'resampling_pass_count',
    'successful_pairs_count',
    'unique_coverage_complete',
  ]);
  expect(row('select state from cj_batch_states')).toEqual({ state: 'COMPLETED' });
});
