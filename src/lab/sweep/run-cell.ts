/** One cell of a sweep: a scenario with one seed, run in memory and measured. */
import type { DecisionRecord } from '../../cj/continuation/decision-record.js';
import { UserError } from '../../cj/errors.js';
import type { Profile } from '../../judges/profile.js';
import { createWorld } from '../../library/create-world.js';
import { run } from '../../library/run.js';
import { expandScenario } from '../../sim/scenario/expand-scenario.js';
import type { Scenario } from '../../sim/scenario/scenario-schema.js';
import type { WorldPlan } from '../../sim/scenario/world-plan.js';
import { measureBatch } from './measure-batch.js';
import type { Outcomes } from './outcome-list.js';

/** A scenario that needs nothing from disk any more, as plain data that a worker can be sent. */
export interface CellScenario {
  readonly scenario: Scenario;
  readonly profiles: readonly Profile[];
  readonly profileName: string;
}

export interface CellRow {
  readonly batch: number;
  readonly policy: string;
  readonly essays: number;
  readonly ssr_design: string;
  readonly stop_reason: string;
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

export function planOfCell({ scenario, profiles, profileName }: CellScenario, seed: string): WorldPlan {
  const [profile] = profiles;
  const byName = new Map(profile === undefined ? [] : [[profileName, profile]]);
  return expandScenario(scenario, { seed }, { profiles: byName, name: 'cell' });
}

export function runCell(cell: CellScenario, seed: string): CellResult {
  try {
    return measuredCell(planOfCell(cell, seed));
  } catch (error) {
    // A cell that breaks is a result: the sweep goes on, and the row says what happened.
    const message = error instanceof Error ? error.message : String(error);
    return {
      kind: 'broken',
      error: error instanceof UserError && error.where ? `${error.where}: ${message}` : message,
    };
  }
}

function measuredCell(plan: WorldPlan): CellResult {
  const decisions = new Map<string, DecisionRecord>();
  const world = createWorld({
    plan,
    keepTrace: false,
    onRecord: (_line, record) => {
      if (record.decision !== undefined && record.batch !== null)
        decisions.set(record.batch, record.decision);
    },
  });
  try {
    const ending = run(world);
    const rows = plan.batches.map((batch): CellRow => {
      const lastDecision = decisions.get(batch.label) ?? null;
      const { outcomes, ssrDesign, stopReason } = measureBatch({
        plan,
        batch,
        driver: world.store.driver,
        lastDecision,
      });
      const essays = batch.essays.length;
      return {
        batch: batch.id,
        policy: plan.policy,
        essays,
        ssr_design: ssrDesign,
        stop_reason: stopReason,
        outcomes,
      };
    });
    return { kind: 'done', ending, digest: world.digest(), rows };
  } finally {
    world.close();
  }
}
