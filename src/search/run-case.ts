/** Runs one case of a search under all oracles and says what it met. */
import { BugError, RunFailed, UserError } from '../cj/errors.js';
import type { PolicyName } from '../cj/policy.js';
import { loadProfile } from '../files/load-profile.js';
import type { Profile } from '../judges/profile.js';
import { createWorld } from '../library/create-world.js';
import type { Violation } from '../sim/invariants/invariant-checker.js';
import { policyWithDefects } from '../sim/policies-in-force.js';
import { expandScenario } from '../sim/scenario/expand-scenario.js';
import { parseScenario } from '../sim/scenario/parse-scenario.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { TraceRecord } from '../sim/trace-record.js';
import { PROBES } from './probes.js';
import { checkProjectionRelations } from './projection-relations.js';
import { sampleRules } from './rule-samples.js';

/** A world that takes more steps than this is given up and counted as such. */
const MOST_STEPS = 12_000;
/** Drawn decisions a case. */
const SAMPLES = 3;

export type Oracle = 'invariant' | 'specification' | 'metamorphic';

export interface Found {
  readonly oracle: Oracle;
  readonly rule: string;
  readonly says: string;
  readonly step: number | null;
  readonly batch: string | null;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface CaseResult {
  readonly number: number;
  readonly outcome: 'held' | 'violated' | 'refused' | 'too_long';
  readonly found: Found | null;
  readonly steps: number;
  readonly digest: string | null;
  readonly probes: readonly string[];
  /** Of the pairs of first waves, whose order chance decides: how many, and with the smaller id first. */
  readonly firstWave: { readonly pairs: number; readonly smallerFirst: number };
}

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

export function runCase(number: number, scenario: unknown, options: CaseOptions): CaseResult {
  let plan: WorldPlan;
  try {
    plan = planCase(scenario, options);
  } catch (error) {
    if (error instanceof UserError) return result(number, { outcome: 'refused' });
    throw error;
  }
  const probes = new Set<string>();
  const watch = (_line: string, record: TraceRecord): void => {
    for (const { name, met } of PROBES) if (!probes.has(name) && met(record)) probes.add(name);
  };
  const world = createWorld({ plan, check: true, keepTrace: false, onRecord: watch });
  try {
    for (;;) {
      const advance = world.step();
      if (advance.kind !== 'advanced') break;
      if (world.steps > MOST_STEPS)
        return result(number, { outcome: 'too_long', steps: world.steps, probes: [...probes] });
    }
    const met = {
      steps: world.steps,
      probes: [...probes],
      firstWave: firstWaveOf(world.store.driver),
      digest: world.digest(),
    };
    const policy = policyWithDefects(plan.policy, plan.defects);
    const related = plan.policy === 'current' ? checkProjectionRelations(policy, plan, world.store) : null;
    if (related !== null) {
      return result(number, {
        ...met,
        outcome: 'violated',
        found: {
          oracle: 'metamorphic',
          rule: 'same-meaning-same-grades',
          step: null,
          batch: null,
          ...related,
        },
      });
    }
    for (let sample = 0; plan.policy === 'current' && sample < SAMPLES; sample++) {
      const differs = sampleRules(policy, plan.settings, number * SAMPLES + sample);
      if (differs !== null) {
        return result(number, {
          ...met,
          outcome: 'violated',
          found: { oracle: 'specification', rule: 'rules-as-specified', step: null, batch: null, ...differs },
        });
      }
    }
    return result(number, met);
  } catch (error) {
    return result(number, {
      outcome: 'violated',
      steps: world.steps,
      probes: [...probes],
      found: foundIn(error),
    });
  } finally {
    world.close();
  }
}

function result(number: number, part: Partial<CaseResult>): CaseResult {
  return {
    number,
    outcome: 'held',
    found: null,
    steps: 0,
    digest: null,
    probes: [],
    firstWave: { pairs: 0, smallerFirst: 0 },
    ...part,
  };
}

function foundIn(error: unknown): Found {
  if (error instanceof RunFailed) {
    const { oracle, invariant, says, step, batch, values } = error.details as unknown as Violation;
    return { oracle, rule: invariant, says, step, batch, values };
  }
  if (error instanceof BugError) {
    return {
      oracle: 'invariant',
      rule: 'assertions-hold',
      says: error.message,
      step: null,
      batch: null,
      values: error.values,
    };
  }
  throw error;
}

function firstWaveOf(driver: ReturnType<typeof createWorld>['store']['driver']): CaseResult['firstWave'] {
  const row = driver
    .prepare(
      `select count(*) as pairs, coalesce(sum(essay_a_els_id < essay_b_els_id), 0) as smallerFirst
       from cj_comparison_pairs as pair join cj_batch_states as batch on batch.batch_id = pair.cj_batch_id
       where batch.total_comparisons > 0 and pair.pair_generation_mode = 'coverage' and submitted_at =
         (select min(submitted_at) from cj_comparison_pairs as first where first.cj_batch_id = pair.cj_batch_id)
       and json_extract(batch.processing_metadata, '$.llm_batching_mode') <> 'provider_batch_api'`,
    )
    .get() as CaseResult['firstWave'];
  return row;
}
