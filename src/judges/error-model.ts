/** When and how a simulated judge fails. */
import type { ComparisonRequest, Refusal } from './judge.js';
import type { Profile } from './profile.js';

/**
 * The error of this asking, or null. Errors come singly at `rate`; a share of the waves, chosen by a draw of
 * the wave itself and by no clock, has the rate of a burst instead.
 */
export function simulatedError(
  errors: Profile['errors'],
  { draw, waveDraw }: Pick<ComparisonRequest, 'draw' | 'waveDraw'>,
): Refusal['error'] | null {
  const { burst } = errors;
  const isBurst = burst !== undefined && waveDraw('error-burst') < burst.waveShare;
  const rate = isBurst ? burst.rate : errors.rate;
  if (rate === 0 || draw('error') >= rate) return null;
  const [only] = errors.codes;
  const picked = errors.codes.length === 1 ? only : weightedPick(errors.codes, draw('error-code'));
  return { code: picked?.code ?? '', message: picked?.message ?? '' };
}

/** The entry on which a share u of the total weight falls. */
function weightedPick<T extends { readonly weight: number }>(
  entries: readonly T[],
  u: number,
): T | undefined {
  let left = u * entries.reduce((sum, { weight }) => sum + weight, 0);
  for (const entry of entries) {
    left -= entry.weight;
    if (left < 0) return entry;
  }
  return entries.at(-1);
}
