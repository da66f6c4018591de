/** The share of pairs that a score orders as the truth does; a pair that the score ties counts half. */
import { pairCounts } from './kendall-tau.js';

/** Pairs whose truth is tied are left out; null when all are. */
export function rightOrderShare(truth: ArrayLike<number>, score: ArrayLike<number>): number | null {
  const { pairs, tiedX, concordant, discordant } = pairCounts(truth, score);
  const known = pairs - tiedX;
  if (known === 0) return null;
  const tiedScores = known - concordant - discordant;
  return (concordant + tiedScores / 2) / known;
}
