/** Runs one case of a search under all oracles and says what it met. */
import { UserError } from '../cj/errors.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { TraceRecord } from '../sim/trace-record.js';
import type { World } from '../sim/world.js';
import type { Ending } from '../sim/world-parts.js';
import { type CaseWorld, caseWorld } from './case-world.js';
import { checkAfterwards } from './check-afterwards.js';
import { reachedBy } from './coverage/reached-by.js';
import { type FirstWave, firstWaveOf } from './first-wave.js';
import { type Found, foundAfterwards, foundIn } from './found.js';
import { MOST_STEPS } from './most-steps.js';
import { type CaseOptions, planCase } from './plan-case.js';
import { probesFor } from './probes.js';
import { checkWorldRelation } from './world-relations.js';

/** One case in so many is compared with changed ones. */
const RELATED = 50;

export interface CaseNeeds {
  /** The digest of the world, which costs about a fifteenth of a case. */
  readonly digest?: boolean;
  /** Run it in a database of its own, as `cjsim run` does. */
  readonly ownDatabase?: boolean;
  /** Go on after a violation, to see what else is reached. */
  readonly goesOn?: boolean;
}

export interface CaseResult {
  readonly number: number;
  readonly outcome: 'held' | 'violated' | 'refused' | 'too_long';
  readonly found: Found | null;
  readonly steps: number;
  readonly digest: string | null;
  readonly probes: readonly string[];
  readonly transitions: readonly string[];
  readonly decisions: readonly string[];
  readonly tuples: readonly string[];
  readonly firstWave: FirstWave;
}

const NOTHING: Omit<CaseResult, 'number'> = {
  outcome: 'held',
  found: null,
  steps: 0,
  digest: null,
  probes: [],
  transitions: [],
  decisions: [],
  tuples: [],
  firstWave: { pairs: 0, smallerFirst: 0 },
};

export function runCase(
  number: number,
  scenario: unknown,
  options: CaseOptions,
  needs: CaseNeeds = {},
): CaseResult {
  let plan: WorldPlan;
  try {
    plan = planCase(scenario, options);
  } catch (error) {
    if (error instanceof UserError) return { ...NOTHING, number, outcome: 'refused' };
    throw error;
  }
  const seen = new Seen();
  const run = caseWorld(plan, {
    ownDatabase: needs.ownDatabase ?? false,
    digest: needs.digest ?? false,
    onRecord: (record) => seen.note(record),
  });
  const { world } = run;
  try {
    const ended = runToEnd(run, needs.goesOn ?? false);
    const found = ended.found ?? (ended.isOver ? checkAfterwards(world, number) : null);
    return {
      number,
      outcome: found !== null ? 'violated' : ended.isOver ? 'held' : 'too_long',
      found,
      steps: world.steps,
      ...seen.sets(),
      firstWave: found === null && ended.isOver ? firstWaveOf(plan, world.store.driver) : NOTHING.firstWave,
      digest: needs.digest ? world.digest() : null,
    };
  } finally {
    world.close();
  }
}

/** A case with, now and then, the relations between its world and changed ones: they cost two worlds more. */
export function runCaseRelated(
  number: number,
  scenario: Readonly<Record<string, unknown>>,
  options: CaseOptions,
  needs: CaseNeeds = {},
): CaseResult {
  const result = runCase(number, scenario, options, needs);
  if (result.outcome !== 'held' || options.policy !== 'current' || number % RELATED !== 0) return result;
  const found = foundInRelated(number / RELATED, scenario, options);
  return found === null ? result : { ...result, outcome: 'violated', found };
}

function foundInRelated(
  turn: number,
  scenario: Readonly<Record<string, unknown>>,
  options: CaseOptions,
): Found | null {
  try {
    const broken = checkWorldRelation(turn, scenario, options);
    return broken === null ? null : foundAfterwards('metamorphic', 'related-worlds-agree', broken);
  } catch (error) {
    return foundIn(error);
  }
}

interface Ended {
  readonly found: Found | null;
  /** The world came to its end. */
  readonly isOver: boolean;
}

function runToEnd(run: CaseWorld, goesOn: boolean): Ended {
  const { world } = run;
  let found: Found | null = null;
  for (;;) {
    if (world.steps > MOST_STEPS) return { found, isOver: false };
    try {
      const advance = world.step();
      if (advance.kind === 'advanced') continue;
      const ending = advance.kind === 'idle' ? advance.ending : null;
      return { found: found ?? unended(world, ending), isOver: true };
    } catch (error) {
      const here = foundIn(error);
      found ??= here;
      // A step that failed an assertion was not done, and its world can do no other.
      if (!goesOn || here.step === null) return { found, isOver: true };
      run.stopChecking();
    }
  }
}

/** Faults end and the monitor goes on, so every batch ends long before the horizon. */
function unended(world: World, ending: Ending | null): Found | null {
  if (ending === 'finished' || ending === 'timed_out' || ending === 'stopped') return null;
  const says = `the world is ${ending} with a batch that has not ended`;
  return foundAfterwards('invariant', 'every-batch-ends', { says, values: { steps: world.steps } });
}

/** What the records of one case have shown. */
class Seen {
  readonly #probes = new Set<string>();
  readonly #transitions = new Set<string>();
  readonly #decisions = new Set<string>();
  readonly #tuples = new Set<string>();

  note(record: TraceRecord): void {
    for (const { name, met } of probesFor(record))
      if (!this.#probes.has(name) && met(record)) this.#probes.add(name);
    const { transition, decision, tuple } = reachedBy(record);
    if (transition !== null) this.#transitions.add(transition);
    if (decision !== null) this.#decisions.add(decision);
    this.#tuples.add(tuple);
  }

  sets(): Pick<CaseResult, 'probes' | 'transitions' | 'decisions' | 'tuples'> {
    return {
      probes: [...this.#probes],
      transitions: [...this.#transitions],
      decisions: [...this.#decisions],
      tuples: [...this.#tuples],
    };
  }
}
