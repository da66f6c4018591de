/** The stored document `bt_se_summary`: how well one fit knows the essays. A diagnosis; it gates nothing. */
import type { ComparisonNet } from './comparison-net.js';
import { SE_CAP } from './standard-errors.js';

export interface SeSummary {
  /** Logits, over all essays, the reference (0) included. */
  readonly mean_se: number;
  readonly max_se: number;
  readonly min_se: number;
  readonly item_count: number;
  /** Usable comparisons. */
  readonly comparison_count: number;
  /** Essays whose standard error is the cap. */
  readonly items_at_cap: number;
  /** Essays without a usable comparison. */
  readonly isolated_items: number;
  /** Usable comparisons that an essay is in; so the mean is twice the comparisons by the essays. */
  readonly mean_comparisons_per_item: number;
  readonly min_comparisons_per_item: number;
  readonly max_comparisons_per_item: number;
}

/** Of a net of at least one essay and its standard errors (04, "Standard errors"; vectors `bt_se`). */
export function seSummary(net: ComparisonNet, errors: Float64Array): SeSummary {
  const counts = net.countOf;
  return {
    mean_se: mean(errors),
    max_se: greatest(errors),
    min_se: smallest(errors),
    item_count: errors.length,
    comparison_count: net.comparisonCount,
    items_at_cap: errors.reduce((items, error) => items + (error >= SE_CAP ? 1 : 0), 0),
    isolated_items: counts.reduce((items, count) => items + (count === 0 ? 1 : 0), 0),
    mean_comparisons_per_item: mean(counts),
    min_comparisons_per_item: smallest(counts),
    max_comparisons_per_item: greatest(counts),
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function greatest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value));
}

function smallest(values: Float64Array): number {
  return values.reduce((least, value) => Math.min(least, value));
}
