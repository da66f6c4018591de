/** One cell of a sweep: a scenario with one seed, run in memory and measured. */
import { UserError } from '../../cj/errors.js';
import type { Profile } from '../../judges/profile.js';
import { createWorld } from '../../library/create-world.js';
import { run } from '../../library/run.js';
import { expandScenario, type ScenarioSources } from '../../sim/scenario/expand-scenario.js';
import type { Scenario } from '../../sim/scenario/scenario-schema.js';
import type { WorldPlan } from '../../sim/scenario/world-plan.js';
import type { World } from '../../sim/world.js';
import type { Ending } from '../../sim/world-parts.js';
import type { TimedDecision } from './early-stop.js';
import { measureBatch } from './measure-batch.js';
import type { Outcomes } from './outcome-list.js';
import type { SsrDesign } from './ssr-design.js';
import type { StopReason } from './stop-reason.js';
import type { StopRule } from './stop-rule.js';

/** A scenario that needs nothing from disk any more, as plain data that a worker can be sent. */
export interface CellScenario {
  readonly scenario: Scenario;
  readonly profiles: readonly Profile[];
  readonly profileName: string;
  /** A stopping rule of the experiment; null: the policy's own. */
  readonly stop: StopRule | null;
}

export interface CellRow {
  readonly batch: number;
  readonly policy: string;
  readonly essays: number;
  readonly ssr_design: SsrDesign;
  readonly stop_reason: StopReason;
  readonly outcomes: Outcomes;
}

export type CellResult =
  | {
      readonly kind: 'done';
      readonly ending: string;
      readonly digest: string;
      readonly rows: readonly CellRow[];
    }
  /** The world could not be made or broke: kept with its seed. */
  | { readonly kind: 'broken'; readonly error: string };

/** `located`: where the keys of the scenario come from, for what is said of a plan that cannot be made. */
export function planOfCell(
  { scenario, profiles, profileName }: CellScenario,
  seed: string,
  located: Pick<ScenarioSources, 'locate'> = {},
): WorldPlan {
  const [profile] = profiles;
  const byName = new Map(profile === undefined ? [] : [[profileName, profile]]);
  return expandScenario(scenario, { seed }, { ...located, profiles: byName, name: 'cell' });
}

export function runCell(cell: CellScenario, seed: string): CellResult {
  try {
    return measuredCell(planOfCell(cell, seed), cell.stop);
  } catch (error) {
    // A cell that breaks is a result: the sweep goes on, and the row says what happened.
    const message = error instanceof Error ? error.message : String(error);
    return {
      kind: 'broken',
      error: error instanceof UserError && error.where ? `${error.where}: ${message}` : message,
    };
  }
}

export interface EndedWorld {
  readonly world: World;
  readonly ending: Ending;
  /** By the label of a batch, in their order. */
  readonly decisions: ReadonlyMap<string, readonly TimedDecision[]>;
}

/** Runs a world in memory to its end, lends it, and closes it. */
export function withEndedWorld<Result>(plan: WorldPlan, use: (ended: EndedWorld) => Result): Result {
  const decisions = new Map<string, TimedDecision[]>();
  const world = createWorld({
    plan,
    keepTrace: false,
    onRecord: (_line, { decision, batch, at: atMs }) => {
      if (decision === undefined || batch === null) return;
      const list = decisions.get(batch);
      if (list === undefined) decisions.set(batch, [{ decision, atMs }]);
      else list.push({ decision, atMs });
    },
  });
  try {
    return use({ world, ending: run(world), decisions });
  } finally {
    world.close();
  }
}

function measuredCell(plan: WorldPlan, stop: StopRule | null): CellResult {
  return withEndedWorld(plan, ({ world, ending, decisions }) => ({
    kind: 'done',
    ending,
    digest: world.digest(),
    rows: plan.batches.map((batch): CellRow => {
      const { driver } = world.store;
      const taken = decisions.get(batch.label) ?? [];
      const { outcomes, ssrDesign, stopReason } = measureBatch({
        plan,
        batch,
        driver,
        decisions: taken,
        stop,
      });
      return {
        batch: batch.id,
        policy: plan.policy,
        essays: batch.essays.length,
        ssr_design: ssrDesign,
        stop_reason: stopReason,
        outcomes,
      };
    }),
  }));
}
