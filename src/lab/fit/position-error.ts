/**
 * The standard error of η: from the observed information of the marginal likelihood of η and ln σ, the logarithm of the
 * prior's SD, with ln σ profiled out (Efron & Hinkley, Biometrika 65, 1978; Cox & Hinkley, Theoretical Statistics, 1974,
 * 9.3). The joint information of η and the most probable abilities is greater: it takes σ for known, and leaves out that
 * their own information changes with η. Curvatures are differences of the slopes at points nearby.
 *
 * Simulated, 400 sessions each: ±1.96 SE holds the true η in .94 to .97 of them, and in .92 to .95 by the joint information
 * (12 and 30 items, 10 and 20 appearances, SD 1.5 and 3).
 */
import exp from '@stdlib/math-base-special-exp';
import { PRIOR_SD } from '../../cj/scoring/map-fit.js';
import { abilityStep, evaluate, jointStep, type OrderedRow, type Point } from './position-slopes.js';

/** To either side, of η in logits and of ln σ. */
const NEARBY = 0.05;
/** Newton steps of abilities of at most so many logits end their climb. */
const SETTLED = 1e-6;
const MAX_ROUNDS = 20;

/** At the greatest marginal likelihood; `isGiven`: σ is. null: the likelihood has no such curvature. */
export function marginalError(
  rows: readonly OrderedRow[],
  edges: Int32Array,
  { point, isGiven }: { readonly point: Point; readonly isGiven: boolean },
): number | null {
  const at = (eta: number, logSd: number) => {
    const there = { ...point, eta: point.eta + eta, precision: point.precision * exp(-2 * logSd) };
    const theta = settled(rows, edges, there);
    return theta === null ? null : jointStep(rows, edges, evaluate(rows, edges, { ...there, theta }));
  };
  const [less, more] = [at(-NEARBY, 0), at(NEARBY, 0)];
  if (less === null || more === null) return null;
  let information = (less.etaSlope - more.etaSlope) / (2 * NEARBY);
  if (!isGiven && !isAtLimit(point.precision)) {
    const [narrow, wide] = [at(0, -NEARBY), at(0, NEARBY)];
    if (narrow === null || wide === null) return null;
    const cross = (narrow.etaSlope - wide.etaSlope) / (2 * NEARBY);
    const ofSd = (narrow.sdSlope - wide.sdSlope) / (2 * NEARBY);
    if (ofSd > 0) information -= (cross * cross) / ofSd;
  }
  return information > 0 ? 1 / Math.sqrt(information) : null;
}

/** The most probable abilities at this η and σ. */
function settled(rows: readonly OrderedRow[], edges: Int32Array, point: Point): Float64Array | null {
  const theta = point.theta.slice();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const step = abilityStep(evaluate(rows, edges, { ...point, theta }));
    if (step === null) return null;
    for (let i = 0; i < theta.length; i++) theta[i]! += step[i]!;
    if (step.every((change) => Math.abs(change) <= SETTLED)) return theta;
  }
  return null;
}

/** An SD that the search for it holds there does not move with η. */
function isAtLimit(precision: number): boolean {
  const sd = 1 / Math.sqrt(precision);
  return sd <= PRIOR_SD.least * (1 + 1e-9) || sd >= PRIOR_SD.most * (1 - 1e-9);
}
