/**
 * From a scenario to the plan of its world: defaults of the policy, ids, abilities and texts become explicit,
 * and everything that takes more than one key to check is checked. A function of its arguments alone. Each
 * batch is planned from its own keys, so that another batch beside it changes nothing.
 */

import { DEFECTS } from '../../cj/defects/defect-named.js';
import { UserError } from '../../cj/errors.js';
import type { Policy } from '../../cj/policy.js';
import { type Settings, settingsSchema } from '../../cj/settings.js';
import type { VirtualTime } from '../../cj/words.js';
import { keyText, type Locate, locateByKey, type Refuse } from '../../input/key-path.js';
import { didYouMean } from '../../input/nearest-name.js';
import { refusal } from '../../input/refusal.js';
import type { Profile } from '../../judges/profile.js';
import { policyWithDefects } from '../policies-in-force.js';
import { createDraw, type DrawOptions } from '../randomness.js';
import { clockTimeMs } from './clock-time.js';
import { durationMs } from './duration.js';
import { parseOverrides, type ScenarioOverrides } from './parse-scenario.js';
import { planAssignment } from './plan-assignment.js';
import { planBatches } from './plan-batches.js';
import { planFaults } from './plan-faults.js';
import { judgeNeedsAbilities, planJudge } from './plan-judge.js';
import type { PlanMaker } from './plan-maker.js';
import type { Scenario } from './scenario-schema.js';
import type { WorldPlan } from './world-plan.js';

/** What a scenario refers to and does not hold. */
export interface ScenarioSources {
  /** The judge profiles that are there, by name. */
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Name of the world if the scenario has none. */
  readonly name?: string;
  readonly locate?: Locate;
  /** Where an override comes from, by its key among the overrides: a flag. */
  readonly locateOverride?: Locate;
  /** Watch what the scenario leaves to chance (abilities, lengths, texts), or replace it. */
  readonly draws?: Pick<DrawOptions, 'record' | 'change'>;
}

/** `overrides`: what goes before the scenario's own words; `{}` for nothing. A UserError names the key that is wrong. */
export function expandScenario(
  scenario: Scenario,
  overrides: ScenarioOverrides,
  sources: ScenarioSources,
): WorldPlan {
  refuseIncomplete(scenario, sources);
  const locate = locateWithOverrides(overrides, sources, scenario.faults.length);
  const refuse = refusal(locate);
  const world = withOverrides(scenario, parseOverrides(overrides), refuse);
  const defects = [...new Set(world.defects)];
  checkDefects(defects, refuse);
  const policy = policyWithDefects(world.policy, defects);

  const seed = String(world.seed);
  const judge = planJudge(world.judge, sources.profiles, refuse);
  const maker: PlanMaker = {
    draw: createDraw(seed, sources.draws),
    policy,
    laterPolicies: world.policy_changes.map((later) => policyWithDefects(later.policy, defects)),
    refuse,
    inventsAbilities: judgeNeedsAbilities(judge),
  };
  const assignment = planAssignment(world.assignment, maker);
  const times = planTimes(world, refuse);
  const { batches, texts } = planBatches(world, assignment, maker);
  return {
    name: world.name ?? sources.name ?? 'scenario',
    seed,
    policy: policy.name,
    defects,
    settings: effectiveSettings(policy, world.settings),
    schedule: world.schedule,
    ...times,
    consumers: { count: world.consumers.count, keyedByBatch: world.consumers.keyed_by_batch },
    latencies: world.latency,
    judge,
    keepPrompts: world.keep_prompts,
    faults: planFaults(world.faults, { batches, consumers: world.consumers.count, refuse }),
    policyChanges: world.policy_changes
      .map(({ at, policy: later }) => ({
        atMs: durationMs(at),
        policy: later,
        settings: effectiveSettings(policyWithDefects(later, defects), world.settings),
      }))
      .toSorted((a, b) => a.atMs - b.atMs),
    texts: [...(assignment?.texts ?? []), ...texts],
    assignments: assignment === null ? [] : [assignment.plan],
    batches,
  };
}

