/** `cjsim sweep`: an experiment, run and reported; `sweep rerun ROW` and `sweep merge DIR…`. */
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { UserError } from '../cj/errors.js';
import { WORKERS } from '../input/number-limits.js';
import { CellStore } from '../lab/sweep/cell-store.js';
import { type Experiment, MOST_REPLICATES } from '../lab/sweep/experiment-schema.js';
import { loadExperiment, shippedExperiments } from '../lab/sweep/load-experiment.js';
import { mergeShards } from '../lab/sweep/merge-shards.js';
import { OUTCOME_NAMES } from '../lab/sweep/outcome-list.js';
import { LOOK_AHEAD, type Precision } from '../lab/sweep/precision.js';
import { rerunRow } from '../lab/sweep/rerun-row.js';
import { summaryJson } from '../lab/sweep/summary-json.js';
import { type SweepProgress, sweep } from '../lab/sweep/sweep.js';
import { sweepText } from '../lab/sweep/sweep-text.js';
import { tidyRows } from '../lab/sweep/tidy-rows.js';
import { writeDifferences } from '../lab/sweep/write-differences.js';
import { writeTables } from '../lab/sweep/write-tables.js';
import type { Arguments } from './arguments.js';
import type { Command } from './command.js';
import { decimalFlag } from './decimal-flag.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { refuseForeignFolder, refuseStrangers, storedExperiment, storeExperiment } from './sweep-folder.js';
import type { Terminal } from './terminal.js';

export const sweepCommand: Command = {
  positionals: {
    experiment: { describe: 'shipped experiment or file; or rerun, merge, list' },
    rest: { describe: 'rerun: the row; merge: the folders', many: true },
  },
  flags: {
    out: { value: 'DIR', describe: 'folder of the results (default: sweeps/NAME)' },
    workers: { value: 'N', describe: 'threads (default: one a core)' },
    replicates: { value: 'N', describe: 'runs of each arm, instead of the experiment’s' },
    'until-halfwidth': { value: 'X', describe: 'replicate until the 95 % half-width of the outcome is X' },
    of: { value: 'WHAT', describe: 'with until-halfwidth: mean (default) or paired difference' },
    outcome: { value: 'NAME', describe: 'with until-halfwidth: instead of the experiment’s outcome' },
    'most-replicates': { value: 'N', describe: 'with until-halfwidth: give up there (default 1000)' },
    shard: { value: 'K/N', describe: 'only part K of N of the cells' },
    resume: { describe: 'go on with what --out holds (also happens without it)' },
    json: { describe: 'the summary as JSON' },
  },
  examples: [
    ['cjsim sweep how-many-comparisons --out results', 'a shipped experiment'],
    ['cjsim sweep rerun 17 --out results', 'row 17 of results.csv again, alone'],
    ['cjsim sweep merge part1 part2 --out results', 'join shards'],
  ],
  run: (args, terminal) => {
    const name = args.text('experiment');
    if (name === 'rerun') return rerun(args, terminal);
    if (name === 'merge') return merged(args, terminal);
    refuseMore(args, 0);
    if (name === undefined || name === 'list') return listed(terminal);
    const experiment = loadExperiment(name);
    const folder = args.text('out') ?? join('sweeps', experiment.name);
    return swept(experiment, folder, args, terminal);
  },
};

