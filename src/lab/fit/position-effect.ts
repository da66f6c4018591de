/**
 * The position effect η: logits in favour of the item shown first, in P(first wins) = 1/(1 + e^−(θ₁ − θ₂ + η)).
 * Abilities and η are estimated together, with the normal prior of `fitMap` on the abilities alone; the
 * standard error is from the inverse of the joint information.
 */
import type { ComparisonNet } from '../../cj/scoring/comparison-net.js';
import { conjugateGradient } from '../../cj/scoring/conjugate-gradient.js';
import { winChance } from '../../cj/scoring/win-chance.js';
import type { ComparisonTable } from './comparison-table.js';

export interface PositionEffect {
  /** Comparisons whose order is known. */
  readonly n: number;
  /** Share won by the item shown first. */
  readonly firstWins: number;
  /** Logits. null where the item shown first won all or none: the likelihood then rises without end. */
  readonly eta: number | null;
  readonly se: number | null;
}

const MAX_ROUNDS = 100;

/** Why there is no estimate, as a clause; null where there is one. */
export function oneSidedWords({ n, firstWins, eta }: PositionEffect): string | null {
  if (eta !== null) return null;
  const won = firstWins === 1 ? 'every comparison' : 'no comparison';
  return `the item shown first won ${won} (${Math.round(firstWins * n)} of ${n})`;
}

/** null where no row says who was shown first. */
export function positionEffect(
  table: ComparisonTable,
  net: ComparisonNet,
  priorSd: number,
): PositionEffect | null {
  const rows = table.decisions.flatMap(({ winner, loser, winnerFirst }) => {
    if (winnerFirst === null) return [];
    return [
      { first: winnerFirst ? winner : loser, second: winnerFirst ? loser : winner, firstWon: winnerFirst },
    ];
  });
  if (rows.length === 0) return null;
  const won = rows.reduce((sum, { firstWon }) => sum + Number(firstWon), 0);
  const counts = { n: rows.length, firstWins: won / rows.length };
  if (won === 0 || won === rows.length) return { ...counts, eta: null, se: null };
  return { ...counts, ...jointFit(rows, net, priorSd) };
}

function jointFit(rows: readonly OrderedRow[], net: ComparisonNet, priorSd: number) {
  const pairs = pairPlaces(net);
  const edges = rows.map(({ first, second }) => pairs.get(pairKey(first, second, net.essays.length)) ?? 0);
  const theta = new Float64Array(net.essays.length);
  let eta = 0;
  let se = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const state = evaluate(rows, edges, { net, theta, eta, precision: 1 / (priorSd * priorSd) });
    const step = jointStep(net, state);
    if (step === null) break;
    const reach = step.theta.reduce((most, change) => Math.max(most, Math.abs(change)), Math.abs(step.eta));
    const share = reach > 2 ? 2 / reach : 1;
    for (let i = 0; i < theta.length; i++) theta[i]! += share * step.theta[i]!;
    eta += share * step.eta;
    se = step.etaSe;
    if (reach < 1e-8) break;
  }
  return { eta, se };
}

interface OrderedRow {
  readonly first: number;
  readonly second: number;
  readonly firstWon: boolean;
}

interface Point {
  readonly net: ComparisonNet;
  readonly theta: Float64Array;
  readonly eta: number;
  readonly precision: number;
}

interface State {
  readonly gradient: Float64Array;
  readonly etaGradient: number;
  readonly weight: Float64Array;
  readonly ground: Float64Array;
  /** The information's row of η against the abilities. */
  readonly cross: Float64Array;
  readonly etaInformation: number;
}

function evaluate(rows: readonly OrderedRow[], edges: readonly number[], point: Point): State {
  const { net, theta, eta, precision } = point;
  const weight = new Float64Array(net.low.length);
  const gradient = theta.map((value) => -precision * value);
  const cross = new Float64Array(theta.length);
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
  });
  const ground = new Float64Array(theta.length).fill(precision);
  return { gradient, etaGradient, weight, ground, cross, etaInformation };
}

/** One Newton step by elimination of the abilities (Schur complement). */
function jointStep(net: ComparisonNet, state: State) {
  const size = net.essays.length;
  const matrix = { size, low: net.low, high: net.high, weight: state.weight, ground: state.ground };
  const rounds = 20 * size + 100;
  const u = conjugateGradient(matrix, state.cross, 1e-8, rounds);
  const v = conjugateGradient(matrix, state.gradient, 1e-8, rounds);
  if (u === null || v === null) return null;
  const left = state.etaInformation - dot(state.cross, u);
  if (!(left > 0)) return null;
  const eta = (state.etaGradient - dot(state.cross, v)) / left;
  return { eta, etaSe: 1 / Math.sqrt(left), theta: v.map((value, i) => value - u[i]! * eta) };
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

function pairPlaces(net: ComparisonNet): ReadonlyMap<number, number> {
  const size = net.essays.length;
  return new Map(Array.from(net.low, (low, e) => [pairKey(low, net.high[e]!, size), e]));
}

function pairKey(i: number, j: number, size: number): number {
  return Math.min(i, j) * size + Math.max(i, j);
}
