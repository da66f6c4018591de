/** Two-sided p value of "the mean difference is 0", by Student's test; 1 without spread around 0. */
import { meanOf, varianceOf } from './mean-interval.js';
import { studentCdf } from './special-functions.js';

export function pairedTest(differences: readonly number[]): number {
  const n = differences.length;
  if (n < 2) return 1;
  const mean = meanOf(differences);
  const variance = varianceOf(differences);
  if (variance === 0) return mean === 0 ? 1 : 0;
  return 2 * studentCdf(-Math.abs(mean) / Math.sqrt(variance / n), n - 1);
}
