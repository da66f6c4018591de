/** Faults of a plan that no world of it lives to see, one sentence each. */
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import { duration } from './words-of.js';

export function lateFaults({ faults, horizonMs }: WorldPlan): readonly string[] {
  return faults
    .filter(({ fromMs, atStep }) => atStep === null && fromMs > horizonMs)
    .map(
      ({ name, actor, fromMs }) =>
        `${name}${actor === null ? '' : ` of ${actor}`} at ${duration(fromMs)} lies after the horizon (${duration(horizonMs)}), at which the world ends: it never strikes.`,
    );
}
