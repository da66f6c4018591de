/** `cjsim sweep`: an experiment, run and reported; `sweep rerun ROW` and `sweep merge DIR…`. */
import { SingleBar } from 'cli-progress';
import { UserError } from '../cj/errors.js';
import { given } from '../input/given.js';
import { WORKERS } from '../input/number-limits.js';
import { type Experiment, MOST_REPLICATES } from '../lab/sweep/experiment-schema.js';
import { loadExperiment } from '../lab/sweep/load-experiment.js';
import { mergeShards } from '../lab/sweep/merge-shards.js';
import { rerunRow } from '../lab/sweep/rerun-row.js';
import { summaryJson } from '../lab/sweep/summary-json.js';
import { type SweepProgress, sweep } from '../lab/sweep/sweep.js';
import { sweepText } from '../lab/sweep/sweep-text.js';
import type { Versioned } from '../report/versioned.js';
import { counted } from '../report/words-of.js';
import type { Arguments } from './arguments.js';
import type { Command } from './command.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { jsonText } from './json-text.js';
import { MAKE_ROOM, namingFile } from './naming-file.js';
import {
  LEAST_SEQUENTIAL,
  onward,
  precisionOf,
  refuseContradictions,
  refuseIdle,
  refuseMore,
  shardOf,
} from './sweep-flags.js';
import {
  defaultFolder,
  onlySweepHere,
  refuseForeignFolder,
  refuseStrangers,
  storedExperiment,
} from './sweep-folder.js';
import { sweepList } from './sweep-list.js';
import type { Terminal } from './terminal.js';
import { writeSweep } from './write-sweep.js';

export const sweepCommand: Command = {
  positionals: {
    experiment: { describe: 'the name of a shipped experiment, or a YAML file; or list, rerun or merge' },
    rest: { describe: 'of rerun the row, of merge the folders', many: true },
  },
  flags: {
    out: {
      value: 'DIR',
      describe: 'folder of the results (default: sweeps/NAME; rerun: the only sweep here)',
    },
    workers: { value: 'N', describe: 'threads (default: one a core)' },
    replicates: { value: 'N', describe: "runs of each arm (default: the experiment's)" },
    'until-halfwidth': {
      value: 'X',
      describe: 'replicate until the 95 % interval of the outcome has this half-width',
    },
    of: {
      value: 'mean|difference',
      describe: 'with --until-halfwidth: of each mean (default) or of each paired difference',
    },
    outcome: {
      value: 'NAME',
      describe: "with --until-halfwidth: of this outcome (default: the experiment's)",
    },
    'most-replicates': {
      value: 'N',
      describe: 'with --until-halfwidth: give up after so many (default 1000)',
    },
    shard: { value: 'K/N', describe: 'only part K of N of the runs; merge joins the parts' },
    resume: { describe: 'insist on going on: refused where --out holds no sweep' },
    json: { describe: 'the summary as JSON; with rerun the row, without an experiment the list' },
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
    if (name === undefined || name === 'list') return listed(args, terminal);
    const experiment = loadExperiment(name);
    const folder = args.text('out') ?? defaultFolder(experiment);
    return swept(experiment, folder, args, terminal);
  },
};

/** What is there already is not computed again. */
function swept(
  experiment: Experiment,
  folder: string,
  args: Arguments,
  terminal: Terminal,
): Promise<ExitCode> {
  return namingFile(
    folder,
    () => sweptInto(experiment, folder, args, terminal),
    () => `${MAKE_ROOM}: it goes on with what the folder holds`,
  );
}

const AT_INTERRUPTION =
  'Interrupted: what is under way is finished, and the report written. Ctrl-C again ends at once; what is done is kept.\n';

