/** Who answers: the profile with the scenario's parameters laid over it, or the path of a module. */
import { distributionSchema } from '../../cj/distribution-schema.js';
import { type JsonObject, objectOrNull } from '../../cj/stored-value.js';
import type { Refuse } from '../../input/key-path.js';
import { didYouMean } from '../../input/nearest-name.js';
import { schemaFault } from '../../input/schema-fault.js';
import { type Profile, profileSchema } from '../../judges/profile.js';
import type { JudgeOfScenario } from './scenario-schema.js';
import type { JudgePlan } from './world-plan.js';

export function planJudge(
  judge: JudgeOfScenario,
  profiles: ReadonlyMap<string, Profile>,
  refuse: Refuse,
): JudgePlan {
  if (judge.module !== undefined) {
    const [module = judge.module] = judge.module.split(/[/\\]/).slice(-1);
    return { kind: 'module', module, options: judge.options ?? {} };
  }
  const name = judge.profile ?? '';
  const profile = profiles.get(name);
  if (profile === undefined) {
    const known = [...profiles.keys()];
    throw refuse({
      code: 'unknown_profile',
      path: ['judge', 'profile'],
      says: `names ${name}, which is not among the profiles of the sources (${known.join(', ') || 'there are none'})${didYouMean(name, known)}`,
      fix: `loadScenario(SCENARIO, [{ path: ['judge', 'profile'], value: '${name}', where: 'judge' }]) gives a scenario with that judge, and its sources.`,
    });
  }
  return { kind: 'profile', profile: withParameters(profile, judge.parameters, refuse) };
}

/** Whether the judge draws its answers from true abilities. */
export function judgeNeedsAbilities(judge: JudgePlan): boolean {
  return judge.kind === 'profile' && ['bt', 'thurstone', 'perfect'].includes(judge.profile.choice.model);
}

function withParameters(profile: Profile, parameters: JsonObject | undefined, refuse: Refuse): Profile {
  if (parameters === undefined) return profile;
  const result = profileSchema.safeParse(overlaid({ ...profile }, parameters), { reportInput: true });
  if (result.success) return result.data;
  throw refuse(schemaFault(result.error.issues, ['judge', 'parameters']));
}

/**
 * Groups are laid over group by group; lists, distributions and numbers are replaced whole. A choice of
 * another model starts from that model's own defaults.
 */
function overlaid(base: JsonObject, over: JsonObject): JsonObject {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = groupOrNull(base[key]);
    const above = groupOrNull(value);
    const isOther = above !== null && 'model' in above && above.model !== below?.model;
    result[key] = below === null || above === null || isOther ? value : overlaid(below, above);
  }
  return result;
}

function groupOrNull(value: unknown): JsonObject | null {
  const group = objectOrNull(value);
  return group === null || distributionSchema.safeParse(group).success ? null : group;
}
