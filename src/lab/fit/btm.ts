/**
 * The estimator of R's `sirt::btm` (04, "What a researcher expects"): wins r of N comparisons are replaced by
 * r* = ε + (N − 2ε)·r/N, so that an item that wins all or nothing has a finite ability, and the abilities
 * give each item its adjusted wins as expectation, with mean 0.
 *
 * The adjusted wins do not quite add up to the number of comparisons, so the equations cannot hold exactly.
 * As in sirt, whose iteration adds (r* − E)/I to each ability and centres, the fixed point is
 * r*ᵢ − Eᵢ = k·Iᵢ with one k in each connected part. Here Newton's method climbs to it.
 *
 * Checked against the example published with Kinnear, Jones & Davies (2025), to 1e-4.
 */
import type { ComparisonNet } from '../../cj/scoring/comparison-net.js';
import { conjugateGradient, innerProduct } from '../../cj/scoring/conjugate-gradient.js';
import { connectedParts } from '../../cj/scoring/connected-parts.js';
import { type FisherInformation, fisherInformation } from '../../cj/scoring/fisher-information.js';
import { winsOf } from '../../cj/scoring/wins-of.js';

/** sirt's default. */
const BTM_EPSILON = 0.3;
/** Newton steps of at most this many logits end the climb. */
const CONVERGED = 1e-9;
/** Relative; each step still leaves a ten-thousandth of what was there before. */
const EXACT_STEP = 1e-4;
/** A step moves no ability farther than this (logits). */
const FARTHEST_STEP = 2;
/** What rounding leaves of an item's r* − E where the equations hold, a comparison of it each. */
const ROUNDING = 1e-14;
/** A climb that ends takes about ten; one that does not has no end, as the net is too one-sided for a finite scale. */
const MAX_ROUNDS = 50;
/**
 * Towards abilities that solve the equations steps are short, and back from beyond them long ones shrink. Steps longer than this
 * (logits) that have grown for some rounds lead to no end: what is left of the equations stays, and the information falls.
 */
const ENDLESS = { reach: 1000, rounds: 4 };
/** From this round on a climb is taken to swing: Newton's steps leave out that k·I moves too, which much adjustment makes large. */
const SWINGS_FROM = 20;

export interface BtmFit {
  /** Logits by place in the net, mean 0 in each connected part; 0 for an item without comparisons. */
  readonly theta: Float64Array;
  /** 1/√(Σ P(1−P)) over an item's own comparisons; Infinity without any. */
  readonly se: Float64Array;
  /** false: no abilities solve the equations; what stands here grew until it was stopped, and means nothing. */
  readonly converged: boolean;
}

export interface BtmOptions {
  /** Abilities to climb from; they only save rounds. */
  readonly start?: Float64Array;
  /** The reach of a Newton step that ends the climb, logits. */
  readonly converged?: number;
}

export function fitBtm(
  net: ComparisonNet,
  { start, converged: enough = CONVERGED }: BtmOptions = {},
): BtmFit {
  const parts = connectedParts(net.essays.length, net.low, net.high);
  const adjusted = adjustedWins(net);
  const theta = start ? start.slice() : new Float64Array(net.essays.length);
  let converged = net.low.length === 0;
  let before: Float64Array = new Float64Array(theta.length);
  let [share, last, growing] = [1, 0, 0];
  for (let round = 0; round < MAX_ROUNDS && !converged; round++) {
    const step = newtonStep(net, theta, { adjusted, parts, tolerance: Math.max(EXACT_STEP, enough) });
    if (step === null) break;
    let reach = 0;
    for (const change of step) reach = Math.max(reach, Math.abs(change));
    growing = reach > last ? growing + 1 : 0;
    if (reach > ENDLESS.reach && growing >= ENDLESS.rounds) break;
    last = reach;
    if (reach > FARTHEST_STEP) share = FARTHEST_STEP / reach;
    else share = round < SWINGS_FROM ? 1 : dampedShare(step, before, share);
    before = step;
    for (let i = 0; i < theta.length; i++) theta[i]! += share * step[i]!;
    centreParts(theta, parts);
    converged = reach <= enough;
  }
  return {
    theta,
    converged,
    // Not everybody asks for them.
    get se() {
      return ownStandardErrors(fisherInformation(net, theta));
    },
  };
}

/** Steps that shrink by a ratio are summed to their end, where they turn (Barzilai & Borwein, IMA J. Numer. Anal. 8, 1988). */
function dampedShare(step: Float64Array, before: Float64Array, share: number): number {
  const ratio = innerProduct(step, before) / innerProduct(before, before);
  return ratio < 1 ? Math.min(1, share / (1 - ratio)) : 1;
}

function ownStandardErrors({ own }: FisherInformation): Float64Array {
  return own.map((information) => 1 / Math.sqrt(information));
}

/** r* of each item. */
function adjustedWins(net: ComparisonNet): Float64Array {
  const wins = winsOf(net);
  return wins.map((r, i) => {
    const n = net.countOf[i]!;
    return n === 0 ? 0 : BTM_EPSILON + ((n - 2 * BTM_EPSILON) * r) / n;
  });
}

interface Target {
  readonly adjusted: Float64Array;
  readonly parts: Int32Array;
  /** Of a step, relative: a climb that ends early needs no exact steps. */
  readonly tolerance: number;
}

/** The information matrix is singular, but the residual adds up to 0 in each part, and so has a solution. */
function newtonStep(net: ComparisonNet, theta: Float64Array, target: Target): Float64Array | null {
  const { expected, own, weight } = fisherInformation(net, theta);
  const { adjusted, parts, tolerance } = target;
  const partCount = parts.reduce((most, part) => Math.max(most, part + 1), 0);
  const surplus = new Float64Array(partCount);
  const total = new Float64Array(partCount);
  for (let i = 0; i < theta.length; i++) {
    surplus[parts[i]!]! += adjusted[i]! - expected[i]!;
    total[parts[i]!]! += own[i]!;
  }
  const ground = new Float64Array(theta.length);
  const residual = new Float64Array(theta.length);
  for (let i = 0; i < theta.length; i++) {
    // A whisper of ground keeps the matrix definite; an item without comparisons stays where it is.
    ground[i] = own[i] === 0 ? 1 : own[i]! * 1e-10;
    const k = total[parts[i]!] === 0 ? 0 : surplus[parts[i]!]! / total[parts[i]!]!;
    residual[i] = own[i] === 0 ? 0 : adjusted[i]! - expected[i]! - k * own[i]!;
  }
  const size = theta.length;
  // Solving for a residual of rounding alone has no end. Far out residuals are as small, and so is the information there.
  const isRounding = residual.every(
    (value, i) => Math.abs(value) <= Math.min(ROUNDING * net.countOf[i]!, CONVERGED * own[i]!),
  );
  if (isRounding) return new Float64Array(size);
  return conjugateGradient(
    { size, low: net.low, high: net.high, weight, ground },
    residual,
    tolerance,
    20 * size + 100,
  );
}

function centreParts(theta: Float64Array, parts: Int32Array): void {
  const sums = new Map<number, { sum: number; count: number }>();
  theta.forEach((value, i) => {
    const part = sums.get(parts[i]!) ?? { sum: 0, count: 0 };
    sums.set(parts[i]!, { sum: part.sum + value, count: part.count + 1 });
  });
  for (let i = 0; i < theta.length; i++) {
    const part = sums.get(parts[i]!);
    if (part) theta[i]! -= part.sum / part.count;
  }
}
