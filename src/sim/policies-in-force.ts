/**
 * Which policy a step runs under: the plan's or the one deployed since, with the defects, and what old code made
 * of single batches; and the settings that go with it.
 */
import { defectNamed } from '../cj/defects/defect-named.js';
import { policyNamed } from '../cj/policies/policy-named.js';
import type { Policy } from '../cj/policy.js';
import type { Settings } from '../cj/settings.js';
import type { QueueEntry } from './queue-entry.js';
import type { PolicyChange, WorldPlan } from './scenario/world-plan.js';

/** Policy and settings at an entry's time. */
export interface InForce {
  readonly policy: Policy;
  readonly settings: Settings;
}

export type PolicyInForce = (entry: Pick<QueueEntry, 'type' | 'batch'>, sinceStartMs: number) => InForce;

export function policiesInForce(plan: WorldPlan): PolicyInForce {
  const deployed = ({ policy: name, settings }: Pick<PolicyChange, 'policy' | 'settings'>) => {
    const policy = policyWithDefects(name, plan.defects);
    const oldCode: Policy = { ...policy, originalRequest: () => null };
    return { now: { policy, settings }, old: { policy: oldCode, settings } };
  };
  const first = deployed(plan);
  const later = plan.policyChanges.map((change) => ({ atMs: change.atMs, ...deployed(change) }));
  const madeByOldCode = new Set(
    plan.batches.filter((batch) => batch.madeByOldCode).map((batch) => batch.label),
  );
  return ({ type, batch }, sinceStartMs) => {
    const { now, old } = later.findLast(({ atMs }) => atMs <= sinceStartMs) ?? first;
    const isOld = type === 'assessment.requested' && batch !== null && madeByOldCode.has(batch);
    return isOld ? old : now;
  };
}

export function policyWithDefects(name: string, defects: readonly string[]): Policy {
  let policy = policyNamed(name);
  for (const defect of defects) policy = { ...policy, ...defectNamed(defect).override(policy) };
  return policy;
}
