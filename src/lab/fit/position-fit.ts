/**
 * η by maximum marginal likelihood: abilities with a normal prior are integrated out by Laplace's approximation
 * (Tierney & Kadane, JASA 81, 1986). η and the most probable abilities, fitted together, lie too near to 0; without a
 * prior they lie too far from it.
 *
 * A round is a Newton step of abilities and η, by elimination of the abilities (Schur complement), where the slope of η has
 * −½ tr(H⁻¹·dH/dη) added, H the information of the abilities with their prior; then the prior's SD moves to where its own slope
 * is 0 as far as this round knows, σ² = Σθ̂²/γ (MacKay, Neural Computation 4, 1992), unless it is given. Near the end traces are
 * made exact (position-traces.ts). Where a net is almost ordered, steps overshoot: each begins near the most
 * probable abilities (settled-abilities.ts), and those that swing are shortened. The standard error is from the curvature of the marginal
 * likelihood, with the SD moving along (position-error.ts).
 *
 * Simulated, 60 to 200 sessions each: 100 items, 1,500 comparisons, SD 1.5, η .8: mean .787 ± .011; 30 items, 300 comparisons,
 * SD 2, η .5: .490 ± .014; 30 items, 150 comparisons, SD 1, η .3: .306 ± .015.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import type { ComparisonNet } from '../../cj/scoring/comparison-net.js';
import { innerProduct } from '../../cj/scoring/conjugate-gradient.js';
import { type MapFit, PRIOR_SD } from '../../cj/scoring/map-fit.js';
import { marginalError } from './position-error.js';
import { edgesOf, jointStep, type Ordered, type OrderedRow } from './position-slopes.js';
import { anchoredTraces, firstTraces } from './position-traces.js';
import { settledAbilities } from './settled-abilities.js';

export interface PositionFit {
  /** Logits. */
  readonly eta: number;
  readonly se: number;
}

const MAX_ROUNDS = 250;
/** Logits. */
const CONVERGED = 1e-5;
/** Parts of the prior's precision, from which η hardly hangs. */
const PRECISION_CONVERGED = 1e-4;
/** As near the end is known well enough for what traces are measured from there (position-traces.ts). */
const ANCHORED = 0.01;
/** Of the most probable abilities, before a step (logits). */
const NEAR = 0.01;
/** A step moves no ability and not η farther than this (logits). */
const FARTHEST_STEP = 2;

/** `map`: the fit without η, from which the climb starts; an SD that it was given stays as it is. */
export function positionFit(
  rows: readonly OrderedRow[],
  net: ComparisonNet,
  { theta: start, priorSd, priorFrom }: MapFit,
): PositionFit {
  let ordered: Ordered = { rows, edges: edgesOf(rows, net), tracesOf: firstTraces(net.essays.length) };
  let isAnchored = false;
  const isGiven = priorFrom === 'given';
  let theta = start;
  let [eta, se, precision] = [0, 0, 1 / (priorSd * priorSd)];
  const [etaPace, precisionPace] = [pace(), pace()];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const point = { net, theta, eta, precision };
    const state = settledAbilities(ordered, { point, within: NEAR });
    if (state === null) break;
    const step = jointStep(ordered, state);
    if (step === null) break;
    let reach = step.theta.reduce((most, change) => Math.max(most, Math.abs(change)), Math.abs(step.eta));
    const share = Math.min(1, FARTHEST_STEP / reach) * etaPace(step.eta);
    theta = state.theta.map((value, i) => value + share * step.theta[i]!);
    eta += share * step.eta;
    se = step.etaSe;
    if (!isGiven) {
      const change = ln(likelyPrecision(theta, step.wellKnown) / precision);
      reach = Math.max(reach, Math.abs(change) * (CONVERGED / PRECISION_CONVERGED));
      precision *= exp(precisionPace(change) * change);
    }
    if (isAnchored && reach < CONVERGED) break;
    if (!isAnchored && reach < ANCHORED) {
      ordered = { ...ordered, tracesOf: anchoredTraces(state.information) };
      isAnchored = true;
    }
  }
  const found = marginalError(ordered, { point: { net, theta, eta, precision }, isGiven });
  return { eta, se: found ?? se };
}

/** The share of each step to take: halved when steps swing to and fro without shrinking by half, and growing again when not. */
function pace(): (step: number) => number {
  let [share, last] = [1, 0];
  return (step) => {
    const swings = step * last < 0 && Math.abs(step) > Math.abs(last) / 2;
    share = swings ? share / 2 : Math.min(1, 1.2 * share);
    last = step;
    return share;
  };
}

function likelyPrecision(theta: Float64Array, wellKnown: number): number {
  const squares = innerProduct(theta, theta);
  const [least, most] = [1 / (PRIOR_SD.most * PRIOR_SD.most), 1 / (PRIOR_SD.least * PRIOR_SD.least)];
  return squares > 0 && wellKnown > 0 ? Math.min(most, Math.max(least, wellKnown / squares)) : most;
}
