/**
 * The slopes of the marginal likelihood of η and the prior's SD at given abilities, by Laplace's approximation
 * (position-fit.ts), and a Newton step of abilities and η.
 */
import type { ComparisonNet } from '../../cj/scoring/comparison-net.js';
import { conjugateGradient, innerProduct } from '../../cj/scoring/conjugate-gradient.js';
import type { GroundedLaplacian } from '../../cj/scoring/grounded-laplacian.js';
import { winChance } from '../../cj/scoring/win-chance.js';

export interface OrderedRow {
  /** Places of the items. */
  readonly first: number;
  readonly second: number;
  readonly firstWon: boolean;
}

const STEP_TOLERANCE = 1e-8;
export const TRACE_TOLERANCE = 1e-4;

/** What the slopes of the marginal likelihood need of the inverse of the information H (position-traces.ts). */
export interface Traces {
  /** tr H⁻¹ */
  readonly whole: number;
  /** By edge of the net, the variance of the difference across it. */
  readonly ofEdge: Float64Array;
}

/** null: the information cannot be solved. */
export type TracesOf = (information: GroundedLaplacian) => Traces | null;

/** The ordered rows, the place in the net of each row's pair, and where traces come from. */
export interface Ordered {
  readonly rows: readonly OrderedRow[];
  readonly edges: Int32Array;
  readonly tracesOf: TracesOf;
}

export interface Point {
  readonly net: ComparisonNet;
  readonly theta: Float64Array;
  readonly eta: number;
  readonly precision: number;
}

export interface State extends Point {
  readonly gradient: Float64Array;
  readonly etaGradient: number;
  /** The information of the abilities with their prior's. */
  readonly information: GroundedLaplacian;
  /** The information's row of η against the abilities. */
  readonly cross: Float64Array;
  readonly etaInformation: number;
  /** Of each row, how its information changes with the lead of the first. */
  readonly bend: Float64Array;
}

export function evaluate(rows: readonly OrderedRow[], edges: Int32Array, point: Point): State {
  const { net, theta, eta, precision } = point;
  const { low, high } = net;
  const size = theta.length;
  const weight = new Float64Array(low.length);
  const gradient = theta.map((value) => -precision * value);
  const cross = new Float64Array(size);
  const bend = new Float64Array(rows.length);
  let etaGradient = 0;
  let etaInformation = 0;
  rows.forEach(({ first, second, firstWon }, k) => {
    const p = winChance(theta[first]! - theta[second]! + eta);
    const residual = Number(firstWon) - p;
    const information = p * (1 - p);
    gradient[first]! += residual;
    gradient[second]! -= residual;
    etaGradient += residual;
    weight[edges[k]!]! += information;
    cross[first]! += information;
    cross[second]! -= information;
    etaInformation += information;
    bend[k] = information * (1 - 2 * p);
  });
  const ground = new Float64Array(size).fill(precision);
  const information = { size, low, high, weight, ground };
  return { ...point, gradient, etaGradient, information, cross, etaInformation, bend };
}

export interface JointStep {
  readonly theta: Float64Array;
  readonly eta: number;
  readonly etaSe: number;
  /** γ: how many abilities the comparisons, and not the prior, determine. */
  readonly wellKnown: number;
  /** Of the marginal likelihood by η and by ln σ. */
  readonly etaSlope: number;
  readonly sdSlope: number;
}

/** A Newton step of the abilities alone; null as in `jointStep`. */
export function abilityStep({ information, gradient }: State): Float64Array | null {
  return solved(information, gradient, STEP_TOLERANCE);
}

/** x of information · x = b, by conjugate gradients; null where it cannot be solved. */
export function solved(
  information: GroundedLaplacian,
  b: Float64Array,
  tolerance: number,
): Float64Array | null {
  return conjugateGradient(information, b, tolerance, 20 * information.size + 100);
}

/** null: the information cannot be solved. */
export function jointStep({ rows, edges, tracesOf }: Ordered, state: State): JointStep | null {
  const { theta, precision, information, cross } = state;
  const { size } = information;
  const solve = (b: Float64Array, tolerance: number) => solved(information, b, tolerance);
  // How abilities fall as η rises, how they move in this step, and how they rise with ln σ.
  const u = solve(cross, STEP_TOLERANCE);
  const v = solve(state.gradient, STEP_TOLERANCE);
  const s = solve(
    theta.map((value) => 2 * precision * value),
    TRACE_TOLERANCE,
  );
  const traces = tracesOf(information);
  if (u === null || v === null || s === null || traces === null) return null;
  const left = state.etaInformation - innerProduct(cross, u);
  if (!(left > 0)) return null;
  let byEta = 0;
  let bySd = 0;
  rows.forEach(({ first, second }, k) => {
    const change = traces.ofEdge[edges[k]!]! * state.bend[k]!;
    byEta += change * (1 - u[first]! + u[second]!);
    bySd += change * (s[first]! - s[second]!);
  });
  const etaSlope = state.etaGradient - byEta / 2 - innerProduct(cross, v);
  const eta = etaSlope / left;
  const wellKnown = size - precision * traces.whole + bySd / 2;
  return {
    eta,
    etaSe: 1 / Math.sqrt(left),
    theta: v.map((value, i) => value - u[i]! * eta),
    wellKnown,
    etaSlope,
    sdSlope: precision * innerProduct(theta, theta) - wellKnown,
  };
}

/** The place in the net of each row's pair. */
export function edgesOf(rows: readonly OrderedRow[], { essays, low, high }: ComparisonNet): Int32Array {
  const key = (i: number, j: number): number => Math.min(i, j) * essays.length + Math.max(i, j);
  const places = new Map(Array.from(low, (i, e) => [key(i, high[e]!), e]));
  return Int32Array.from(rows, ({ first, second }) => places.get(key(first, second)) ?? 0);
}
