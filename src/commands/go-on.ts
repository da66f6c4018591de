/** What `resume` and `step` share: open a stored world, let it go on, and say where it stands. */
import { resumeWorld } from '../library/resume-world.js';
import { runAsync } from '../library/run.js';
import { jsonResult } from '../report/json-result.js';
import { readStoredWorld, type StoredWorld } from '../report/stored-world.js';
import { refuseDeleted } from '../sim/deleted-batches.js';
import type { NamedStop, StopPoint } from '../sim/stop-point.js';
import type { TraceRecord } from '../sim/trace-record.js';
import type { Arguments } from './arguments.js';
import type { Flag } from './command.js';
import { concluded, interruption } from './conclude.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { DB_FLAG, withStoredWorld, worldNamed } from './kept-world.js';
import {
  JUDGE_AGAIN_FLAG,
  judgeOfRun,
  type LoadedJudge,
  otherJudgeNote,
  refuseStrayJudge,
} from './load-judge.js';
import { namingWorld } from './naming-world.js';
import { refusePast, STOP_FLAGS, stopPoints, tellNeverCame } from './stop-flags.js';
import { summaryOn } from './summary-on.js';
import type { Terminal } from './terminal.js';
import { checkWritable, TRACE_FLAG, writeTrace } from './trace-file.js';

export const GO_ON_FLAGS = {
  db: { ...DB_FLAG, describe: 'the world to go on with (default: that of the last run here)' },
  ...STOP_FLAGS,
  'past-stop': { describe: "go on beyond the scenario's own stop" },
  judge: JUDGE_AGAIN_FLAG,
  'force-version': { describe: 'go on although another version of cjsim made the world' },
  trace: TRACE_FLAG,
  quiet: { describe: 'the digest and nothing else' },
} satisfies Record<string, Flag>;

export function goOn(
  args: Arguments,
  terminal: Terminal,
  more: readonly StopPoint[],
  onRecord?: (record: TraceRecord) => void,
): Promise<ExitCode> {
  const database = worldNamed(args);
  const trace = args.text('trace');
  if (trace !== undefined) checkWritable(trace);
  return namingWorld(database, async () => {
    const { loaded, stopAt, exit } = await lookedAt(database, args, terminal, onRecord === undefined);
    if (exit !== null) return exit;
    const { signal } = terminal;
    terminal.err(`Going on with ${database}\n`);
    const world = resumeWorld({
      database,
      forceVersion: args.has('force-version'),
      pastStop: args.has('past-stop'),
      ...(loaded.judge ? { judge: loaded.judge } : {}),
      ...(onRecord ? { onRecord: (_line: string, record: TraceRecord) => onRecord(record) } : {}),
    });
    try {
      const ending = await runAsync(world, { signal, stopAt: [...stopAt, ...more] });
      if (ending !== 'aborted') world.seal(ending);
      const stored = readStoredWorld(world.store);
      if (trace !== undefined) writeTrace(trace, stored);
      if (ending === 'aborted') {
        terminal.err(interruption(database));
        return EXIT.interrupted;
      }
      tellWorld(stored, args, terminal, onRecord === undefined);
      tellNeverCame(stopAt, ending, world, terminal);
      return concluded(stored, { ending, database, terminal });
    } finally {
      world.close();
    }
  });
}

interface LookedAt {
  readonly loaded: LoadedJudge;
  readonly stopAt: readonly NamedStop[];
  /** Of a world that has finished: it is told as it stands, and stays as it is. */
  readonly exit: ExitCode | null;
}

function lookedAt(
  database: string,
  args: Arguments,
  terminal: Terminal,
  isWhole: boolean,
): Promise<LookedAt> {
  return withStoredWorld(database, async (world) => {
    const { outcome, plan, store } = world;
    refuseDeleted(store, database);
    refuseStrayJudge(world, args);
    const stopAt = stopPoints(args, plan);
    const { n: steps = 0, at: now = plan.clockStartMs } = store.journal.lastTraced() ?? {};
    refusePast(stopAt, { steps, now }, plan);
    if (outcome?.ending !== 'finished') {
      const judge = await judgeOfRun(world, args);
      terminal.err(otherJudgeNote(world, judge));
      return { loaded: judge, stopAt, exit: null };
    }
    terminal.err(`The world in ${database} has ended after step ${steps}: no step is left.\n`);
    const trace = args.text('trace');
    if (trace !== undefined) writeTrace(trace, world);
    tellWorld(world, args, terminal, isWhole);
    return { loaded: {}, stopAt, exit: concluded(world, { ending: 'finished', database, terminal }) };
  });
}

function tellWorld(world: StoredWorld, args: Arguments, terminal: Terminal, isWhole: boolean): void {
  if (args.has('quiet')) terminal.out(`${jsonResult(world).digest}\n`);
  else if (isWhole) terminal.out(summaryOn(terminal, world));
}
