/** The stored document `bt_quality_flags`: three warnings about a fit. They gate nothing (04). */
import type { SeSummary } from './se-summary.js';

export interface QualityFlags {
  /** The standard errors are large, on the average or somewhere. */
  readonly bt_se_inflated: boolean;
  /** There are few comparisons for the number of essays. */
  readonly comparison_coverage_sparse: boolean;
  /** Some essay has no usable comparison. */
  readonly has_isolated_items: boolean;
}

/** The service's thresholds (04, "Standard errors"); those of standard errors in logits. */
const GREATEST_MEAN_SE = 0.4;
const GREATEST_SE = 0.8;
const LEAST_COMPARISONS_PER_ITEM = 1;

/** A value at its threshold is no cause for a flag. */
export function qualityFlags(summary: SeSummary): QualityFlags {
  return {
    bt_se_inflated: summary.mean_se > GREATEST_MEAN_SE || summary.max_se > GREATEST_SE,
    comparison_coverage_sparse: summary.mean_comparisons_per_item < LEAST_COMPARISONS_PER_ITEM,
    has_isolated_items: summary.isolated_items > 0,
  };
}
