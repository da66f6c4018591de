/**
 * The plan of a fork: a run's own up to a step, from there on with some keys of its scenario changed. What has become
 * rows and messages by then (batches, essays, the assignment) stays; the plan that held before stands in `forkOf`, so
 * that the fork is a function of its plan like any other world.
 */

import { UserError } from '../../cj/errors.js';
import type { Settings } from '../../cj/settings.js';
import { keyText, type Locate } from '../../input/key-path.js';
import type { Profile } from '../../judges/profile.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import { planAt } from '../plan-at.js';
import { policyWithDefects } from '../policies-in-force.js';
import { effectiveSettings, expandScenario } from './expand-scenario.js';
import type { FaultOfScenario } from './fault-schema.js';
import { parseScenario } from './parse-scenario.js';
import { scaleError } from './plan-assignment.js';
import { judgeNeedsAbilities } from './plan-judge.js';
import { type KeyChange, locateWithChanges, setKey } from './set-key.js';
import type { ChangedDraw, PolicyChange, WorldPlan } from './world-plan.js';

export interface ForkMoment {
  /** The last step under the old plan, from 1. */
  readonly step: number;
  /** Virtual milliseconds since the start of the clock, after that step. */
  readonly sinceStartMs: number;
  /** Trace digest of the old run after that step. */
  readonly digest: string;
}

export interface ForkChanges {
  readonly keys: readonly KeyChange[];
  /** Added to those that the run has. */
  readonly faults: readonly FaultOfScenario[];
  readonly draws: readonly ChangedDraw[];
  /** Judge profiles that the changes name. */
  readonly profiles: ReadonlyMap<string, Profile>;
}

/** What of a plan comes from a key of the scenario, and can be another from a step on. */
const PARTS: Readonly<Record<string, readonly (keyof WorldPlan)[]>> = {
  seed: ['seed'],
  policy: ['policy', 'settings'],
  defects: ['defects', 'settings'],
  settings: ['settings'],
  schedule: ['schedule'],
  horizon: ['horizonMs'],
  stop: ['stopAtMs'],
  judge: ['judge'],
  latency: ['latencies'],
  consumers: ['consumers'],
  faults: [],
};

/** Read by an actor when it starts. */
const READ_AT_START: readonly (keyof Settings)[] = [
  'BATCH_MONITOR_FIRST_SECONDS',
  'BATCH_MONITOR_INTERVAL_MINUTES',
];

/** The plan itself where nothing is changed. */
export function forkPlan(plan: WorldPlan, moment: ForkMoment, changes: ForkChanges): WorldPlan {
  const { keys, faults, draws } = changes;
  if (keys.length === 0 && faults.length === 0 && draws.length === 0) return plan;
  for (const change of keys) checkKey(change);
  const old = planAt(plan, moment.step);
  const base = deployedAt(old, moment.sinceStartMs);
  const changed = changedPlan(base, changes);
  const touched = new Set(keys.flatMap(({ path }) => PARTS[String(path[0])] ?? []));
  const taken = Object.fromEntries([...touched].map((part) => [part, changed[part]])) as Partial<WorldPlan>;
  const { forkOf: _, ...rest } = base;
  const next: WorldPlan = {
    ...rest,
    ...taken,
    faults: forkFaults(base, changed, { moment, replaces: keys.some(({ path }) => path[0] === 'faults') }),
    policyChanges: base.policyChanges.map((later) => withSettings(later, base.defects, keys)),
    ...(draws.length === 0 ? {} : { changedDraws: [...(base.changedDraws ?? []), ...draws] }),
    forkOf: { step: moment.step, digest: moment.digest, plan: old },
  };
  checkNext(base, next, moment);
  return next;
}

function checkKey({ path, where }: KeyChange): void {
  const [first] = path;
  if (typeof first === 'string' && first in PARTS) return;
  throw new UserError({
    code: 'not_in_a_fork',
    message: `${keyText(path)} cannot change in the middle of a run: it is in rows and messages by then.`,
    fix: `A fork changes ${Object.keys(PARTS).join(', ')} or a setting; for anything else use cjsim run.`,
    where,
  });
}

/** A deployment that has happened by then counts as the plan's own policy. */
function deployedAt(plan: WorldPlan, sinceStartMs: number): WorldPlan {
  const last = plan.policyChanges.findLast(({ atMs }) => atMs <= sinceStartMs);
  if (last === undefined) return plan;
  const { policy, settings } = last;
  const policyChanges = plan.policyChanges.filter(({ atMs }) => atMs > sinceStartMs);
  return { ...plan, policy, settings, policyChanges };
}

