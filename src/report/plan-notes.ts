/** What of a plan will do nothing, one sentence each. */
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import { idleDistortions } from './idle-distortions.js';
import { lateFaults } from './late-faults.js';

export function planNotes(plan: WorldPlan): readonly string[] {
  return [...lateFaults(plan), ...idleDistortions(plan)];
}
