/**
 * Bradley-Terry scores as the service defines them (04, "Bradley-Terry scores"): the fixed point of iterative
 * Luce spectral ranking with regularisation α (Maystre & Grossglauser, Fast and Accurate Inference of
 * Plackett-Luce Models, NeurIPS 2015), in logits with mean 0.
 *
 * Write wᵢⱼ for the wins of i over j. In the stationary chain, what flows into essay i less what flows out
 * is αn(1 − πᵢ) + Σⱼ [wᵢⱼ·πⱼ − wⱼᵢ·πᵢ] / (πᵢ + πⱼ) = 0. With πᵢ = e^sᵢ that is the gradient of
 *     ℓ(s) = Σ wins · ln P(winner beats loser) + αn Σᵢ (sᵢ − e^sᵢ),
 * which is strictly concave: every net has exactly one fixed point, and Newton's method climbs to it.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import { Cholesky } from './cholesky.js';
import type { ComparisonNet } from './comparison-net.js';
import { conjugateGradient } from './conjugate-gradient.js';
import { fillDense, type GroundedLaplacian } from './grounded-laplacian.js';

/** The rate that the chain has between any two essays; the service's value (04). */
const ALPHA = 0.01;
/** Newton steps of at most this many logits end the climb; the error left is of the order of its square. */
const CONVERGED = 1e-9;
/** A step within this many logits that is not half as long as the one before is rounding: it gets no better. */
const ROUNDING = 1e-6;
/** Conjugate gradients need not be more exact than this while the steps are long. */
const LOOSEST = 0.01;
/** Newton steps of at most this reach are taken whole; see `stepShare`. */
const FARTHEST_WHOLE_STEP = 1.5;
/** A chain of 300 essays with a million wins at each link needs 441; real nets about 10. */
const MAX_ROUNDS = 500;
/** Up to this many essays a dense factorisation is faster than conjugate gradients (measured). */
const DENSE_LIMIT = 48;
/** Starting scores beyond this many logits are of no help; the climb then starts from equality. */
const FARTHEST_START = 40;

export type BradleyTerryFit =
  /** Scores in logits by index of the net, mean 0; `rounds` is how many Newton steps they took. */
  | { readonly kind: 'fitted'; readonly scores: Float64Array; readonly rounds: number }
  /** No essays, or no usable comparison. */
  | { readonly kind: 'insufficient_comparisons' }
  /** Not known to happen below a spread of 2,000 logits. */
  | { readonly kind: 'score_convergence_failed' };

/** Scores by index of the net, or by id (essays that it lacks start at 0). */
export type StartingScores = Float64Array | ReadonlyMap<string, number>;

/** The fixed point of the net. The starting scores change how many rounds are needed, not the result (beyond 1e-9). */
export function fitBradleyTerry(net: ComparisonNet, start?: StartingScores): BradleyTerryFit {
  if (net.comparisonCount === 0) return { kind: 'insufficient_comparisons' };
  const warm = start ? usableStart(net, start) : null;
  const fit = (warm && climb(net, warm)) ?? climb(net, new Float64Array(net.essays.length));
  return fit ?? { kind: 'score_convergence_failed' };
}

/** Newton's method from `scores`, which it overwrites; null if it does not converge. */
function climb(net: ComparisonNet, scores: Float64Array): BradleyTerryFit | null {
  const point = newPoint(net);
  const solve = scores.length <= DENSE_LIMIT ? denseSolver(scores.length) : solveSparse;
  let reach = Number.POSITIVE_INFINITY;
  for (let rounds = 1; rounds <= MAX_ROUNDS; rounds++) {
    evaluate(net, scores, point);
    const step = solve(point, Math.min(LOOSEST, reach));
    if (!step) return null;
    const before = reach;
    reach = reachOf(net, step);
    const share = stepShare(reach);
    for (let i = 0; i < scores.length; i++) scores[i]! += share * step[i]!;
    const isStuck = reach <= ROUNDING && reach > before / 2;
    if (reach <= CONVERGED || isStuck) return { kind: 'fitted', scores: centred(scores), rounds };
  }
  return null;
}

/** ℓ at one point: the gradient, and the negative Hessian as a grounded Laplacian. */
interface Point extends GroundedLaplacian {
  readonly gradient: Float64Array;
  /** πᵢ = e^sᵢ. */
  readonly pi: Float64Array;
}

