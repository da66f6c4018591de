/**
 * Which policy a step runs under: the plan's or the one deployed since, with the defects, and what old code made
 * of single batches; and the settings that go with it.
 */
import { defectNamed } from '../cj/defects/defect-named.js';
import { policyNamed } from '../cj/policies/policy-named.js';
import type { Policy } from '../cj/policy.js';
import type { Settings } from '../cj/settings.js';
import type { QueueEntry } from './queue-entry.js';
import type { WorldPlan } from './scenario/world-plan.js';

/** Policy and settings at an entry's time. */
export interface InForce {
  readonly policy: Policy;
  readonly settings: Settings;
}

export type PolicyInForce = (entry: Pick<QueueEntry, 'type' | 'batch'>, sinceStartMs: number) => InForce;

export function policiesInForce(plan: WorldPlan): PolicyInForce {
  const deployments = [{ atMs: 0, policy: plan.policy, settings: plan.settings }, ...plan.policyChanges].map(
    ({ atMs, policy: name, settings }) => {
      const policy = policyWithDefects(name, plan.defects);
      const oldCode: Policy = { ...policy, originalRequest: () => null };
      return { atMs, now: { policy, settings }, old: { policy: oldCode, settings } };
    },
  );
  const madeByOldCode = new Set(
    plan.batches.filter((batch) => batch.madeByOldCode).map((batch) => batch.label),
  );
  const [first] = deployments;
  return ({ type, batch }, sinceStartMs) => {
    const deployed = deployments.findLast(({ atMs }) => atMs <= sinceStartMs) ?? first;
    if (deployed === undefined) return { policy: policyNamed(plan.policy), settings: plan.settings };
    const isOld = type === 'assessment.requested' && batch !== null && madeByOldCode.has(batch);
    return isOld ? deployed.old : deployed.now;
  };
}

export function policyWithDefects(name: string, defects: readonly string[]): Policy {
  let policy = policyNamed(name);
  for (const defect of defects) policy = { ...policy, ...defectNamed(defect).override(policy) };
  return policy;
}