/** The plan of a small scenario that has the world's own values and the changes. */
function changedPlan(base: WorldPlan, { keys, faults, profiles }: ForkChanges): WorldPlan {
  const { judge, horizonMs, stopAtMs, consumers, latencies } = base;
  const own = {
    seed: base.seed,
    policy: base.policy,
    defects: base.defects,
    settings: settingsOf(base),
    schedule: base.schedule,
    horizon: horizonMs,
    ...(stopAtMs === null ? {} : { stop: { at: stopAtMs } }),
    judge:
      judge.kind === 'profile'
        ? { profile: judge.profile.name }
        : { module: judge.module, options: judge.options },
    latency: latencies,
    consumers: { count: consumers.count, keyed_by_batch: consumers.keyedByBatch },
    // Faults name batches; essays have to be there, and are not taken.
    batches: base.batches.map(({ id }) => ({ id, essays: { list: [{ id: 'a' }, { id: 'b' }] } })),
  };
  const locate: Locate = locateWithChanges(keys, (path) => `the run's ${keyText(path)}`);
  const known = judge.kind === 'profile' ? [[judge.profile.name, judge.profile] as const] : [];
  const scenario = parseScenario(keys.reduce<unknown>(setKey, own), locate);
  return expandScenario(scenario, faults.length === 0 ? {} : { faults: [...faults] }, {
    profiles: new Map([...profiles, ...known.filter(([name]) => !profiles.has(name))]),
    locate,
  });
}

/** The settings that are not the policy's: another policy brings its own in the place of the rest. */
function settingsOf({
  policy,
  defects,
  settings,
}: Pick<WorldPlan, 'policy' | 'defects' | 'settings'>): Partial<Settings> {
  const usual = effectiveSettings(policyWithDefects(policy, defects), {});
  const names = Object.keys(settings) as (keyof Settings)[];
  return Object.fromEntries(
    names.filter((name) => settings[name] !== usual[name]).map((name) => [name, settings[name]]),
  );
}

/** Old faults keep their places, which their counts go by; new ones are numbered after them. */
function forkFaults(
  base: WorldPlan,
  { faults }: WorldPlan,
  { moment, replaces }: { readonly moment: ForkMoment; readonly replaces: boolean },
): readonly FaultPlan[] {
  const ended = (fault: FaultPlan): FaultPlan =>
    replaces ? { ...fault, toMs: Math.min(fault.toMs ?? moment.sinceStartMs, moment.sinceStartMs) } : fault;
  const before = (name: string) => base.faults.filter((fault) => fault.name === name).length;
  return [
    ...base.faults.map(ended),
    ...faults.map((fault) => ({ ...fault, ordinal: fault.ordinal + before(fault.name) })),
  ];
}

/** Settings that were changed by hand stay so under later deployments. */
function withSettings(
  later: PolicyChange,
  defects: readonly string[],
  keys: readonly KeyChange[],
): PolicyChange {
  const own = { settings: settingsOf({ ...later, defects }) };
  const changes = keys.filter(({ path }) => path[0] === 'settings');
  const { settings } = changes.reduce<unknown>(setKey, own) as typeof own;
  return { ...later, settings: effectiveSettings(policyWithDefects(later.policy, defects), settings) };
}

/** The last moment at which a fault can strike, in milliseconds. A jump of the clock lasts. */
function endMs({ name, fromMs, toMs }: FaultPlan): number {
  const isMoment = ['restart', 'process-crash', 'flush-idempotency-keys'].includes(name);
  return isMoment ? fromMs : toMs === null ? Number.POSITIVE_INFINITY : toMs - 1;
}

function checkNext(base: WorldPlan, next: WorldPlan, moment: ForkMoment): void {
  const why = whyNot(base, next, moment);
  if (why === null) return;
  throw new UserError({
    code: 'bad_fork',
    message: `${why}.`,
    fix: 'Use cjsim run for another run from the start.',
  });
}

function whyNot(base: WorldPlan, next: WorldPlan, { sinceStartMs, step }: ForkMoment): string | null {
  const fixed = READ_AT_START.find((name) => base.settings[name] !== next.settings[name]);
  if (fixed !== undefined) {
    return `${fixed} cannot change in the middle of a run: it is read when its actor starts`;
  }
  const early = next.faults
    .slice(base.faults.length)
    .find((fault) => (fault.atStep === null ? endMs(fault) < sinceStartMs : fault.atStep <= step));
  if (early !== undefined) return `The fault ${early.name} lies before step ${step}, where the fork begins`;
  const scale = refusedScale(next);
  if (scale !== null) return `The policy ${next.policy} refuses the assignment's grade scale ${scale}`;
  const isModule = base.judge.kind === 'module' || next.judge.kind === 'module';
  if (isModule && JSON.stringify(base.judge) !== JSON.stringify(next.judge)) {
    return 'A judge of your own cannot take over from another judge in the middle of a run, nor be replaced';
  }
  const lacksAbilities = next.batches.some(({ abilities }) =>
    abilities.some(({ ability }) => ability === null),
  );
  if (lacksAbilities && judgeNeedsAbilities(next.judge)) {
    return 'The essays of this run have no true abilities, which the new judge decides by';
  }
  const ends = [next.horizonMs, next.stopAtMs ?? next.horizonMs];
  return ends.some((end) => end < sinceStartMs)
    ? `The world would have ended before step ${step}, where the fork begins`
    : null;
}

/** A scale that no policy knows: the service falls back to the default one, and `current` does not. */
function refusedScale({ policy, defects, assignments }: WorldPlan): string | null {
  const rules = policyWithDefects(policy, defects);
  return assignments.find(({ grade_scale: name }) => scaleError(name, rules) !== null)?.grade_scale ?? null;
}