function newPoint({ essays, low, high }: ComparisonNet): Point {
  const size = essays.length;
  return {
    size,
    low,
    high,
    weight: new Float64Array(low.length),
    ground: new Float64Array(size),
    gradient: new Float64Array(size),
    pi: new Float64Array(size),
  };
}

function evaluate(net: ComparisonNet, scores: Float64Array, point: Point): void {
  const { low, high, lowWins, highWins } = net;
  const { size, weight, ground, gradient, pi } = point;
  const pull = ALPHA * size;
  for (let i = 0; i < size; i++) {
    pi[i] = exp(scores[i]!);
    ground[i] = pull * pi[i]!;
    gradient[i] = pull - ground[i]!;
  }
  for (let e = 0; e < weight.length; e++) {
    const i = low[e]!;
    const j = high[e]!;
    const iWins = lowWins[e]!;
    const jWins = highWins[e]!;
    const chanceI = chance(i, j, scores, pi);
    const chanceJ = chance(j, i, scores, pi);
    const flow = iWins * chanceJ - jWins * chanceI;
    gradient[i]! += flow;
    gradient[j]! -= flow;
    weight[e] = (iWins + jWins) * chanceI * chanceJ;
  }
}

/** P(i beats j) = πᵢ / (πᵢ + πⱼ); from the scores where both weights are too small for the quotient. */
function chance(i: number, j: number, scores: Float64Array, pi: Float64Array): number {
  const sum = pi[i]! + pi[j]!;
  return sum > 1e-280 ? pi[i]! / sum : 1 / (1 + exp(scores[j]! - scores[i]!));
}

type Solver = (point: Point, tolerance: number) => Float64Array | null;

function denseSolver(size: number): Solver {
  const matrix = new Float64Array(size * size);
  return (point) => {
    fillDense(point, matrix);
    const factor = Cholesky.factorise(matrix, size);
    if (!factor) return null;
    const step = point.gradient.slice();
    factor.solve(step);
    return step;
  };
}

const solveSparse: Solver = (point, tolerance) =>
  conjugateGradient(point, point.gradient, tolerance, 4 * point.size) ??
  denseSolver(point.size)(point, tolerance);

/** M of `stepShare`: the largest change that a step makes to an essay's score or to a compared difference. */
function reachOf({ low, high }: ComparisonNet, step: Float64Array): number {
  let reach = 0;
  for (const change of step) reach = Math.max(reach, Math.abs(change));
  for (let e = 0; e < low.length; e++) reach = Math.max(reach, Math.abs(step[low[e]!]! - step[high[e]!]!));
  return reach;
}

/**
 * The share of a Newton step to take, so that ℓ always grows. Along a step of reach M the third derivative
 * of ℓ is at most M times the second, and then a share t gains at least λ²·[t − (e^{Mt} − 1 − Mt) / M²],
 * where λ is the Newton decrement: greatest at t = ln(1 + M) / M, and still positive at t = 1 up to M = 1.79
 * (generalised self-concordance: Bach, Electronic Journal of Statistics 4, 2010; Sun & Tran-Dinh,
 * Mathematical Programming 178, 2019). In the end the steps are whole, so convergence is quadratic.
 */
function stepShare(reach: number): number {
  return reach <= FARTHEST_WHOLE_STEP ? 1 : ln(1 + reach) / reach;
}

function usableStart(net: ComparisonNet, start: StartingScores): Float64Array | null {
  const scores =
    start instanceof Float64Array ? start.slice() : Float64Array.from(net.essays, (id) => start.get(id) ?? 0);
  if (scores.length !== net.essays.length) return null;
  let total = 0;
  for (const score of scores) {
    if (!(Math.abs(score) <= FARTHEST_START)) return null;
    total += exp(score);
  }
  // At the fixed point the weights sum to n.
  const shift = ln(scores.length / total);
  for (let i = 0; i < scores.length; i++) scores[i]! += shift;
  return scores;
}

function centred(scores: Float64Array): Float64Array {
  let sum = 0;
  for (const score of scores) sum += score;
  const mean = sum / scores.length;
  return scores.map((score) => score - mean);
}
