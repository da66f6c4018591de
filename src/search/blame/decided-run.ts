/**
 * One run of a case with some of its chance decisions replaced, under every oracle that a single world has. It ends
 * at the first promise that is broken.
 */

import { createWorld } from '../../library/create-world.js';
import { firstEntered, forgetful, type Scheduler, schedulerNamed } from '../../sim/chooser.js';
import { createDraw, type DrawChange } from '../../sim/randomness.js';
import type { WorldPlan } from '../../sim/scenario/world-plan.js';
import type { TracedDraw, TraceRecord } from '../../sim/trace-record.js';
import type { World } from '../../sim/world.js';
import { MOST_STEPS } from '../most-steps.js';
import type { PlanWith } from './blame-case.js';
import { forbidding, keepingOrders, type NotedChoice, noting } from './choosers.js';
import { type Decision, partsOfKey } from './decision.js';
import { type Failure, failureAtEnd, failureOfError } from './failure.js';
import { neutralNumber } from './neutral-number.js';

/** What decides in the place of the seed: the neutral values (null), or another seed. */
export type Baseline = string | null;

export type Decided =
  | { readonly by: 'seed' }
  /** Everything as the seed has it, but for one decision. */
  | { readonly by: 'seed but for'; readonly decision: Decision; readonly baseline: Baseline }
  /** Everything as the baseline has it, but for what is kept of the seed. */
  | { readonly by: 'baseline but for'; readonly baseline: Baseline; readonly kept: readonly Decision[] };

export interface DecidedRun {
  readonly plan: WorldPlan;
  /** null: every promise was kept, or the run was given up. */
  readonly failure: Failure | null;
  readonly records: readonly TraceRecord[];
  /** Draws of the scenario before the first step. */
  readonly planDraws: readonly TracedDraw[];
  readonly choices: readonly NotedChoice[];
  readonly comparisons: readonly AskedComparison[];
}

export interface AskedComparison {
  readonly id: number;
  readonly a: string;
  readonly b: string;
  readonly correlationId: string;
}

export function decidedRun(planWith: PlanWith, decided: Decided): DecidedRun {
  const change = changeOf(decided);
  const changed = change === null ? {} : { change };
  const planDraws: TracedDraw[] = [];
  const plan = planWith({ ...changed, record: (key, value) => planDraws.push([key, value]) });
  const scheduler = schedulerOf(plan, decided);
  const noted = noting(scheduler.choose);
  const records: TraceRecord[] = [];
  const world = createWorld({
    plan,
    check: true,
    keepTrace: false,
    recordDraws: true,
    chooser: noted.choose,
    ...(change === null ? {} : { changeDraws: change }),
    onRecord: (_line, record) => {
      noted.ran(record.messageId);
      scheduler.ran(record.n, record.actor);
      records.push(record);
    },
  });
  try {
    const failure = run(world);
    return { plan, failure, records, planDraws, choices: noted.noted, comparisons: comparisonsOf(world) };
  } finally {
    world.close();
  }
}

function run(world: World): Failure | null {
  try {
    while (world.steps <= MOST_STEPS) {
      const advance = world.step();
      if (advance.kind !== 'advanced')
        return failureAtEnd(world, advance.kind === 'idle' ? advance.ending : '');
    }
    return null;
  } catch (error) {
    return failureOfError(error, world);
  }
}

function changeOf(decided: Decided): DrawChange | null {
  if (decided.by === 'seed') return null;
  const { baseline } = decided;
  const isChanged = isChangedBy(decided);
  return baseline === null ? neutral(isChanged) : redrawn(baseline, isChanged);
}

function isChangedBy(decided: Exclude<Decided, { readonly by: 'seed' }>): (key: string) => boolean {
  if (decided.by === 'seed but for') {
    const { decision } = decided;
    return (key) => decision.kind === 'draw' && decision.key === key;
  }
  const kept = new Set(decided.kept.flatMap((decision) => (decision.kind === 'draw' ? [decision.key] : [])));
  return (key) => !kept.has(key);
}

function neutral(isChanged: (key: string) => boolean): DrawChange {
  return {
    number: (key, own) => (isChanged(key) ? neutralNumber(key) : own),
    field: (key, own) => (isChanged(key) ? () => neutralNumber(key) : own),
  };
}

function redrawn(seed: string, isChanged: (key: string) => boolean): DrawChange {
  const draw = createDraw(seed);
  const keyed = (key: string) => {
    const { purpose, rest } = partsOfKey(key);
    return [purpose, ...rest] as const;
  };
  return {
    number: (key, own) => (isChanged(key) ? draw(...keyed(key)) : own),
    field: (key, own) => (isChanged(key) ? draw.field(...keyed(key)) : own),
  };
}

/** The schedule of the seed, or of the baseline, with the kept or the forbidden orders put over it. */
function schedulerOf(plan: WorldPlan, decided: Decided): Scheduler {
  const bySeed = (seed: string) => schedulerNamed(plan.schedule, createDraw(seed));
  switch (decided.by) {
    case 'seed':
      return bySeed(plan.seed);
    case 'seed but for': {
      const { decision } = decided;
      const own = bySeed(plan.seed);
      return decision.kind === 'order' ? { ...own, choose: forbidding(decision, own.choose) } : own;
    }
    case 'baseline but for': {
      const own = decided.baseline === null ? forgetful(firstEntered) : bySeed(decided.baseline);
      return { ...own, choose: keepingOrders(decided.kept, own.choose) };
    }
  }
}

function comparisonsOf({ store }: World): readonly AskedComparison[] {
  return store.driver
    .prepare(
      `select id, essay_a_els_id as a, essay_b_els_id as b, request_correlation_id as correlationId
       from cj_comparison_pairs order by id`,
    )
    .all() as unknown as readonly AskedComparison[];
}
