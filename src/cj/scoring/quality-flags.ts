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

export interface QualityThresholds {
  /** Logits; a greater mean is inflated. */
  readonly meanSe: number;
  /** Logits; a greater maximum is inflated. */
  readonly maxSe: number;
  /** Fewer comparisons per essay on the average are sparse. */
  readonly meanComparisonsPerItem: number;
}

/** The service's thresholds (04, "Standard errors"). */
const SERVICE_THRESHOLDS: QualityThresholds = { meanSe: 0.4, maxSe: 0.8, meanComparisonsPerItem: 1 };

/** A value at its threshold is no cause for a flag. */
export function qualityFlags(
  summary: SeSummary,
  thresholds: QualityThresholds = SERVICE_THRESHOLDS,
): QualityFlags {
  return {
    bt_se_inflated: summary.mean_se > thresholds.meanSe || summary.max_se > thresholds.maxSe,
    comparison_coverage_sparse: summary.mean_comparisons_per_item < thresholds.meanComparisonsPerItem,
    has_isolated_items: summary.isolated_items > 0,
  };
}
