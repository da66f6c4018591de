/** From the scenario of a case to the plan of its world. */
import type { PolicyName } from '../cj/policy.js';
import { loadProfile } from '../files/load-profile.js';
import type { Profile } from '../judges/profile.js';
import { expandScenario } from '../sim/scenario/expand-scenario.js';
import { parseScenario } from '../sim/scenario/parse-scenario.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';

export interface CaseOptions {
  readonly policy: PolicyName;
  readonly defects: readonly string[];
}

const profiles = new Map<string, Profile>();

export function planCase(scenario: unknown, { policy, defects }: CaseOptions): WorldPlan {
  for (const name of ['bt', 'perfect', 'biased', 'noisy']) {
    if (!profiles.has(name)) profiles.set(name, loadProfile(name, '.'));
  }
  return expandScenario(parseScenario(scenario), { policy, defects: [...defects] }, { profiles });
}
