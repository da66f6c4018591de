/**
 * The standard normal quantile: the z below which a share p of a normal distribution lies.
 *
 * Source: M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988) 477-484; relative error
 * about 1e-16. Three ratios of polynomials of degree 7: one for the middle, two for the tails.
 */
import ln from '@stdlib/math-base-special-ln';

const MIDDLE_HALF_WIDTH = 0.425;
const MIDDLE_RADIUS_SQUARED = 0.180625;
const TAIL_START = 1.6;
const FAR_TAIL_START = 5;

type Coefficients = readonly number[];

// The published coefficients, written as the nearest doubles; lowest power first.
const MIDDLE_TOP: Coefficients = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const MIDDLE_BOTTOM: Coefficients = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
];
const TAIL_TOP: Coefficients = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const TAIL_BOTTOM: Coefficients = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const FAR_TAIL_TOP: Coefficients = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
];
const FAR_TAIL_BOTTOM: Coefficients = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
];

/** z for a share p in (0, 1); −∞ and ∞ for 0 and 1, NaN outside. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const fromMiddle = p - 0.5;
  if (Math.abs(fromMiddle) <= MIDDLE_HALF_WIDTH) {
    const r = MIDDLE_RADIUS_SQUARED - fromMiddle * fromMiddle;
    return (fromMiddle * polynomial(MIDDLE_TOP, r)) / polynomial(MIDDLE_BOTTOM, r);
  }
  const r = Math.sqrt(-ln(fromMiddle < 0 ? p : 1 - p));
  const z =
    r <= FAR_TAIL_START
      ? polynomial(TAIL_TOP, r - TAIL_START) / polynomial(TAIL_BOTTOM, r - TAIL_START)
      : polynomial(FAR_TAIL_TOP, r - FAR_TAIL_START) / polynomial(FAR_TAIL_BOTTOM, r - FAR_TAIL_START);
  return fromMiddle < 0 ? -z : z;
}

/** c₀ + c₁x + c₂x² + …, by Horner's rule. */
function polynomial(coefficients: Coefficients, x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
