/** How sure a simulated judge says it is. */
import { sample } from '../cj/distribution.js';
import type { ComparisonRequest } from './judge.js';
import type { Profile } from './profile.js';

/** A whole number from 1 to 5: base + perLogit · margin, plus normal noise, rounded and kept within bounds. */
export function confidenceOf(
  marginLogits: number,
  { base, perLogit, sd }: Profile['confidence'],
  { draw }: Pick<ComparisonRequest, 'draw'>,
): number {
  const mean = base + perLogit * marginLogits;
  const level = sd === 0 ? mean : sample({ normal: { mean, sd } }, draw('confidence'));
  return Math.min(5, Math.max(1, Math.round(level)));
}
