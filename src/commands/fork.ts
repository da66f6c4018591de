/** `cjsim fork`: a new run from a step of a stored one, with something changed; `cjsim diff` shows what followed. */
import { basename } from 'node:path';
import { isBrokenPromise, UserError } from '../cj/errors.js';
import { forkWorld } from '../library/fork-world.js';
import { profilesNamed } from '../library/profiles-named.js';
import { runAsync } from '../library/run.js';
import { traceCancels } from '../library/trace-cancels.js';
import { jsonResult } from '../report/json-result.js';
import { planNotes } from '../report/plan-notes.js';
import { shellWord } from '../report/shell-word.js';
import { readStoredWorld } from '../report/stored-world.js';
import { forkPlan } from '../sim/scenario/fork-plan.js';
import type { KeyChange } from '../sim/scenario/set-key.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { NamedStop } from '../sim/stop-point.js';
import type { TraceRecord } from '../sim/trace-record.js';
import type { World } from '../sim/world.js';
import type { Ending } from '../sim/world-parts.js';
import type { Arguments } from './arguments.js';
import type { Command } from './command.js';
import { concluded, interruption, notKept } from './conclude.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { forkMoment, parseDraw } from './fork-point.js';
import { jsonText } from './json-text.js';
import { FORK, isKeptFork, keepWorld, lastWorld } from './kept-world.js';
import { judgeOfRun, otherJudgeNote } from './load-judge.js';
import { namingWorld } from './naming-world.js';
import { changesOf, faultsOf, WORLD_FLAGS } from './plan-from-flags.js';
import { type RecordedRun, readRun } from './read-run.js';
import { refusePast, STOP_FLAGS, stopPoints, tellNeverCame } from './stop-flags.js';
import { summaryOn } from './summary-on.js';
import type { Terminal } from './terminal.js';

export const forkCommand: Command = {
  positionals: {
    run: {
      describe: 'the database or trace of a run, or the folder of a kept case (default: the last one here)',
    },
  },
  flags: {
    at: {
      value: 'STEP|TIME|STATE',
      describe: 'the last step that both share: 120, 90s, continuing (needed)',
    },
    db: { value: 'FILE', describe: 'keep the new world in this new file (default: .cjsim/fork.db)' },
    ...WORLD_FLAGS,
    draw: {
      value: 'KEY=VALUE',
      describe: 'one draw has this value (keys: cjsim trace --draws); may be repeated',
    },
    ...STOP_FLAGS,
    check: { describe: 'check every invariant after each step; changes no result' },
    json: { describe: 'one JSON object instead of the summary' },
    quiet: { describe: 'the digest and nothing else' },
  },
  examples: [
    ['cjsim fork --at 120 --set SCORE_STABILITY_THRESHOLD=0.2', 'from step 120 on'],
    ['cjsim diff .cjsim/last.db .cjsim/fork.db', 'what followed'],
  ],
  run: (args, terminal) => {
    args.atMostOne('json', 'quiet');
    const database = args.text('db');
    const forking = () => forked(args, terminal);
    return database === undefined ? forking() : namingWorld(database, forking);
  },
};

async function forked(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const path = args.text('run') ?? lastWorld();
  const at = args.required('at', 'Say where: --at 120, --at 90s or --at continuing.');
  const database = args.text('db');
  if (database === undefined) refuseReplaced(path);
  const run = readRun(path);
  const moment = forkMoment(run, at);
  const draws = args.texts('draw').map(parseDraw);
  const keys = changesOf(args).filter((key) => !isJudgeAgain(key, run.plan));
  const plan = forkPlan(run.plan, moment, {
    keys,
    faults: faultsOf(args),
    draws,
    profiles: profilesNamed(keys),
  });
  const stopAt = stopPoints(args, plan);
  refusePast(stopAt, { steps: moment.step, now: plan.clockStartMs + moment.sinceStartMs }, plan);
  terminal.err(
    `Forking ${path} after step ${moment.step}${plan === run.plan ? ', with nothing changed' : ''}\n`,
  );
  for (const note of planNotes(plan)) terminal.err(`Note: ${note}\n`);
  tellLeftOut(run, moment.step, terminal);
  const unused = new Set(draws.map(({ key }) => key));
  const judged = { plan, judgeModule: run.judgeModule };
  const judge = await judgeOfRun(judged, args);
  terminal.err(otherJudgeNote(judged, judge));
  // Read before the file is made: Ctrl-C is then heard, and answered, once the run is repeated up to the step. Of a fork
  // in memory nothing is there to keep by then: it ends at once.
  const listen = () => terminal.signal;
  if (database !== undefined) listen();
  const world = await forkWorld({
    plan,
    lines: run.lines.slice(0, moment.step),
    later: [...run.lines.slice(moment.step), ...run.underWay],
    ...(database === undefined ? {} : { database }),
    check: args.has('check'),
    pastStop: wentPastStop(run),
    recorded: (id) => run.verdicts.get(id),
    onRecord: ({ draws: drawn = [] }) => {
      for (const [key] of drawn) unused.delete(key);
    },
    ...judge,
  });
  try {
    const comparing = (kept: string) => comparisonOf(run, { path, at, kept });
    return await goOn(world, stopAt, { args, terminal, listen, database, comparing, unused });
  } finally {
    world.close();
  }
}

