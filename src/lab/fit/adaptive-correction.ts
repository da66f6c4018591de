/**
 * What an SSR from an adaptive design stands for, where no truth is known: a parametric bootstrap. Sessions of the same
 * size are simulated under the same pairing rule, with abilities of many spreads. The spread whose sessions show the
 * observed SSR on average is taken, and the mean true correlation squared of its sessions is the corrected
 * reliability. Its 90 % interval is one of the session's own (session-interval.ts). (Efron & Tibshirani, An Introduction to the
 * Bootstrap, 1993, ch. 6; matching by simulation: Gouriéroux, Monfort & Renault, J. Appl. Econometrics 8, 1993.) It
 * assumes a Bradley-Terry judge, normal abilities, and that the rule named is the one used.
 */
import { sample } from '../../cj/distribution.js';
import { normalQuantile } from '../../cj/normal-quantile.js';
import { isotonic } from '../../cj/projection/isotonic.js';
import { createDraw } from '../../sim/randomness.js';
import { correlation } from '../statistics/correlation.js';
import { lineAt } from '../statistics/first-reach.js';
import { meanOf } from '../statistics/mean-interval.js';
import { fitBtm } from './btm.js';
import { reliability } from './reliability.js';
import {
  logError,
  type SimulatedSession,
  type SpreadOfSessions,
  sessionInterval,
  spreadOfSessions,
} from './session-interval.js';
import { type PairingName, simulateWaves } from './simulate-waves.js';

export interface ObservedSsr {
  /** With each item's own standard errors, as simulated sessions have it. */
  readonly ssr: number;
  readonly items: number;
  readonly comparisons: number;
  readonly strategy: PairingName;
  readonly seed?: string;
  /** Sessions simulated at each spread; by default 24, fewer for large ones, which vary less. */
  readonly sessions?: number;
}

export interface CorrectedSsr {
  readonly strategy: PairingName;
  /** The SSR that is corrected. */
  readonly observed: number;
  /** Mean true r² at the spread found; NaN where sessions of no spread show such an SSR. */
  readonly reliability: number;
  /** The true r² of the session lies between the two in 90 % of sessions; NaN as above. */
  readonly low: number;
  readonly high: number;
  /** SD of abilities at which sessions show the observed SSR (logits); NaN as above. */
  readonly spread: number;
  /** Mean SSR that coin tosses reach under the same design. */
  readonly coinSsr: number;
  /** Of the simulated sessions: at most `MOST_ITEMS`, with the same comparisons an item. */
  readonly items: number;
}

/** SDs of abilities in logits; 0 is a coin. */
const SPREADS = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4, 6];
const SESSIONS_A_SPREAD = 24;
const LEVEL = 0.9;
/** SDs from the mean between which a normal distribution has as much. */
const Z = normalQuantile((1 + LEVEL) / 2);
/** Of one spread, for its regression. */
const LEAST_SESSIONS = 3;
/**
 * Larger sessions are simulated with this many items and the same comparisons an item. What inflates SSR is the choice
 * that is left among unasked pairs, so there must be many more items than appearances of one.
 */
const MOST_ITEMS = 60;
const ITEMS_AN_APPEARANCE = 3;

/** null for fewer than three items or no comparison, and where simulated sessions show no SSR. */
export function correctedSsr(observed: ObservedSsr): CorrectedSsr | null {
  const { ssr, strategy, seed = '1' } = observed;
  if (observed.items < 3 || observed.comparisons < 1) return null;
  const appearances = (2 * observed.comparisons) / observed.items;
  const items = Math.min(observed.items, Math.max(MOST_ITEMS, Math.round(ITEMS_AN_APPEARANCE * appearances)));
  const comparisons = Math.round((observed.comparisons * items) / observed.items);
  const share = Math.min(1, MOST_ITEMS / items);
  const sessions = observed.sessions ?? Math.max(6, Math.round(SESSIONS_A_SPREAD * share));
  const curve = SPREADS.flatMap((spread) => {
    const shown = Array.from({ length: sessions }, (_, run) =>
      simulatedSession({ spread, items, comparisons, strategy, seed: `${seed}/${run}` }),
    ).filter((session) => session !== null);
    return shown.length < LEAST_SESSIONS ? [] : [{ ...spreadOfSessions(spread, shown), ...meansOf(shown) }];
  });
  if (curve.length === 0) return null;
  const spreads = curve.map((point) => point.spread);
  const ssrCurve = isotonic(curve.map((point) => point.ssr));
  const truthCurve = isotonic(curve.map((point) => point.truth));
  const sought = { strategy, observed: ssr, coinSsr: ssrCurve[0] ?? Number.NaN, items };
  if (isShownByNone(ssr, curve)) return { ...sought, ...NONE };
  const spread = interpolated(ssrCurve, spreads, ssr);
  const mean = interpolated(spreads, truthCurve, spread);
  const { low, high } = sessionInterval(ssr, curve, LEVEL);
  return { ...sought, reliability: mean, low: Math.min(low, mean), high: Math.max(high, mean), spread };
}

/** Beyond what 90 % of the sessions show at either end, and at every other spread. */
function isShownByNone(ssr: number, curve: readonly SpreadOfSessions[]): boolean {
  const off = curve.map(({ mean, sd }) => (logError(ssr) - mean) / sd);
  return off.every((sds) => sds > Z) || off.every((sds) => sds < -Z);
}

const NONE = { reliability: Number.NaN, low: Number.NaN, high: Number.NaN, spread: Number.NaN };

interface SessionPlan {
  readonly spread: number;
  readonly items: number;
  readonly comparisons: number;
  readonly strategy: PairingName;
  readonly seed: string;
}

/** null: it shows no SSR, as its net is too one-sided for a finite scale. */
function simulatedSession({
  spread,
  items,
  comparisons,
  strategy,
  seed,
}: SessionPlan): SimulatedSession | null {
  const draw = createDraw(seed);
  const known = draw.field('ability');
  // The same shape at every spread, so that curves are smooth; a coin is compared with a shape that it cannot see.
  const shape = Float64Array.from({ length: items }, (_, i) =>
    sample({ normal: { mean: 0, sd: 1 } }, known(i, 0)),
  );
  const abilities = shape.map((value) => spread * value);
  const { theta, se, converged } = fitBtm(simulateWaves({ abilities, comparisons, strategy, draw }));
  const { ssr } = reliability(theta, se);
  const r = correlation(shape, theta) ?? 0;
  return converged && ssr !== null ? { ssr, r } : null;
}

function meansOf(sessions: readonly SimulatedSession[]): { readonly ssr: number; readonly truth: number } {
  return { ssr: meanOf(sessions.map(({ ssr }) => ssr)), truth: meanOf(sessions.map(({ r }) => r * r)) };
}

/** y at `at` on the line through (x, y); x ascends, and beyond its ends y stays as it is there. */
function interpolated(x: readonly number[], y: readonly number[], at: number): number {
  const above = x.findIndex((value) => value > at);
  if (above === 0) return y[0] ?? Number.NaN;
  if (above === -1) return y.at(-1) ?? Number.NaN;
  return lineAt([x[above - 1] ?? 0, y[above - 1] ?? 0], [x[above] ?? 0, y[above] ?? 0], at);
}
