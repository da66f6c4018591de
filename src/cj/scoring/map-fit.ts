/**
 * Bradley-Terry abilities with a normal prior: the maximum of ln L(θ) − Σθ²/(2σ²). Its shrinkage depends on
 * the prior alone and not on the number of items, and no item is ever infinite.
 *
 * The prior SD σ is estimated from the same comparisons (empirical Bayes) unless it is given: the maximum of the
 * marginal likelihood in Laplace's approximation, ln L(θ̂) − Σθ̂²/(2σ²) − n·ln σ − ½ ln det H (Tierney & Kadane, JASA 81, 1986).
 * For large nets, whose determinant costs too much, it is where the slope of the same function is 0.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import { Cholesky } from './cholesky.js';
import type { ComparisonNet } from './comparison-net.js';
import { conjugateGradient } from './conjugate-gradient.js';
import { evidenceSlope } from './evidence-slope.js';
import { fisherInformation } from './fisher-information.js';
import { fillDense, type GroundedLaplacian } from './grounded-laplacian.js';
import { winChance } from './win-chance.js';
import { winsOf } from './wins-of.js';

/** Above this many items the prior SD comes from the slope of the marginal likelihood, without its determinant. */
export const DETERMINANT_ITEMS = 200;
/** Above this many items the posterior variances come from the diagonal alone, 1/(Iᵢ + 1/σ²), which is too small. */
export const EXACT_VARIANCE_ITEMS = 2000;
const CONVERGED = 1e-9;
const MAX_ROUNDS = 200;
/** Of ln σ: the search ends with an interval of this width. */
const SD_EXACT = 1e-4;
/** The prior SD is kept within these bounds (logits): below, all items are equal; above, it is no prior. */
export const PRIOR_SD = { least: 0.1, most: 20 } as const;
const { least: LEAST_SD, most: GREATEST_SD } = PRIOR_SD;
/** Where the search for the slope's 0 begins; how far it goes at once, and how far points of the range lie apart (of ln σ). */
const USUAL_SD = 1.5;
const STRIDE = 0.3;
/** A step of ln σ that ends it: what is left is of the order of its square. */
const SLOPE_EXACT = 1e-3;

export interface MapFit {
  /** Logits by place in the net; the prior has mean 0. */
  readonly theta: Float64Array;
  /** Posterior standard deviations. */
  readonly se: Float64Array;
  /** false: too many items for covariances, which the standard errors leave out. */
  readonly seExact: boolean;
  /** Logits. */
  readonly priorSd: number;
  readonly priorFrom: 'empirical_bayes' | 'given';
  /** An estimate that ends at a limit of its search is none: the likeliest prior SD lies there or beyond. */
  readonly priorAtLimit: 'lower' | 'upper' | null;
}

/** `givenSd` in logits, above 0; left out, the prior SD is estimated. A net without comparisons has abilities of 0. */
export function fitMap(net: ComparisonNet, givenSd?: number): MapFit {
  const isSmall = net.essays.length <= DETERMINANT_ITEMS;
  const priorSd = givenSd ?? (isSmall ? marginalSd(net) : slopeSd(net));
  const theta = climb(net, priorSd, new Float64Array(net.essays.length));
  return {
    theta,
    // Not everybody asks for them.
    get se() {
      return posteriorVariances(net, theta, priorSd).map(Math.sqrt);
    },
    seExact: net.essays.length <= EXACT_VARIANCE_ITEMS,
    priorSd,
    priorFrom: givenSd === undefined ? 'empirical_bayes' : 'given',
    priorAtLimit: givenSd === undefined ? limitAt(priorSd) : null,
  };
}

function limitAt(priorSd: number): MapFit['priorAtLimit'] {
  if (ln(priorSd / LEAST_SD) <= SD_EXACT) return 'lower';
  return ln(GREATEST_SD / priorSd) <= SD_EXACT ? 'upper' : null;
}

/**
 * The maximum of the marginal likelihood by ln σ. That of a sparse net may have two peaks, of which golden sections see one:
 * where a point all along the range lies higher, they start anew around the highest.
 */
function marginalSd(net: ComparisonNet): number {
  let theta = new Float64Array(net.essays.length);
  const value = (logSd: number): number => {
    const sd = exp(logSd);
    theta = climb(net, sd, theta);
    return laplaceLogLikelihood(net, theta, sd);
  };
  const [least, greatest] = [ln(LEAST_SD), ln(GREATEST_SD)];
  const peak = goldenSection(value, least, greatest);
  let [highest, height] = [peak, value(peak)];
  for (let at = least; at <= greatest; at += STRIDE) {
    const other = value(at);
    if (other > height) [highest, height] = [at, other];
  }
  if (Math.abs(highest - peak) < STRIDE) return exp(peak);
  return exp(goldenSection(value, Math.max(least, highest - STRIDE), Math.min(greatest, highest + STRIDE)));
}

