/** Judges by name: every profile is one, and others (recorded, live) join by name. */
import { byCodePoint } from '../cj/code-point-order.js';
import { UserError } from '../cj/errors.js';
import type { Judge } from './judge.js';
import type { Profile } from './profile.js';
import { createSimulatedJudge, type SimulatedJudgeContext } from './simulated.js';

export type JudgeFactory = (context: SimulatedJudgeContext) => Judge;

/** Name → factory, in which a profile's name makes the simulated judge of that profile. */
export type JudgeRegistry = ReadonlyMap<string, JudgeFactory>;

/** A registry of profiles and of other judges; a name that is given twice is a UserError. */
export function judgeRegistry(
  profiles: readonly Profile[],
  others: ReadonlyMap<string, JudgeFactory> = new Map(),
): JudgeRegistry {
  const registry = new Map<string, JudgeFactory>(others);
  for (const profile of profiles) {
    if (registry.has(profile.name)) {
      throw new UserError({
        code: 'judge_named_twice',
        message: `Two judges have the name "${profile.name}".`,
        fix: 'Give one of the profiles another name.',
      });
    }
    registry.set(profile.name, (context) => createSimulatedJudge(profile, context));
  }
  return registry;
}

/** Make the judge of that name; an unknown name is a UserError that lists the known ones. */
export function createJudge(registry: JudgeRegistry, name: string, context: SimulatedJudgeContext): Judge {
  const factory = registry.get(name);
  if (factory !== undefined) return factory(context);
  throw new UserError({
    code: 'unknown_judge',
    message: `There is no judge "${name}".`,
    fix: `Use one of ${[...registry.keys()].sort(byCodePoint).join(', ')}, or the path of your own module (./my-judge.js).`,
  });
}
