/** The plan in force after so many steps: a fork's own from its step on, before that the one that it was forked from. */
import type { WorldPlan } from './scenario/world-plan.js';

export function planAt(plan: WorldPlan, steps: number): WorldPlan {
  const { forkOf } = plan;
  return forkOf === undefined || steps >= forkOf.step ? plan : planAt(forkOf.plan, steps);
}
