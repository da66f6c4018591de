/**
 * Under which policy and settings a step of a stored run was taken: those of its plan (a fork's own, or the one
 * that it was forked from) or of what was deployed by then.
 */
import { planAt } from './plan-at.js';
import type { PolicyChange, WorldPlan } from './scenario/world-plan.js';
import type { TraceRecord } from './trace-record.js';

export function inForceAt(
  plan: WorldPlan,
  { n, at }: Pick<TraceRecord, 'n' | 'at'>,
): Pick<PolicyChange, 'policy' | 'settings'> {
  const held = planAt(plan, n - 1);
  return held.policyChanges.findLast(({ atMs }) => atMs <= at - held.clockStartMs) ?? held;
}