/** Without `--db` a fork of the fork that was kept last would take the place of the run that it leaves. */
function refuseReplaced(path: string): void {
  if (!isKeptFork(path)) return;
  throw new UserError({
    code: 'fork_replaces_run',
    message: `Without --db the new world would replace ${path}, the run that it leaves.`,
    fix: 'Name a new file for it: --db other.db.',
  });
}

/** The module of a judge of one's own can be named, but not be a profile. */
function isJudgeAgain({ path, value, where }: KeyChange, { judge }: WorldPlan): boolean {
  const isFlag = path.length === 1 && path[0] === 'judge' && where.startsWith('--judge ');
  return judge.kind === 'module' && isFlag && 'module' in (value as object);
}

function wentPastStop({ plan, lines }: RecordedRun): boolean {
  const last = lines.at(-1);
  if (plan.stopAtMs === null || last === undefined) return false;
  return (JSON.parse(last) as TraceRecord).at - plan.clockStartMs > plan.stopAtMs;
}

/** Cancellations from outside are part of no plan. */
function tellLeftOut({ lines, underWay }: RecordedRun, step: number, terminal: Terminal): void {
  const later = [...traceCancels([...lines, ...underWay])].filter(([after]) => after >= step);
  for (const [after, labels] of later) {
    terminal.err(
      `Note: after step ${after} the run was told to cancel batch ${labels.join(', ')}; the fork is not.\n`,
    );
  }
}

interface ForkNames {
  readonly path: string;
  readonly at: string;
  /** The file of the fork. */
  readonly kept: string;
}

/**
 * The commands that show what followed from the change: two databases are compared, which a trace is made into by a fork with
 * nothing changed.
 */
function comparisonOf({ isTrace }: RecordedRun, { path, at, kept }: ForkNames): readonly string[] {
  const before = isTrace ? `before-${basename(kept)}` : path;
  const made = `cjsim fork ${shellWord(path)} --at ${shellWord(at)} --db ${shellWord(before)}`;
  return [...(isTrace ? [made] : []), `cjsim diff ${shellWord(before)} ${shellWord(kept)}`];
}

interface Surroundings {
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly listen: () => AbortSignal;
  readonly database: string | undefined;
  readonly comparing: (kept: string) => readonly string[];
  readonly unused: ReadonlySet<string>;
}

async function goOn(world: World, stopAt: readonly NamedStop[], around: Surroundings): Promise<ExitCode> {
  const { args, terminal, listen, database, comparing, unused } = around;
  const tellUnused = (): void => {
    for (const key of unused) terminal.err(`Note: the draw ${key} was never taken after the fork.\n`);
  };
  let ending: Ending | 'aborted';
  try {
    ending = await runAsync(world, { signal: listen(), stopAt });
  } catch (error) {
    tellUnused();
    if (database === undefined && isBrokenPromise(error)) terminal.err(notKept());
    throw error;
  }
  if (ending === 'aborted') {
    terminal.err(interruption(database));
    return EXIT.interrupted;
  }
  world.seal(ending);
  tellUnused();
  const stored = readStoredWorld(world.store);
  const kept = database ?? keepWorld(world.store.driver.serialize(), terminal, FORK);
  if (args.has('json')) terminal.out(jsonText(jsonResult(stored)));
  else if (args.has('quiet')) terminal.out(`${jsonResult(stored).digest}\n`);
  else {
    terminal.out(summaryOn(terminal, stored));
    if (kept !== null) terminal.out(whatFollowed(kept, comparing(kept)));
  }
  tellNeverCame(stopAt, ending, world, terminal);
  return concluded(stored, { ending, database, terminal });
}

function whatFollowed(kept: string, comparing: readonly string[]): string {
  return `\nThe new world is in ${kept}. What followed from the change:\n${comparing.map((line) => `  ${line}\n`).join('')}`;
}
