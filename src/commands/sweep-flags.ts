/** What the flags of `cjsim sweep` say, and which of them contradict each other or mean nothing beside a word. */
import { UserError } from '../cj/errors.js';
import { CellStore } from '../lab/sweep/cell-store.js';
import { type Experiment, MOST_REPLICATES } from '../lab/sweep/experiment-schema.js';
import { OUTCOME_NAMES } from '../lab/sweep/outcome-list.js';
import { LOOK_AHEAD, type Precision } from '../lab/sweep/precision.js';
import { shellWord } from '../report/shell-word.js';
import type { Arguments } from './arguments.js';
import type { Command } from './command.js';
import { decimalFlag } from './decimal-flag.js';

export function refuseContradictions(args: Arguments, folder: string): void {
  if (args.has('resume') && !CellStore.isIn(folder)) {
    throw new UserError({
      code: 'nothing_to_resume',
      message: `${folder} holds no sweep to go on with.`,
      fix: 'Name the --out folder of the sweep that was interrupted, or leave --resume out.',
      where: '--resume',
    });
  }
  const sequential = args.text('until-halfwidth') !== undefined;
  const idle = ['of', 'outcome', 'most-replicates'].find((flag) => args.text(flag) !== undefined);
  if (!sequential && idle !== undefined) {
    throw new UserError({
      code: 'contradiction',
      message: `--${idle} belongs to --until-halfwidth, which is not given.`,
      fix: 'Add --until-halfwidth X, or leave it out.',
      where: `--${idle}`,
    });
  }
  const other = ['shard', 'replicates'].find((flag) => args.text(flag) !== undefined);
  if (!sequential || other === undefined) return;
  throw new UserError({
    code: 'contradiction',
    message: `--until-halfwidth decides how many runs there are, and --${other} wants them fixed.`,
    fix: 'Leave one of the two out.',
    where: `--${other}`,
  });
}

const OF_THE_RUNS = ['workers', 'replicates', 'until-halfwidth', 'of', 'outcome', 'most-replicates', 'shard'];

/** The command that goes on with an interrupted sweep. */
export function onward(args: Arguments, folder: string): string {
  const runs = OF_THE_RUNS.flatMap((flag) => {
    const value = args.text(flag);
    return value === undefined ? [] : [`--${flag}`, value];
  });
  const words = [args.text('experiment') ?? '', ...args.texts('rest'), ...runs, '--out', folder];
  return `cjsim sweep ${words.map(shellWord).join(' ')}`;
}

/** A flag that would be ignored is a misunderstanding. `beside` says what it stands with. */
export function refuseIdle(
  args: Arguments,
  flags: Command['flags'],
  {
    beside,
    allowed,
    fix,
  }: { readonly beside: string; readonly allowed: readonly string[]; readonly fix: string },
): void {
  const idle = Object.keys(flags).find((flag) => !allowed.includes(flag) && args.isGiven(flag));
  if (idle === undefined) return;
  throw new UserError({ code: 'bad_flag', message: `--${idle} means nothing ${beside}.`, fix });
}

/** Replications before the first look of a sequential sweep. */
export const LEAST_SEQUENTIAL = 35;

export function precisionOf(args: Arguments, experiment: Experiment): Precision | undefined {
  const halfwidth = decimalFlag(args, 'until-halfwidth', { above: 0 });
  if (halfwidth === undefined) return undefined;
  return {
    halfwidth,
    outcome: args.oneOf('outcome', OUTCOME_NAMES) ?? experiment.outcome,
    of: args.oneOf('of', ['mean', 'difference'] as const) ?? 'mean',
    lookAhead: LOOK_AHEAD,
    most: args.wholeNumber('most-replicates', { least: LEAST_SEQUENTIAL, most: MOST_REPLICATES }) ?? 1000,
  };
}

/** Words after those that mean something. */
export function refuseMore(args: Arguments, most: number): void {
  const word = args.texts('rest')[most];
  if (word === undefined) return;
  throw new UserError({
    code: 'too_many_words',
    message: `${word} means nothing here.`,
    fix: 'Give one experiment, or one row to rerun; only merge takes several folders.',
    where: 'sweep',
  });
}

export function shardOf(
  text: string | undefined,
): { readonly part: number; readonly of: number } | undefined {
  if (text === undefined) return undefined;
  const [, part = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (part >= 1 && part <= of) return { part, of };
  throw new UserError({ code: 'bad_flag', message: `--shard must be K/N with K from 1 to N, not ${text}.` });
}
