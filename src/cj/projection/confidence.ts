/** How much a projected grade can be relied on (05, "Projection"). */
import ln from '@stdlib/math-base-special-ln';

export type ConfidenceLabel = 'HIGH' | 'MID' | 'LOW';

export interface Confidence {
  /** In [0, 1]. */
  readonly confidence_score: number;
  readonly confidence_label: ConfidenceLabel;
}

const HIGH_FROM = 0.7;
const MID_FROM = 0.4;
/** Standard errors in logits; each limit belongs to the larger errors. */
const MODERATE_SE = 0.5;
const LARGE_SE = 1;
const HUGE_SE = 1.5;
/** A probability up to this is taken for 0 in the entropy. */
const NEGLIGIBLE = 1e-10;

/**
 * √((1 − entropy / log n) · factor of the standard error), with `probabilities` over all n grades of the
 * scale. The label follows the score, and a large standard error caps it.
 */
export function confidence(probabilities: readonly number[], standardError: number): Confidence {
  const certainty = Math.max(0, 1 - entropy(probabilities) / ln(probabilities.length));
  const confidence_score = Math.sqrt(certainty * standardErrorFactor(standardError));
  return { confidence_score, confidence_label: label(confidence_score, standardError) };
}

/** In nats; 0 where only one probability is left. */
function entropy(probabilities: readonly number[]): number {
  const positive = probabilities.filter((p) => p > NEGLIGIBLE);
  if (positive.length < 2) return 0;
  let sum = 0;
  for (const p of positive) sum -= p * ln(p);
  return sum;
}

function standardErrorFactor(standardError: number): number {
  if (standardError >= HUGE_SE) return 0.3;
  if (standardError >= LARGE_SE) return 0.6;
  return standardError >= MODERATE_SE ? 0.8 : 1;
}

function label(score: number, standardError: number): ConfidenceLabel {
  if (standardError >= HUGE_SE || score < MID_FROM) return 'LOW';
  return standardError >= LARGE_SE || score < HIGH_FROM ? 'MID' : 'HIGH';
}
