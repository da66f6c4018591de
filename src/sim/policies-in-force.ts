/** Which policy a step runs under: the plan's, with its defects, and what old code made of single batches. */
import { defectNamed } from '../cj/defects/defect-named.js';
import { policyNamed } from '../cj/policies/policy-named.js';
import type { Policy } from '../cj/policy.js';
import type { QueueEntry } from './queue-entry.js';
import type { WorldPlan } from './scenario/world-plan.js';

export type PolicyInForce = (entry: Pick<QueueEntry, 'type' | 'batch'>) => Policy;

export function policiesInForce(plan: WorldPlan): PolicyInForce {
  const policy = policyWithDefects(plan.policy, plan.defects);
  const oldCode: Policy = { ...policy, originalRequest: () => null };
  const madeByOldCode = new Set(plan.batches.filter((batch) => batch.madeByOldCode).map((batch) => batch.label));
  if (madeByOldCode.size === 0) return () => policy;
  return ({ type, batch }) =>
    type === 'assessment.requested' && batch !== null && madeByOldCode.has(batch) ? oldCode : policy;
}

function policyWithDefects(name: string, defects: readonly string[]): Policy {
  return defects.reduce<Policy>((base, defect) => ({ ...base, ...defectNamed(defect).override(base) }), policyNamed(name));
}
