/** The most probable abilities at a given position effect and prior SD, by Newton steps that do not leap over the top. */
import { innerProduct } from '../../cj/scoring/conjugate-gradient.js';
import { abilityStep, evaluate, type Ordered, type Point, type State } from './position-slopes.js';

const MAX_ROUNDS = 100;
/** A step moves no ability farther than this (logits). */
const FARTHEST_STEP = 2;
const MAX_HALVINGS = 40;

/**
 * `within`: how far an ability may still be from its top as seen by it alone (logits).
 * null: they do not settle, or the information cannot be solved.
 */
export function settledAbilities(
  { rows, edges }: Ordered,
  { point, within }: { readonly point: Point; readonly within: number },
): State | null {
  let state = evaluate(rows, edges, point);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (leftToClimb(state) <= within) return state;
    const step = abilityStep(state);
    if (step === null) return null;
    const slope = innerProduct(state.gradient, step);
    const reach = step.reduce((most, change) => Math.max(most, Math.abs(change)), 0);
    const { theta } = state;
    let share = Math.min(1, FARTHEST_STEP / reach);
    const moved = () =>
      evaluate(rows, edges, { ...point, theta: theta.map((value, i) => value + share * step[i]!) });
    state = moved();
    // The posterior is concave: behind its top along the step, the slope is negative.
    for (let k = 0; k < MAX_HALVINGS && innerProduct(state.gradient, step) < -slope / 2; k++) {
      share /= 2;
      state = moved();
    }
  }
  return null;
}

/** The longest step of one ability while the others stand still (logits). */
function leftToClimb({ gradient, information: { low, high, weight, ground } }: State): number {
  const own = ground.slice();
  weight.forEach((value, e) => {
    own[low[e]!]! += value;
    own[high[e]!]! += value;
  });
  return gradient.reduce((most, slope, i) => Math.max(most, Math.abs(slope) / own[i]!), 0);
}
