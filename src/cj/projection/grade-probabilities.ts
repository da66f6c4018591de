import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import type { Calibration, GradeBand } from './calibration.js';
import type { GradeBands } from './grade-bands.js';

/**
 * The probability of each grade, lowest first, for a student with this score and standard error (logits):
 * Gaussian around the grade's mean with variance + standardError², times the population prior, normalised
 * (05, "Projection"). With hard bands a grade whose band does not contain the score has probability 0; a band
 * contains its edges. Uniform where every grade is impossible. Without the cut a greater score may have a lower grade: variances
 * differ, and far out the greatest wins.
 */
export function gradeProbabilities(
  score: number,
  standardError: number,
  calibration: Calibration,
  gradeBands: GradeBands,
): readonly number[] {
  const logs = calibration.bands.map((band) =>
    gradeBands === 'probabilistic' || contains(band, score)
      ? logDensity(score, band.mean, band.variance + standardError * standardError) + ln(band.prior)
      : Number.NEGATIVE_INFINITY,
  );
  const largest = Math.max(...logs);
  if (largest === Number.NEGATIVE_INFINITY) return logs.map(() => 1 / logs.length);
  const weights = logs.map((log) => exp(log - largest));
  let total = 0;
  for (const weight of weights) total += weight;
  return weights.map((weight) => weight / total);
}

function contains(band: GradeBand, score: number): boolean {
  return band.lower <= score && score <= band.upper;
}

/** log N(x; mean, variance) without its constant −½·log 2π, which is the same for all grades. */
function logDensity(x: number, mean: number, variance: number): number {
  return -0.5 * (ln(variance) + ((x - mean) * (x - mean)) / variance);
}
