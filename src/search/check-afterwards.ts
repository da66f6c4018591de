/** The oracles that look at a world when it has ended, and at rules that it did not come by. They speak of `current`, with any defect. */
import { policyWithDefects } from '../sim/policies-in-force.js';
import type { World } from '../sim/world.js';
import { type Found, foundAfterwards } from './found.js';
import { checkProjectionRelations } from './projection-relations.js';
import { sampleRules } from './rule-samples.js';
import { sampledRules } from './rules/sampled-rules.js';

/** Drawn decisions a case. */
const SAMPLES = 3;

export function checkAfterwards({ plan, store }: World, number: number): Found | null {
  if (plan.policy !== 'current') return null;
  const policy = policyWithDefects(plan.policy, plan.defects);
  const related = checkProjectionRelations(policy, plan, store);
  if (related !== null) return foundAfterwards('metamorphic', 'same-meaning-same-grades', related);
  for (let sample = 0; sample < SAMPLES; sample++) {
    const differs = sampleRules(policy, plan.settings, number * SAMPLES + sample);
    if (differs !== null) return foundAfterwards('specification', 'rules-as-specified', differs);
  }
  return sampledRules(policy, number);
}
