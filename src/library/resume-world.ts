/** A world that was interrupted or stopped, from its database, ready to go on. */
import * as z from 'zod';
import { UserError } from '../cj/errors.js';
import { checkOptions, functionOption } from '../input/check-options.js';
import type { Judge } from '../judges/judge.js';
import { refuseDeleted } from '../sim/deleted-batches.js';
import { resumedRun } from '../sim/resumed-run.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { TraceRecord } from '../sim/trace-record.js';
import { World } from '../sim/world.js';
import type { Outcome } from '../sim/world-parts.js';
import { openToChange } from '../store/open-to-change.js';
import type { Store } from '../store/store.js';
import { judgeOption } from './judge-option.js';
import { programVersion } from './program-version.js';
import { sha256 } from './sha256.js';

export interface ResumeOptions {
  /** The file of the world. */
  readonly database: string;
  /** The judge of the run, where it was one of your own. */
  readonly judge?: Judge;
  /** Go on although another version of the program made the world. */
  readonly forceVersion?: boolean;
  /** Go on beyond the scenario's own `stop`. */
  readonly pastStop?: boolean;
  /** Check that no draw is taken twice. Invariants are checked from the start of a world only: by createWorld and forkWorld. */
  readonly check?: boolean;
  /** Told of each record from here on. */
  readonly onRecord?: (line: string, record: TraceRecord) => void;
}

/**
 * The world of a file where it stood after its last step, ready to go on with `run`; `close()` it. A run that had ended
 * at a stop, at a runner's time-out or at a stop point goes on; one that had finished is finished. Throws a UserError
 * when the file is missing or holds no run, or when another version of the program made it.
 */
export function resumeWorld(options: ResumeOptions): World {
  checkOptions(
    'resumeWorld()',
    {
      database: z.string().min(1),
      judge: judgeOption,
      forceVersion: z.boolean().optional(),
      pastStop: z.boolean().optional(),
      check: z.boolean().optional(),
      onRecord: functionOption,
    },
    options,
  );
  const { database, judge, check = false, onRecord } = options;
  const store = openToChange(database, (unchanged) => checkedRun(unchanged, options));
  try {
    const { header, plan, resumed } = checkedRun(store, options);
    const outcome = header.outcome === null ? null : (JSON.parse(header.outcome) as Outcome);
    if (outcome !== null && outcome.ending !== 'finished') store.journal.goOn(resumed.steps);
    return new World({
      plan,
      store,
      hash: sha256,
      judge: judge ?? null,
      journalled: true,
      keepsTrace: false,
      checked: check,
      resumed: outcome === null ? resumed : { ...resumed, timedOut: false },
      pastStop: options.pastStop ?? false,
      ...(onRecord ? { onRecord } : {}),
    });
  } catch (error) {
    store.driver.close();
    throw error;
  }
}

/** What the database holds; a UserError where it cannot go on. */
function checkedRun(store: Store, options: ResumeOptions) {
  const { journal } = store;
  const { database, judge } = options;
  const header = journal.header();
  if (header === undefined) throw noRun(database);
  refuseDeleted(store, database);
  const origin = journal.origin();
  checkVersion(origin?.program_version ?? '', options);
  const plan = JSON.parse(header.header) as WorldPlan;
  const hasOwnJudge = plan.judge.kind === 'module' || (origin?.judge_module ?? null) !== null;
  if (hasOwnJudge && judge === undefined) throw judgeNeeded(plan, database);
  return { header, plan, resumed: resumedRun(journal, sha256) };
}

function checkVersion(madeBy: string, { database, forceVersion = false }: ResumeOptions): void {
  const own = programVersion();
  if (madeBy === own || forceVersion) return;
  throw new UserError({
    code: 'other_version',
    message: `The world in ${database} was made by cjsim ${madeBy || 'of an unknown version'}, and this is ${own}: its digest may differ from an undisturbed run`,
    fix: 'Resume with that version, or with --force-version',
    where: database,
  });
}

function judgeNeeded({ judge: planned }: WorldPlan, database: string): UserError {
  return new UserError({
    code: 'judge_needed',
    message: `The comparisons of this world were judged by ${planned.kind === 'module' ? planned.module : 'a judge of a program'}`,
    fix: 'Give that judge again (--judge)',
    where: database,
  });
}

function noRun(database: string): UserError {
  return new UserError({
    code: 'no_run',
    message: `The database ${database} holds no run`,
    fix: 'Give the file of a run with --db',
    where: database,
  });
}
