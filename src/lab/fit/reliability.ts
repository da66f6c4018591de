/** Scale separation reliability and the two separation indices (04). */

export interface Reliability {
  /** 1 − mean(SE²)/s²(θ); null for fewer than two items or when all abilities are equal. */
  readonly ssr: number | null;
  /** √(s²(θ)/mean(SE²)), as `sirt::btm` prints it. */
  readonly sepG: number | null;
  /** √(SSR/(1 − SSR)), the separation index of Rasch measurement; null for an SSR below 0. */
  readonly raschSeparation: number | null;
  readonly meanSe: number | null;
  /** s(θ), sample standard deviation in logits. */
  readonly sd: number | null;
}

/** Items without a comparison (an infinite SE) are left out. */
export function reliability(theta: Float64Array, se: Float64Array): Reliability {
  const known = [...theta.keys()].filter((i) => Number.isFinite(se[i]));
  const n = known.length;
  if (n < 2) return { ssr: null, sepG: null, raschSeparation: null, meanSe: null, sd: null };
  const mean = known.reduce((sum, i) => sum + theta[i]!, 0) / n;
  const variance = known.reduce((sum, i) => sum + (theta[i]! - mean) ** 2, 0) / (n - 1);
  const error = known.reduce((sum, i) => sum + se[i]! ** 2, 0) / n;
  const meanSe = known.reduce((sum, i) => sum + se[i]!, 0) / n;
  const sd = Math.sqrt(variance);
  if (variance === 0) return { ssr: null, sepG: 0, raschSeparation: null, meanSe, sd };
  const ssr = 1 - error / variance;
  return {
    ssr,
    sepG: Math.sqrt(variance / error),
    raschSeparation: ssr < 0 ? null : Math.sqrt(ssr / (1 - ssr)),
    meanSe,
    sd,
  };
}