/** Where a function with one peak is greatest (Kiefer 1953). */
function goldenSection(value: (at: number) => number, from: number, to: number): number {
  const inner = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [left, right] = [high - inner * (high - low), low + inner * (high - low)];
  let [atLeft, atRight] = [value(left), value(right)];
  while (high - low > SD_EXACT) {
    if (atLeft >= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - inner * (high - low);
      atLeft = value(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + inner * (high - low);
      atRight = value(right);
    }
  }
  return (low + high) / 2;
}

function laplaceLogLikelihood(net: ComparisonNet, theta: Float64Array, priorSd: number): number {
  const size = theta.length;
  const precision = 1 / (priorSd * priorSd);
  const factor = factorised(hessian(net, fisherInformation(net, theta).weight, precision));
  if (!factor) return Number.NEGATIVE_INFINITY;
  let value = -size * ln(priorSd) - factor.logDeterminant() / 2;
  for (let i = 0; i < size; i++) value -= (precision * theta[i]! * theta[i]!) / 2;
  for (let e = 0; e < net.low.length; e++) {
    const lead = theta[net.low[e]!]! - theta[net.high[e]!]!;
    if (net.lowWins[e]! > 0) value += net.lowWins[e]! * ln(winChance(lead));
    if (net.highWins[e]! > 0) value += net.highWins[e]! * ln(winChance(-lead));
  }
  return value;
}

/** For large nets: where the slope of the marginal likelihood is 0, between two SDs that are moved towards each other. */
function slopeSd(net: ComparisonNet): number {
  let theta = new Float64Array(net.essays.length);
  const slopeAt = (logSd: number): number => {
    const priorSd = exp(logSd);
    theta = climb(net, priorSd, theta);
    const { weight } = fisherInformation(net, theta);
    return evidenceSlope(net, { theta, priorSd, hessian: hessian(net, weight, 1 / (priorSd * priorSd)) });
  };
  let here: SlopePoint = { at: ln(USUAL_SD), slope: slopeAt(ln(USUAL_SD)) };
  let beyond = here;
  while (here.slope !== 0 && Math.sign(beyond.slope) === Math.sign(here.slope)) {
    here = beyond;
    const at = Math.min(ln(GREATEST_SD), Math.max(ln(LEAST_SD), here.at + STRIDE * Math.sign(here.slope)));
    if (at === here.at) return exp(at);
    beyond = { at, slope: slopeAt(at) };
  }
  return exp(rootBetween(slopeAt, here, beyond));
}

interface SlopePoint {
  readonly at: number;
  readonly slope: number;
}

/** The Illinois method (Dowell & Jarratt, BIT 11, 1971). */
function rootBetween(slopeAt: (at: number) => number, from: SlopePoint, to: SlopePoint): number {
  let [kept, last] = [from, to];
  for (let round = 0; round < MAX_ROUNDS && last.slope !== kept.slope; round++) {
    const at = last.at - (last.slope * (last.at - kept.at)) / (last.slope - kept.slope);
    if (Math.abs(at - last.at) <= SLOPE_EXACT) return at;
    const next = { at, slope: slopeAt(at) };
    kept = Math.sign(next.slope) === Math.sign(last.slope) ? { ...kept, slope: kept.slope / 2 } : last;
    last = next;
  }
  return last.at;
}

/**
 * Newton's method; the function is strictly concave. Where it does not converge it gives the last point; that is known
 * only of nets whose abilities would lie beyond ±700 logits (chains of 100 items with a million wins at each link).
 */
function climb(net: ComparisonNet, priorSd: number, start: Float64Array): Float64Array<ArrayBuffer> {
  const theta = new Float64Array(start);
  const wins = winsOf(net);
  const precision = 1 / (priorSd * priorSd);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { expected, weight } = fisherInformation(net, theta);
    const gradient = theta.map((value, i) => wins[i]! - expected[i]! - precision * value);
    const step = conjugateGradient(hessian(net, weight, precision), gradient, 1e-6, 20 * theta.length + 100);
    if (step === null) return theta;
    const reach = step.reduce((most, change) => Math.max(most, Math.abs(change)), 0);
    const share = reach > 2 ? 2 / reach : 1;
    for (let i = 0; i < theta.length; i++) theta[i]! += share * step[i]!;
    if (reach <= CONVERGED) return theta;
  }
  return theta;
}

function hessian(net: ComparisonNet, weight: Float64Array, precision: number): GroundedLaplacian {
  const size = net.essays.length;
  return { size, low: net.low, high: net.high, weight, ground: new Float64Array(size).fill(precision) };
}

function factorised(hessian: GroundedLaplacian): Cholesky | null {
  const matrix = new Float64Array(hessian.size * hessian.size);
  fillDense(hessian, matrix);
  return Cholesky.factorise(matrix, hessian.size);
}

function posteriorVariances(net: ComparisonNet, theta: Float64Array, priorSd: number): Float64Array {
  const precision = 1 / (priorSd * priorSd);
  const { own, weight } = fisherInformation(net, theta);
  if (theta.length <= EXACT_VARIANCE_ITEMS) {
    const factor = factorised(hessian(net, weight, precision));
    if (factor) return factor.inverseDiagonal();
  }
  return own.map((information) => 1 / (information + precision));
}
