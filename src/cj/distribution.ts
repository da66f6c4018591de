/**
 * A distribution as scenarios and profiles write it, and one number drawn from it by inverting its
 * cumulative function: one uniform number in, one value out, so that a draw needs one key.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import { normalQuantile } from './normal-quantile.js';

/** A plain number stands for itself. The unit is that of the quantity described. */
export type Distribution =
  | number
  | { readonly constant: number }
  /** Evenly between the lower bound and the upper one. */
  | { readonly uniform: readonly [number, number] }
  /** Values beyond min and max are set to them. */
  | {
      readonly normal: {
        readonly mean: number;
        readonly sd: number;
        readonly min?: number;
        readonly max?: number;
      };
    }
  /** sigma is the standard deviation of the logarithm. */
  | { readonly lognormal: { readonly median: number; readonly sigma: number } }
  | { readonly exponential: { readonly mean: number } };

/** Half of the smallest step of a 53-bit uniform number: the least share, because the quantile of 0 may be infinite. */
const SMALLEST_SHARE = 2 ** -54;

/** The value below which a share u of the distribution lies, for u in [0, 1). */
export function sample(distribution: Distribution, u: number): number {
  if (typeof distribution === 'number') return distribution;
  if ('constant' in distribution) return distribution.constant;
  if ('uniform' in distribution) {
    const [low, high] = distribution.uniform;
    return low + (high - low) * u;
  }
  const share = Math.max(u, SMALLEST_SHARE);
  if ('normal' in distribution) {
    const { mean, sd, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = distribution.normal;
    return Math.min(max, Math.max(min, mean + sd * normalQuantile(share)));
  }
  if ('lognormal' in distribution) {
    const { median, sigma } = distribution.lognormal;
    return median * exp(sigma * normalQuantile(share));
  }
  return -distribution.exponential.mean * ln(1 - share);
}
