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

export function planCase(value: unknown, { policy, defects }: CaseOptions): WorldPlan {
  const scenario = parseScenario(value);
  const { profile } = scenario.judge;
  if (profile !== undefined && !profiles.has(profile)) profiles.set(profile, loadProfile(profile, '.'));
  return expandScenario(scenario, { policy, defects: [...defects] }, { profiles });
}