async function swept(
  experiment: Experiment,
  folder: string,
  args: Arguments,
  terminal: Terminal,
): Promise<ExitCode> {
  const bar = progressBar(terminal);
  const workers = args.wholeNumber('workers', WORKERS);
  const replicates = args.wholeNumber('replicates', { least: 1, most: MOST_REPLICATES });
  const precision = precisionOf(args, experiment);
  const shard = shardOf(args.text('shard'));
  refuseContradictions(args, folder);
  refuseForeignFolder(experiment, folder);
  const result = await sweep(experiment, {
    folder,
    signal: terminal.signal,
    onProgress: bar.update,
    ...(workers === undefined ? {} : { workers }),
    ...(replicates === undefined
      ? precision === undefined
        ? {}
        : { replicates: LEAST_SEQUENTIAL }
      : { replicates }),
    ...(precision === undefined ? {} : { precision }),
    ...(shard === undefined ? {} : { shard }),
  }).finally(bar.stop);
  storeExperiment(experiment, folder, result.replicates);
  const files = [...writeTables(folder, tidyRows(result), result.arms), writeDifferences(result, folder)];
  const { writeReport } = await import('../lab/sweep/write-report.js');
  const pictures = result.kept + result.computed === 0 ? [] : writeReport(result, folder);
  terminal.out(
    args.has('json')
      ? `${JSON.stringify(summaryJson(result), null, 2)}\n`
      : sweepText(result, terminal.width),
  );
  terminal.err(`\nWrote ${[...files, ...pictures].join(', ')}\n`);
  return result.interrupted ? EXIT.interrupted : EXIT.done;
}

function refuseContradictions(args: Arguments, folder: string): void {
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

/** Replications before the first look of a sequential sweep. */
const LEAST_SEQUENTIAL = 35;

function precisionOf(args: Arguments, experiment: Experiment): Precision | undefined {
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
function refuseMore(args: Arguments, most: number): void {
  const word = args.texts('rest')[most];
  if (word === undefined) return;
  throw new UserError({
    code: 'too_many_words',
    message: `${word} means nothing here.`,
    fix: 'Give one experiment, or one row to rerun; only merge takes several folders.',
    where: 'sweep',
  });
}

function shardOf(text: string | undefined): { readonly part: number; readonly of: number } | undefined {
  if (text === undefined) return undefined;
  const [, part = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (part >= 1 && part <= of) return { part, of };
  throw new UserError({ code: 'bad_flag', message: `--shard must be K/N with K from 1 to N, not ${text}.` });
}

function listed(terminal: Terminal): ExitCode {
  for (const name of shippedExperiments()) {
    const { title, question } = loadExperiment(name);
    terminal.out(`${name}: ${title}\n    ${question.trim()}\n`);
  }
  return EXIT.done;
}

function rerun(args: Arguments, terminal: Terminal): ExitCode {
  const folder = args.required('out', 'Name the folder of the sweep.');
  refuseMore(args, 1);
  const row = Number(args.texts('rest')[0] ?? '');
  if (!Number.isInteger(row) || row < 1) {
    throw new UserError({
      code: 'no_such_row',
      message: 'Which row? Its number is the first column of results.csv.',
    });
  }
  const { arm, seed, before, now, isSame } = rerunRow(storedExperiment(folder, '--out'), folder, row);
  terminal.out(
    `row ${row}: arm "${arm}", seed ${seed}\n  then ${before}\n  now  ${now}\n  ${isSame ? 'the same' : 'DIFFERENT'}\n`,
  );
  return isSame ? EXIT.done : EXIT.failed;
}

function merged(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const parts = args.texts('rest');
  const folder = args.required('out', 'Name the folder that takes the whole.');
  const [first] = parts;
  if (first === undefined)
    throw new UserError({ code: 'no_parts', message: 'Which folders are to be merged?' });
  const experiment = storedExperiment(first, 'merge');
  refuseStrangers(experiment, parts);
  refuseForeignFolder(experiment, folder);
  terminal.err(`${mergeShards(parts, folder)} cells from ${parts.length} folders.\n`);
  return swept(experiment, folder, args, terminal);
}

/** Shown only where a person sits at standard error. */
function progressBar(terminal: Terminal) {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format: '{bar} {value}/{total} cells, {rate} a second, {eta_formatted} left, {broken} broken',
    stream: process.stderr,
    barsize: Math.max(10, Math.min(40, terminal.width - 60)),
    hideCursor: true,
  });
  const start = Date.now();
  let isOn = false;
  return {
    update: ({ done, total, broken }: SweepProgress) => {
      const rate = (done / Math.max(0.001, (Date.now() - start) / 1000)).toFixed(1);
      if (!isOn) bar.start(total, 0, { rate, broken });
      isOn = true;
      bar.update(done, { rate, broken });
    },
    stop: () => (isOn ? bar.stop() : undefined),
  };
}
