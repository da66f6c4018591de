/** Loads a judge of the user's own: for a new run from where its scenario says, for a stored one from where it was. */
import { Console } from 'node:console';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../cj/errors.js';
import { onOneLine } from '../cj/on-one-line.js';
import type { Judge } from '../judges/judge.js';
import { LONGEST_MESSAGE, textOf, userJudge } from '../judges/user-judge.js';
import type { JudgeModule } from '../sim/judge-module.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { Arguments } from './arguments.js';
import type { Flag } from './command.js';
import { typedPath } from './typed-path.js';

/** As createWorld and forkWorld take them, and resumeWorld the judge; nothing where the plan's profile answers. */
export interface LoadedJudge {
  readonly judge?: Judge;
  readonly judgeModule?: JudgeModule;
}

export const JUDGE_AGAIN_FLAG: Flag = {
  value: 'FILE',
  describe: 'the module of your own that judged it, where that has moved or changed',
};

/** `path` starts from the working folder; null where the plan's profile answers. `where`: the place that names it. */
export function loadJudge(plan: WorldPlan, path: string | null, where?: string): Promise<LoadedJudge> {
  return path === null ? Promise.resolve({}) : loaded(plan, moduleAt(path, where));
}

async function loaded({ judge }: WorldPlan, judgeModule: ReadModule): Promise<LoadedJudge> {
  const where = typedPath(judgeModule.path);
  // Standard output carries the result alone.
  globalThis.console = new Console(process.stderr);
  let exported: unknown;
  try {
    exported = await import(pathToFileURL(judgeModule.path).href);
  } catch (error) {
    const [says = ''] = textOf(error).trim().split('\n');
    throw notLoaded(`The judge module cannot be loaded: ${onOneLine(says, LONGEST_MESSAGE)}`, where);
  }
  return {
    judge: await userJudge(exported, judge.kind === 'module' ? judge.options : {}, where),
    judgeModule,
  };
}

export interface JudgedRun {
  readonly plan: WorldPlan;
  readonly judgeModule: JudgeModule | null;
}

/** The judge of a stored run: the very module, or the one that `--judge` names. */
export function judgeOfRun(run: JudgedRun, args: Arguments): Promise<LoadedJudge> {
  const { plan, judgeModule } = run;
  if (!hasOwnJudge(run)) return Promise.resolve({});
  const given = args.text('judge');
  if (given !== undefined) return loadJudge(plan, given);
  const path = judgeModule?.path ?? null;
  if (path === null) {
    const by = plan.judge.kind === 'module' ? plan.judge.module : 'a judge of a program';
    throw new UserError({
      code: 'judge_needed',
      message: `The comparisons of this run were judged by ${by}, and where that is was not recorded.`,
      fix: 'Name its module with --judge FILE.',
    });
  }
  const found = moduleAt(path);
  if (found.sha256 === judgeModule?.sha256) return loaded(plan, found);
  throw new UserError({
    code: 'judge_changed',
    message: `The module ${typedPath(path)} has changed since it judged this run.`,
    fix: 'Put the old one back, or name the one to take with --judge FILE.',
  });
}

/** One sentence where what judges on is not what judged the first steps; empty where it is. */
export function otherJudgeNote(
  { judgeModule: before }: JudgedRun,
  { judgeModule: now }: LoadedJudge,
): string {
  const isOther = now !== undefined && before !== null && before.sha256 !== now.sha256;
  return isOther
    ? 'Note: this module is not the one that judged the run so far; no replay repeats both parts.\n'
    : '';
}

function hasOwnJudge({ plan, judgeModule }: JudgedRun): boolean {
  return plan.judge.kind === 'module' || judgeModule !== null;
}

/** Refuses `--judge` where nobody would ask that judge. */
export function refuseStrayJudge(run: JudgedRun, args: Arguments): void {
  const { judge } = run.plan;
  if (hasOwnJudge(run) || judge.kind === 'module' || args.text('judge') === undefined) return;
  throw new UserError({
    code: 'judge_is_a_profile',
    message: `The judge of this run is the profile ${judge.profile.name}: it needs no module.`,
    fix: 'Leave --judge out; for another profile from a step on use cjsim fork.',
  });
}

/** A module that is there. */
type ReadModule = { readonly [Key in keyof JudgeModule]: string };

/** A path of a trace that somebody sent may be that of another machine. */
function moduleAt(path: string, where = path): ReadModule {
  const whole = resolve(path);
  try {
    return { path: whole, sha256: createHash('sha256').update(readFileSync(whole)).digest('hex') };
  } catch {
    throw notLoaded(`There is no judge module ${typedPath(whole)} that can be read`, where);
  }
}

function notLoaded(message: string, where: string): UserError {
  return new UserError({
    code: 'judge_not_loaded',
    message: message.endsWith('.') ? message : `${message}.`,
    fix: 'Give the path of a JavaScript module whose default export is a judge, or a function that makes one; for a stored run with --judge FILE.',
    where,
  });
}
