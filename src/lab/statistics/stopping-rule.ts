/**
 * Sequential replication: go on until the half-width of the interval of a mean (or of a paired difference) has
 * fallen to a target. At least 30 replications, a look after each further five ("look-ahead"), and the interval must
 * stay narrow at the next look too, so that a lucky dip of the variance does not end it; values without any
 * spread never stop it (Chow & Robbins, Ann. Math. Stat. 36, 1965; Law, Simulation Modeling and Analysis, 9.4).
 */
import { hasSpread } from './has-spread.js';
import { meanInterval } from './mean-interval.js';

export interface StoppingRule {
  readonly halfwidth: number;
  readonly lookAhead?: number;
}

/** Replications before the first look. */
const LEAST = 30;

/** How many of the values the rule uses before it stops; null: more are needed. */
export function stopsAfter(values: readonly number[], rule: StoppingRule): number | null {
  const { halfwidth, lookAhead = 5 } = rule;
  const isNarrow = (n: number): boolean => {
    const some = values.slice(0, n);
    if (!hasSpread(some)) return false;
    const { low, high } = meanInterval(some);
    return (high - low) / 2 <= halfwidth;
  };
  for (let n = LEAST; n + lookAhead <= values.length; n += lookAhead) {
    if (isNarrow(n) && isNarrow(n + lookAhead)) return n + lookAhead;
  }
  return null;
}
