/**
 * Two-sided p value of "two shares observed on the same units are equal": McNemar's test in its exact form. Of the units on
 * which the outcomes differ each side takes half by chance, so that their division is binomial (McNemar, Psychometrika
 * 12, 1947; Fay, Biostatistics 11, 2010). Checked on the approval table in Agresti, Categorical Data Analysis, ch. 10.
 */
import type { PairedTable } from './newcombe-interval.js';
import { incompleteBeta } from './special-functions.js';

/** 1 where no unit differs. */
export function mcnemarTest({ firstOnly, secondOnly }: PairedTable): number {
  const n = firstOnly + secondOnly;
  const fewer = Math.min(firstOnly, secondOnly);
  if (n === 0 || 2 * fewer === n) return 1;
  // P(X ≤ k) of a binomial with p = ½ is I_½(n − k, k + 1).
  return Math.min(1, 2 * incompleteBeta(0.5, n - fewer, fewer + 1));
}