/** A program without types may leave something out. */
function refuseIncomplete(
  scenario: Partial<Scenario> | undefined,
  sources: ScenarioSources | undefined,
): void {
  if (Array.isArray(scenario?.faults) && sources?.profiles instanceof Map) return;
  throw new UserError({
    code: 'incomplete_scenario',
    message: 'expandScenario takes a scenario that was read, overrides, and sources',
    fix: "const { scenario, sources } = loadScenario('eng5'); expandScenario(scenario, {}, sources)",
  });
}

function withOverrides(scenario: Scenario, overrides: ScenarioOverrides, refuse: Refuse): Scenario {
  const { maxComparisons, batchCount, settings, faults = [], ...replaced } = overrides;
  const changed = {
    ...scenario,
    ...replaced,
    settings: { ...scenario.settings, ...settings },
    faults: [...scenario.faults, ...faults],
  };
  if (batchCount !== undefined) {
    if (scenario.batches !== undefined) {
      throw refuse({
        code: 'batches_are_listed',
        path: ['batches'],
        says: 'lists the batches one by one, so that their number cannot be overridden',
      });
    }
    changed.batch_count = batchCount;
  }
  if (maxComparisons === undefined) return changed;
  const request = { ...scenario.request, max_comparisons: maxComparisons };
  const batches = scenario.batches?.map((batch) =>
    batch.request === undefined
      ? batch
      : { ...batch, request: { ...batch.request, max_comparisons: maxComparisons } },
  );
  return { ...changed, request, ...(batches === undefined ? {} : { batches }) };
}

/** A key that an override replaced does not stand where the file has it. */
function locateWithOverrides(
  overrides: ScenarioOverrides,
  sources: ScenarioSources,
  ownFaults: number,
): Locate {
  const { locate = locateByKey, locateOverride = (path) => `override ${keyText(path)}` } = sources;
  return (path) => {
    const [first, index, ...key] = path;
    if (path.at(-1) === 'max_comparisons' && overrides.maxComparisons !== undefined)
      return locateOverride(['maxComparisons']);
    if (first === 'settings' || first === undefined || !(first in overrides)) return locate(path);
    if (first !== 'faults' || typeof index !== 'number') return locateOverride(path);
    return index < ownFaults ? locate(path) : locateOverride(['faults', index - ownFaults, ...key]);
  };
}

function checkDefects(names: readonly string[], refuse: Refuse): void {
  const known = DEFECTS.map(({ name }) => name);
  const index = names.findIndex((name) => !known.includes(name));
  const unknown = names[index];
  if (unknown === undefined) return;
  throw refuse({
    code: 'unknown_defect',
    path: ['defects', index],
    says: `is no defect: ${unknown}${didYouMean(unknown, known)}`,
    fix: `Use one of ${known.join(', ')}.`,
  });
}

/** The policy's own, but for those that a scenario overrides. */
export function effectiveSettings(policy: Policy, overrides: Partial<Settings>): Settings {
  return settingsSchema.parse({ ...policy.defaults, ...overrides });
}

function planTimes(
  { clock_start, horizon, stop }: Scenario,
  refuse: Refuse,
): Pick<WorldPlan, 'clockStartMs' | 'horizonMs' | 'stopAtMs'> {
  const clockStartMs = (clockTimeMs(clock_start) ?? 0) as VirtualTime;
  const horizonMs = durationMs(horizon);
  if (horizonMs === 0) throw refuse({ code: 'no_time', path: ['horizon'], says: 'must be longer than 0' });
  if (stop === undefined) return { clockStartMs, horizonMs, stopAtMs: null };
  const moment = typeof stop.at === 'string' ? clockTimeMs(stop.at) : null;
  const stopAtMs = moment === null ? durationMs(stop.at) : moment - clockStartMs;
  if (stopAtMs < 0 || stopAtMs > horizonMs) {
    const says =
      stopAtMs < 0 ? `lies before clock_start (${clock_start})` : `lies after the horizon (${horizon})`;
    throw refuse({ code: 'bad_stop', path: ['stop', 'at'], says });
  }
  return { clockStartMs, horizonMs, stopAtMs };
}
