import { expect, test } from 'vitest';
import { qualityFlags } from '../../../src/cj/scoring/quality-flags.js';
import type { SeSummary } from '../../../src/cj/scoring/se-summary.js';

const fine: SeSummary = {
  mean_se: 0.4,
  max_se: 0.8,
  min_se: 0,
  item_count: 5,
  comparison_count: 5,
  items_at_cap: 0,
  isolated_items: 0,
  mean_comparisons_per_item: 1,
  min_comparisons_per_item: 1,
  max_comparisons_per_item: 3,
};
const none = { bt_se_inflated: false, comparison_coverage_sparse: false, has_isolated_items: false };

test('values at their thresholds raise no flag', () => {
  expect(qualityFlags(fine)).toEqual(none);
});

test('a large mean or a large maximum is inflated', () => {
  expect(qualityFlags({ ...fine, mean_se: 0.41 })).toEqual({ ...none, bt_se_inflated: true });
  expect(qualityFlags({ ...fine, max_se: 0.81 })).toEqual({ ...none, bt_se_inflated: true });
});

test('fewer than one comparison per essay on the average is sparse', () => {
  expect(qualityFlags({ ...fine, mean_comparisons_per_item: 0.9 })).toEqual({
    ...none,
    comparison_coverage_sparse: true,
  });
});

test('one isolated essay is enough', () => {
  expect(qualityFlags({ ...fine, isolated_items: 1 })).toEqual({ ...none, has_isolated_items: true });
});