async function sweptInto(
  experiment: Experiment,
  folder: string,
  args: Arguments,
  terminal: Terminal,
): Promise<ExitCode> {
  const bar = progressBar(terminal);
  const workers = args.wholeNumber('workers', WORKERS);
  const precision = precisionOf(args, experiment);
  const replicates = replicatesOf(args) ?? (precision === undefined ? undefined : LEAST_SEQUENTIAL);
  const shard = shardOf(args.text('shard'));
  refuseContradictions(args, folder);
  refuseForeignFolder(experiment, folder);
  const { signal } = terminal;
  signal.addEventListener('abort', () => {
    bar.stop();
    terminal.err(AT_INTERRUPTION);
  });
  const result = await sweep(experiment, {
    folder,
    signal,
    onProgress: bar.update,
    ...given({ workers, replicates, precision, shard }),
  }).finally(bar.stop);
  const files = await writeSweep(result, folder);
  terminal.out(
    args.has('json') ? jsonText(summaryJson(result)) : sweepText(result, { width: terminal.width }),
  );
  terminal.err(`\nWrote ${files.join(', ')}\n`);
  if (!result.interrupted) return EXIT.done;
  terminal.err(`Interrupted. To go on: ${onward(args, folder)}\n`);
  return EXIT.interrupted;
}

function listed(args: Arguments, terminal: Terminal): ExitCode {
  refuseIdle(args, sweepCommand.flags, {
    beside: args.text('experiment') === undefined ? 'without an experiment' : 'with list',
    allowed: ['json'],
    fix: 'Leave it out, or name an experiment: cjsim sweep EXPERIMENT.',
  });
  terminal.out(sweepList(args.has('json'), terminal.width));
  return EXIT.done;
}

const RERUN_SCHEMA_VERSION = 1;

interface RerunDocument extends Versioned<typeof RERUN_SCHEMA_VERSION> {
  /** Its number, the first column of results.csv. */
  readonly row: number;
  /** Name of its arm. */
  readonly arm: string;
  /** Of its run. */
  readonly seed: string;
  /** Digest of its run then, or the error that it ended in. */
  readonly before: string;
  /** Digest of its run now, or the error that it ended in. */
  readonly now: string;
  /** Whether both are equal. */
  readonly same: boolean;
}

function rerun(args: Arguments, terminal: Terminal): ExitCode {
  refuseIdle(args, sweepCommand.flags, {
    beside: 'with rerun',
    allowed: ['out', 'json'],
    fix: 'Leave it out: a row is run as it ran before.',
  });
  refuseMore(args, 1);
  const [written = ''] = args.texts('rest');
  const row = /^\d+$/.test(written) ? Number(written) : 0;
  if (row < 1) {
    throw new UserError({
      code: 'no_such_row',
      message: `Which row? Its number, from 1, is the first column of results.csv${written === '' ? '' : `; ${written} is none`}.`,
    });
  }
  const folder = args.text('out') ?? onlySweepHere();
  terminal.err(`Reading ${folder}\n`);
  const { arm, seed, before, now, isSame } = rerunRow(storedExperiment(folder, '--out'), folder, row);
  const found: RerunDocument = {
    schema_version: RERUN_SCHEMA_VERSION,
    row,
    arm,
    seed,
    before,
    now,
    same: isSame,
  };
  terminal.out(
    args.has('json')
      ? jsonText(found)
      : `row ${row}: arm "${arm}", seed ${seed}\n  then ${before}\n  now  ${now}\n  ${isSame ? 'the same' : 'DIFFERENT'}\n`,
  );
  return isSame ? EXIT.done : EXIT.failed;
}

function merged(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const parts = args.texts('rest');
  const folder = args.required('out', 'Name the folder that takes the whole.');
  refuseIdle(args, sweepCommand.flags, {
    beside: 'with merge',
    allowed: ['out', 'workers', 'replicates', 'json'],
    fix: 'Leave it out: merge joins what there is.',
  });
  const [first] = parts;
  if (first === undefined)
    throw new UserError({ code: 'no_parts', message: 'Which folders are to be merged?' });
  const experiment = storedExperiment(first, 'merge');
  const replicates = replicatesOf(args) ?? experiment.replicates;
  refuseStrangers(experiment, parts);
  refuseForeignFolder(experiment, folder);
  const added = mergeShards(parts, folder, { ...experiment, replicates });
  terminal.err(`${counted(added, 'cell')} from ${counted(parts.length, 'folder')}.\n`);
  return swept(experiment, folder, args, terminal);
}

function replicatesOf(args: Arguments): number | undefined {
  return args.wholeNumber('replicates', { least: 1, most: MOST_REPLICATES });
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
