/** The standard normal distribution function: by its series near the middle, by its continued fraction in the tails. */
import exp from '@stdlib/math-base-special-exp';

const ROOT_OF_TWO_PI = 2.5066282746310002;
/** From here on the fraction converges fast, and the series has lost the digits of the tail. */
const TAIL = 4;

/** The share below z. Relative error about 1e-12, below the middle and above it alike for the smaller share. */
export function normalShareBelow(z: number): number {
  if (z > 0) return 1 - normalShareBelow(-z);
  const density = exp((-z * z) / 2) / ROOT_OF_TWO_PI;
  if (z < -TAIL) {
    let fraction = 0;
    for (let k = 200; k > 0; k--) fraction = k / (fraction - z);
    return density / (fraction - z);
  }
  let term = z;
  let sum = z;
  for (let k = 1; k < 100; k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return 0.5 + density * sum;
}
