/**
 * Where the true r² of one session may lie that shows a given SSR, by sessions simulated at many spreads of abilities.
 * Each spread counts by how likely its sessions show that SSR, all being equally likely before. Within one spread a
 * session that shows more is also better, or shows more by chance alone: the regression of Fisher's z of r on the log of
 * 1 − SSR says which, and what is left around it. Both are near to normal where r² and SSR are not.
 * (Approximate Bayesian computation with regression: Beaumont, Zhang & Balding, Genetics 162, 2002; z: Fisher, Metron 1, 1921.)
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import { normalQuantile } from '../../cj/normal-quantile.js';
import { meanOf, varianceOf } from '../statistics/mean-interval.js';

export interface SimulatedSession {
  readonly ssr: number;
  /** Correlation of the scores with the true abilities. */
  readonly r: number;
}

/** What sessions of one spread show, and how good they are. */
export interface SpreadOfSessions {
  /** SD of abilities, logits. */
  readonly spread: number;
  /** Of the log of 1 − SSR. */
  readonly mean: number;
  readonly sd: number;
  /** Fisher's z of r at that mean, its change with the log of 1 − SSR, and the SD around the two. */
  readonly z: number;
  readonly slope: number;
  readonly zSd: number;
}

/** Of at least three sessions. */
export function spreadOfSessions(spread: number, sessions: readonly SimulatedSession[]): SpreadOfSessions {
  const x = sessions.map(({ ssr }) => logError(ssr));
  const y = sessions.map(({ r }) => fisherZ(r));
  const [mean, z] = [meanOf(x), meanOf(y)];
  const xx = varianceOf(x);
  const xy = x.reduce((sum, value, k) => sum + (value - mean) * ((y[k] ?? 0) - z), 0) / (x.length - 1);
  const slope = xx > 0 ? xy / xx : 0;
  const residual = ((x.length - 1) / (x.length - 2)) * (varianceOf(y) - slope * xy);
  return {
    spread,
    mean,
    sd: Math.max(Math.sqrt(xx), LEAST_SD),
    z,
    slope,
    zSd: Math.sqrt(Math.max(0, residual)),
  };
}

/** The share of variance that is error: where SSR runs from −∞ to 1, its log has no bound and hardly any skew. */
export function logError(ssr: number): number {
  return ln(1 - ssr);
}

/** Sessions that all show one SSR. */
const LEAST_SD = 1e-6;
/** So many equally likely values stand for a normal distribution. */
const VALUES = 19;
const NORMAL = Array.from({ length: VALUES }, (_, k) => normalQuantile((k + 0.5) / VALUES));

/** The interval that holds the share `level` of what r² may be; `spreads` in their order. */
export function sessionInterval(
  ssr: number,
  spreads: readonly SpreadOfSessions[],
  level: number,
): { readonly low: number; readonly high: number } {
  const shown = logError(ssr);
  const values = fine(spreads).flatMap(({ mean, sd, z, slope, zSd }) => {
    const off = (shown - mean) / sd;
    const weight = exp(-0.5 * off * off) / sd;
    return NORMAL.map((u) => ({ weight, r: fromFisherZ(z + slope * (shown - mean) + zSd * u) }));
  });
  values.sort((a, b) => a.r - b.r);
  const whole = values.reduce((sum, { weight }) => sum + weight, 0);
  const at = (share: number): number => {
    let below = 0;
    for (const { weight, r } of values) {
      below += weight;
      if (below >= share * whole) return Math.max(0, r) ** 2;
    }
    return Number.NaN;
  };
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) };
}

const STEP = 0.025;

/** Spreads in equal steps, on straight lines between those that were simulated. */
function fine(spreads: readonly SpreadOfSessions[]): readonly SpreadOfSessions[] {
  return spreads.flatMap((from, k) => {
    const to = spreads[k + 1];
    if (to === undefined) return [from];
    const steps = Math.round((to.spread - from.spread) / STEP);
    return Array.from({ length: steps }, (_, step) => between(from, to, step / steps));
  });
}

function between(from: SpreadOfSessions, to: SpreadOfSessions, share: number): SpreadOfSessions {
  const at = (a: number, b: number): number => a + (b - a) * share;
  return {
    spread: at(from.spread, to.spread),
    mean: at(from.mean, to.mean),
    sd: at(from.sd, to.sd),
    z: at(from.z, to.z),
    slope: at(from.slope, to.slope),
    zSd: at(from.zSd, to.zSd),
  };
}

/** A correlation of 1 has none. */
const MOST_R = 1 - 1e-12;

function fisherZ(r: number): number {
  const within = Math.max(-MOST_R, Math.min(MOST_R, r));
  return 0.5 * ln((1 + within) / (1 - within));
}

function fromFisherZ(z: number): number {
  return 1 - 2 / (exp(2 * z) + 1);
}
