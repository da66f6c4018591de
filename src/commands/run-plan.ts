/** Runs a planned world to its end, says what came of it, and keeps it for the commands that read one. */
import { isBrokenPromise } from '../cj/errors.js';
import { createWorld } from '../library/create-world.js';
import { runAsync } from '../library/run.js';
import { readStoredWorld, type StoredWorld } from '../report/stored-world.js';
import type { NamedStop } from '../sim/stop-point.js';
import type { World } from '../sim/world.js';
import type { Ending } from '../sim/world-parts.js';
import type { Arguments } from './arguments.js';
import { concluded, interruption, notKept } from './conclude.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { keepWorld } from './kept-world.js';
import { type LoadedJudge, loadJudge } from './load-judge.js';
import { namingWorld } from './naming-world.js';
import type { PlannedRun } from './plan-from-flags.js';
import { stopPoints, tellNeverCame } from './stop-flags.js';
import type { Terminal } from './terminal.js';
import { checkWritable, writeTrace } from './trace-file.js';

export interface RunRequest {
  readonly planned: PlannedRun;
  readonly args: Arguments;
  readonly terminal: Terminal;
  /** What is said of the world when it has ended; `kept` is the path of its database. */
  readonly show: (world: StoredWorld, kept: string | null) => string;
}

/** The flags `db`, `no-keep`, `trace` and `check` are read here. */
export async function runPlan(request: RunRequest): Promise<ExitCode> {
  const { planned, args, terminal } = request;
  const database = args.text('db');
  const trace = args.text('trace');
  if (trace !== undefined) checkWritable(trace, database);
  const stopAt = stopPoints(args, planned.plan);
  for (const note of planned.notes) terminal.err(`Note: ${note}\n`);
  const judge = await loadJudge(planned.plan, planned.judgePath, planned.judgeWhere);
  const run = () => ranWorld(request, judge, stopAt);
  return database === undefined ? run() : namingWorld(database, run);
}

async function ranWorld(
  request: RunRequest,
  judge: LoadedJudge,
  stopAt: readonly NamedStop[],
): Promise<ExitCode> {
  const { planned, args, terminal } = request;
  const database = args.text('db');
  const { signal } = terminal;
  const world = createWorld({
    plan: planned.plan,
    check: args.has('check'),
    ...(database === undefined ? {} : { database }),
    ...judge,
  });
  try {
    const ending = await runAsync(world, { signal, stopAt });
    if (ending === 'aborted') return interrupted(world, request);
    const code = told(world, ending, request);
    tellNeverCame(stopAt, ending, world, terminal);
    return code;
  } catch (error) {
    if (isBrokenPromise(error)) tellBroken(world, request);
    throw error;
  } finally {
    world.close();
  }
}

/** The step that broke a promise is done and committed: the trace ends with it. */
function tellBroken(world: World, { args, terminal }: RunRequest): void {
  const trace = args.text('trace');
  writeTraceSoFar(world, args);
  if (args.text('db') === undefined) terminal.err(notKept(trace));
}

function writeTraceSoFar(world: World, args: Arguments): void {
  const database = args.text('db');
  const trace = args.text('trace');
  if (trace === undefined) return;
  // A world in memory writes its trace down only where it is sealed.
  if (database === undefined) world.seal('stopped');
  writeTrace(trace, { ...readStoredWorld(world.store), outcome: null }, database);
}

function interrupted(world: World, { args, terminal }: RunRequest): ExitCode {
  writeTraceSoFar(world, args);
  terminal.err(interruption(args.text('db'), args.text('trace')));
  return EXIT.interrupted;
}

function told(world: World, ending: Ending, { args, terminal, show }: RunRequest): ExitCode {
  const database = args.text('db');
  const trace = args.text('trace');
  world.seal(ending);
  const stored = readStoredWorld(world.store);
  if (trace !== undefined) writeTrace(trace, stored, database);
  terminal.out(show(stored, database ?? keptUnlessUnwanted(world, args, terminal)));
  return concluded(stored, { ending, database, terminal });
}

function keptUnlessUnwanted(world: World, args: Arguments, terminal: Terminal): string | null {
  return args.has('no-keep') ? null : keepWorld(world.store.driver.serialize(), terminal);
}
