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
import { jointStep, type Ordered, type Point } from './position-slopes.js';
import { settledAbilities } from './settled-abilities.js';

/** To either side, of η in logits and of ln σ. */
const NEARBY = 0.05;
/** Of the most probable abilities (logits). */
const SETTLED = 1e-7;
/** So near to a limit, in parts, the search for σ has ended there. */
const AT_LIMIT = 1e-3;

/** At the greatest marginal likelihood; `isGiven`: σ is. null: the likelihood has no such curvature. */
export function marginalError(
  ordered: Ordered,
  { point, isGiven }: { readonly point: Point; readonly isGiven: boolean },
): number | null {
  const at = (eta: number, logSd: number) => {
    const there = { ...point, eta: point.eta + eta, precision: point.precision * exp(-2 * logSd) };
    const state = settledAbilities(ordered, { point: there, within: SETTLED });
    return state === null ? null : jointStep(ordered, state);
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

/** An SD that the search for it holds there does not move with η. */
function isAtLimit(precision: number): boolean {
  const sd = 1 / Math.sqrt(precision);
  return sd <= PRIOR_SD.least * (1 + AT_LIMIT) || sd >= PRIOR_SD.most * (1 - AT_LIMIT);
}
