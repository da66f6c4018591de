import { expect, test } from 'vitest';
import { seSummary } from '../../../src/cj/scoring/se-summary.js';
import { netOf } from './nets.js';

test('a summary counts essays at the cap and without comparisons', () => {
  const net = netOf(4, [
    [0, 1, 3],
    [1, 2, 1],
  ]);
  expect(seSummary(net, Float64Array.of(0, 0.5, 2, 2))).toEqual({
    mean_se: 1.125,
    max_se: 2,
    min_se: 0,
    item_count: 4,
    comparison_count: 4,
    items_at_cap: 2,
    isolated_items: 1,
    mean_comparisons_per_item: 2,
    min_comparisons_per_item: 0,
    max_comparisons_per_item: 4,
  });
});
