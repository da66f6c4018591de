/** A world in Node: better-sqlite3 and node:crypto put behind the seams of src/sim. */
import * as z from 'zod';
import { UserError } from '../cj/errors.js';
import type { CorrelationId } from '../cj/words.js';
import { functionOption, functionSchema, optionsCheck, wholeNumber } from '../input/check-options.js';
import type { Judge, Verdict } from '../judges/judge.js';
import { isJudge } from '../judges/user-judge.js';
import { checkVerdict } from '../judges/verdict.js';
import type { Chooser } from '../sim/chooser.js';
import { InvariantChecker } from '../sim/invariants/invariant-checker.js';
import type { JudgeModule } from '../sim/judge-module.js';
import { planAt } from '../sim/plan-at.js';
import type { DrawChange } from '../sim/randomness.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { TracedDraw, TraceRecord } from '../sim/trace-record.js';
import { World } from '../sim/world.js';
import type { WorldParts } from '../sim/world-parts.js';
import { openFile } from '../store/better-sqlite3-driver.js';
import type { Driver } from '../store/driver.js';
import { openStore } from '../store/store.js';
import { checkPlan } from './check-plan.js';
import { memoryStore } from './memory-store.js';
import { programVersion } from './program-version.js';
import { sha256 } from './sha256.js';

export interface WorldOptions {
  /** From `expandScenario`; copied, so that a later change of it changes no world. */
  readonly plan: WorldPlan;
  /** A file that holds the world, step by step; in memory without one. It must not exist yet. */
  readonly database?: string;
  /** A judge of your own instead of the plan's profile. */
  readonly judge?: Judge;
  /** Where that judge comes from, for those who go on with the world or repeat it; changes no result. */
  readonly judgeModule?: JudgeModule;
  /** Keep the trace in memory for `seal`, and so for reports, `replay` and forks; default true. A database keeps it in any case. */
  readonly keepTrace?: boolean;
  /** Check every invariant after each step: the first that is broken throws RunFailed. Changes no result. */
  readonly check?: boolean;
  /** Told of each trace record as it is hashed; `line` is its JSON, as `replay` and `forkWorld` take it. */
  readonly onRecord?: (line: string, record: TraceRecord) => void;
  /** Tell with each record what its step drew. Changes no result. */
  readonly recordDraws?: boolean;
  /** Other numbers in the place of the seed's: the run is then that of no plan. */
  readonly changeDraws?: DrawChange;
  /** A verdict of an earlier run, in place of asking the judge. */
  readonly recorded?: (id: CorrelationId) => Verdict | undefined;
  /** So many steps are those of a stored run: neither stop nor time-out ends them early. */
  readonly repeats?: number;
  /** Go on beyond the plan's `stop`. */
  readonly pastStop?: boolean;
  /** Breaks ties in time, in place of the plan's schedule. */
  readonly chooser?: Chooser;
}

/**
 * A world before its first step. Synchronous; dispose of it with `close()` or `using`.
 * Throws a UserError when the database exists or cannot be opened.
 */
export function createWorld(options: WorldOptions): World {
  checkWorldOptions(options ?? {});
  refuseOther(options?.plan, options?.judge);
  const { plan, database, judge, judgeModule, keepTrace = true, check = false, chooser, recorded } = options;
  const store = database === undefined ? memoryStore() : openStore(newFile(database), { where: database });
  try {
    const world = new World({
      plan,
      store,
      hash: sha256,
      judge: judge ?? null,
      journalled: database !== undefined,
      keepsTrace: keepTrace,
      checked: check,
      version: programVersion(),
      ...(check ? { afterStep: checkerOf(plan, store.driver) } : {}),
      ...watching(options),
      ...(judgeModule
        ? { judgeModule }
        : judge && plan.judge.kind === 'profile'
          ? { judgeModule: OF_A_PROGRAM }
          : {}),
      repeats: options.repeats ?? 0,
      pastStop: options.pastStop ?? false,
      ...(chooser ? { chooser } : {}),
      ...(recorded ? { recorded: checkedVerdicts(recorded) } : {}),
    });
    // The file itself holds the header now: whatever becomes of its WAL, the run can go on from the start.
    if (database !== undefined) store.driver.exec('pragma wal_checkpoint(truncate)');
    return world;
  } catch (error) {
    store.driver.close();
    throw error;
  }
}

