/** Quantiles are the inverse of their distribution functions, and what is drawn from a distribution lies in it. */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import { type Distribution, sample } from '../../cj/distribution.js';
import { distributionSchema } from '../../cj/distribution-schema.js';
import { normalQuantile } from '../../cj/normal-quantile.js';
import { type Broken, broken } from '../../sim/invariants/invariant.js';
import { normalShareBelow } from '../../sim/specification/expected-distribution.js';
import type { Rolls } from './rolls.js';

/** Of the smaller of the two shares. */
const CLOSE = 1e-9;

export function checkQuantile(rolls: Rolls): Broken | null {
  const far = exp(-rolls.between(0.7, rolls.pick([3, 24, 30, 600])));
  const share = rolls.pick([rolls.next(), rolls.between(0.07, 0.08), far]);
  const z = normalQuantile(share);
  const below = normalShareBelow(z);
  if (!(Math.abs(below / share - 1) < CLOSE)) return broken('the quantile of a share', { share, z, below });
  const mirrored = normalQuantile(1 - share);
  const beyond = normalShareBelow(-mirrored);
  if (1 - share < 1 && !(Math.abs(beyond - (1 - (1 - share))) <= CLOSE * share + 1e-15))
    return broken('the quantile of the rest', { share, mirrored });
  const edges = [0, 1, 0.5, -0.1, 1.1, Number.NaN].map(normalQuantile).join(' ');
  return edges === '-Infinity Infinity 0 NaN NaN NaN' ? null : broken('the edges of the quantile', { edges });
}

export function checkDistribution(rolls: Rolls): Broken | null {
  const share = rolls.pick([0, rolls.next(), rolls.next()]);
  const [low, size] = [rolls.between(-5, 5), rolls.between(0.1, 4)];
  const kind = rolls.pick([
    'plain',
    'constant',
    'uniform',
    'normal',
    'bounded',
    'lognormal',
    'exponential',
  ] as const);
  const distribution = {
    plain: (): Distribution => low,
    constant: (): Distribution => ({ constant: low }),
    uniform: (): Distribution => ({ uniform: [low, low + size] }),
    normal: (): Distribution => ({ normal: { mean: low, sd: size } }),
    bounded: (): Distribution => ({
      normal: { mean: low, sd: size, min: low - size / 2, max: low + size / 3 },
    }),
    lognormal: (): Distribution => ({ lognormal: { median: size, sigma: 0.7 } }),
    exponential: (): Distribution => ({ exponential: { mean: size } }),
  }[kind]();
  const value = sample(distribution, share);
  const found = {
    plain: () => value === low,
    constant: () => value === low,
    uniform: () => Math.abs((value - low) / size - share) < CLOSE,
    normal: () => isShare(normalShareBelow((value - low) / size), share),
    bounded: () => {
      if (value < low - size / 2 || value > low + size / 3) return false;
      const isBound = value === low - size / 2 || value === low + size / 3;
      const below = normalShareBelow((value - low) / size);
      return isBound ? value < low === share <= below : isShare(below, share);
    },
    lognormal: () => isShare(normalShareBelow(ln(value / size) / 0.7), share),
    exponential: () => value >= 0 && isShare(1 - exp(-value / size), share),
  }[kind]();
  if (!found) return broken(`${value} is not at the share ${share}`, { distribution });
  if (!rolls.chance(0.1)) return null;
  return isParsed(distribution, true) && REFUSED.every((wrong) => isParsed(wrong, false))
    ? null
    : broken('a distribution is read wrongly', { distribution });
}

/** No distributions. */
const REFUSED: readonly unknown[] = [
  'one',
  { uniform: [2, 1] },
  { uniform: [1] },
  { normal: { mean: 0, sd: -1 } },
  { normal: { mean: 0, sd: 1, min: 2, max: 1 } },
  { lognormal: { median: 0, sigma: 1 } },
  { exponential: { mean: 0 } },
  { constant: 1, uniform: [1, 2] },
];

function isShare(below: number, share: number): boolean {
  return Math.abs(below - share) < CLOSE && Number.isFinite(below);
}

function isParsed(value: unknown, wanted: boolean): boolean {
  return distributionSchema.safeParse(value).success === wanted;
}
