/** A new world that repeats a stored run up to a step, verified record by record, and goes on under another plan. */
import { rmSync, statSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { UserError } from '../cj/errors.js';
import type { CorrelationId } from '../cj/words.js';
import { checkOptions, functionOption } from '../input/check-options.js';
import type { Judge, Verdict } from '../judges/judge.js';
import type { JudgeModule } from '../sim/judge-module.js';
import { planAt } from '../sim/plan-at.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { TraceRecord } from '../sim/trace-record.js';
import type { World } from '../sim/world.js';
import { checkPlan } from './check-plan.js';
import { createWorld } from './create-world.js';
import { judgeOption } from './judge-option.js';
import { repeatStep } from './repeat-step.js';
import { traceCancels } from './trace-cancels.js';

export interface ForkOptions {
  /** Of the fork (`forkedPlan`), or that of the run itself to repeat it and go on from the step. */
  readonly plan: WorldPlan;
  /** The records of the run that is forked, oldest first, up to the step. */
  readonly lines: readonly string[];
  /** The records after the step, where the run was cancelled from outside: what it was told before the step may come after it. */
  readonly later?: readonly string[];
  /** The file of the new world, which must not exist yet; in memory without one. */
  readonly database?: string;
  /** The judge of the run, where it was one of your own. */
  readonly judge?: Judge;
  /** Where that judge comes from, for those who go on with the fork. */
  readonly judgeModule?: JudgeModule;
  /** Verdicts that the run wrote down, so that its judge is not asked again. */
  readonly recorded?: (id: CorrelationId) => Verdict | undefined;
  /** Check every invariant after each step, as createWorld does. */
  readonly check?: boolean;
  /** Go on beyond the plan's `stop`, as the run did. */
  readonly pastStop?: boolean;
  /** Told of the records after the step, with their draws. */
  readonly onRecord?: (record: TraceRecord) => void;
}

/**
 * A new world that has repeated a run up to a step, ready to go on with `run`; `close()` it. Throws a UserError, and leaves
 * nothing behind, where the run cannot be repeated so far or the file exists.
 */
export async function forkWorld(options: ForkOptions): Promise<World> {
  checkOptions('forkWorld()', OPTIONS, options);
  checkPlan('forkWorld', options.plan);
  const { database } = options;
  const size = database === undefined ? undefined : statSync(database, { throwIfNoEntry: false })?.size;
  if (database === undefined || (size ?? 0) > 0) return forked(options);
  try {
    return await forked(options);
  } catch (error) {
    for (const end of ['', '-wal', '-shm']) rmSync(`${database}${end}`, { force: true });
    if (size === 0) writeFileSync(database, '');
    throw error;
  }
}

const OPTIONS = {
  plan: z.unknown().optional(),
  lines: z.array(z.string()),
  later: z.array(z.string()).optional(),
  database: z.string().min(1).optional(),
  judge: judgeOption,
  judgeModule: z.unknown().optional(),
  recorded: functionOption,
  check: z.boolean().optional(),
  pastStop: z.boolean().optional(),
  onRecord: functionOption,
};

async function forked(options: ForkOptions): Promise<World> {
  const {
    plan,
    lines,
    later = [],
    database,
    judge,
    judgeModule,
    recorded,
    check = false,
    pastStop = false,
    onRecord,
  } = options;
  let again: Again = null;
  const world: World = createWorld({
    plan,
    ...(database === undefined ? {} : { database }),
    check,
    recordDraws: true,
    repeats: lines.length,
    pastStop,
    onRecord: (line, record) => {
      again = { line, record };
      if (record.n > lines.length) onRecord?.(record);
    },
    ...(judge ? { judge } : {}),
    ...(judgeModule ? { judgeModule } : {}),
    ...(recorded ? { recorded: (id) => (world.steps < lines.length ? recorded(id) : undefined) } : {}),
  });
  try {
    const cancels = traceCancels([...lines, ...later]);
    const drawn = new Map<string, number>();
    for (const [index, line] of lines.entries()) {
      again = null;
      await repeatStep(world, cancels.get(index));
      checkSame(again, line, index + 1);
      for (const [key] of drawsOf(again)) drawn.set(key, index + 1);
    }
    checkDraws(plan, drawn, lines.length);
    return world;
  } catch (error) {
    world.close();
    throw error;
  }
}

/** The record of the step that was repeated last; null where the world had ended. */
type Again = { readonly line: string; readonly record: TraceRecord } | null;

function drawsOf(again: Again): readonly (readonly [string, unknown])[] {
  return again?.record.draws ?? [];
}

function checkSame(again: Again, line: string, step: number): void {
  if (again?.line === line) return;
  throw new UserError({
    code: 'not_repeatable',
    message: `The run cannot be repeated: step ${step} comes out otherwise.`,
    fix: 'cjsim replay shows the difference; another version of cjsim, or a judge that draws by itself, may be the cause.',
  });
}

function valuesOf({ changedDraws = [] }: WorldPlan): ReadonlyMap<string, number | string> {
  return new Map(changedDraws.map(({ key, value }) => [key, value]));
}

function checkDraws(plan: WorldPlan, drawn: ReadonlyMap<string, number>, step: number): void {
  const values = valuesOf(plan);
  // The run may be a fork itself, which has taken what it sets.
  const early = plan.changedDraws?.find(({ key }) => {
    const at = drawn.get(key);
    return at !== undefined && valuesOf(planAt(plan, at - 1)).get(key) !== values.get(key);
  });
  if (early === undefined) return;
  const at = drawn.get(early.key);
  throw new UserError({
    code: 'drawn_before',
    message: `The draw ${early.key} is taken at step ${at}, before the fork at step ${step}.`,
    fix: `Fork at a step before ${at}.`,
  });
}