type Recorded = NonNullable<WorldOptions['recorded']>;

/** A program may give anything; what it gives wrongly is an error of the provider, as where a judge does. */
function checkedVerdicts(recorded: Recorded): Recorded {
  return (id) => {
    const verdict = recorded(id);
    return verdict === undefined ? undefined : checkVerdict(verdict);
  };
}

const checkWorldOptions = optionsCheck('createWorld()', {
  plan: z.unknown().optional(),
  database: z.string().min(1).optional(),
  judge: z.unknown().optional(),
  judgeModule: z.object({ path: z.string().nullable(), sha256: z.string().nullable() }).optional(),
  keepTrace: z.boolean().optional(),
  check: z.boolean().optional(),
  onRecord: functionOption,
  recordDraws: z.boolean().optional(),
  changeDraws: z.object({ number: functionSchema, field: functionSchema }).optional(),
  recorded: functionOption,
  repeats: wholeNumber({ least: 0 }).optional(),
  pastStop: z.boolean().optional(),
  chooser: functionOption,
});

/** A program gave the judge itself. */
const OF_A_PROGRAM: JudgeModule = { path: null, sha256: null };

/** A program without types may give anything. */
function refuseOther(plan: unknown, judge: unknown): void {
  checkPlan('createWorld', plan);
  const { judge: planned } = plan;
  if (judge === undefined && planned.kind === 'module') {
    throw new UserError({
      code: 'judge_needed',
      message: `The plan names the judge module ${planned.module}, and createWorld loads none`,
      fix: 'Import the module, and give its judge: createWorld({ plan, judge })',
      where: 'judge',
    });
  }
  if (judge === undefined || isJudge(judge)) return;
  throw new UserError({
    code: 'bad_judge',
    message: 'The judge has no function compare',
    fix: 'Give an object { compare(request) { … } }, or leave judge out for the profile of the plan',
    where: 'judge',
  });
}

/** What the world is told of draws, and what it tells. */
function watching({
  onRecord,
  recordDraws = false,
  changeDraws,
}: WorldOptions): Pick<WorldParts, 'draws' | 'onRecord'> {
  const drawn: TracedDraw[] = [];
  const change = changeDraws ? { change: changeDraws } : {};
  const record = (key: string, value: number | string): void => {
    drawn.push([key, value]);
  };
  return {
    ...(recordDraws || changeDraws ? { draws: { ...change, ...(recordDraws ? { record } : {}) } } : {}),
    ...(onRecord
      ? {
          onRecord: (line: string, traced: TraceRecord) =>
            onRecord(line, recordDraws ? { ...traced, draws: drawn.splice(0) } : traced),
        }
      : {}),
  };
}

function checkerOf(plan: WorldPlan, driver: Driver): (record: TraceRecord, isQuiet: boolean) => void {
  const checker = new InvariantChecker(planAt(plan, 0), driver);
  return (record, isQuiet) => {
    checker.afterStep(record, isQuiet);
    if (plan.forkOf !== undefined) checker.follow(planAt(plan, record.n));
  };
}

function holdsRun(driver: Driver): boolean {
  const rowsOf = (from: string) => Number(driver.prepare(`select count(*) from ${from}`).raw()[0]?.[0]);
  if (rowsOf('sqlite_master') === 0) return false;
  const hasHeader = rowsOf("sqlite_master where type = 'table' and name = 'sim_header'") > 0;
  return !hasHeader || rowsOf('sim_header') > 0;
}

/** A run that was killed before its first step leaves a file without a run, which another may take. */
function newFile(path: string): Driver {
  const driver = openFile(path);
  let isFree = false;
  try {
    isFree = !holdsRun(driver);
  } finally {
    if (!isFree) driver.close();
  }
  if (isFree) return driver;
  throw new UserError({
    code: 'database_exists',
    message: `The database ${path} holds a world already`,
    fix: 'Give a new file, or delete the old one first',
    where: path,
  });
}
