/**
 * Runs the cells of an experiment that are not there yet and gives back all of them. The library call behind
 * `cjsim sweep`. What is done is on disk at once; the order and the number of threads change nothing.
 */
import * as z from 'zod';
import { lockFolder } from '../../files/folder-lock.js';
import {
  checkOptions,
  functionOption,
  signalOption,
  wholeNumber,
  workersOption,
} from '../../input/check-options.js';
import { type CellRunner, cellRunner } from './cell-runners.js';
import { CellStore, type StoredCell } from './cell-store.js';
import { type Experiment, type ExperimentInput, MOST_REPLICATES } from './experiment-schema.js';
import { checkedExperiment, loadExperiment } from './load-experiment.js';
import { needsMore, type Precision, precisionOption, refuseWithoutDifference } from './precision.js';
import type { CellResult } from './run-cell.js';
import { cellOf, chunked, type PreparedArm, prepareArms, type SweepCell } from './sweep-cells.js';
import { SweepValues } from './sweep-values.js';

interface Shard {
  readonly part: number;
  readonly of: number;
}

export interface SweepOptions {
  /** Where results are kept and looked for; in memory without one. */
  readonly folder?: string;
  /** Threads; default: one a core. */
  readonly workers?: number;
  /** Runs of each arm, instead of the experiment's. */
  readonly replicates?: number;
  /** Part `part` (from 1) of `of` parts of the cells. */
  readonly shard?: Shard;
  /** Go on beyond `replicates` until intervals are narrow. */
  readonly precision?: Precision;
  /** Stops between two tasks; what is done is kept. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SweepProgress) => void;
}

const OPTIONS = {
  folder: z.string().optional(),
  workers: workersOption,
  replicates: wholeNumber({ least: 1, most: MOST_REPLICATES }).optional(),
  shard: z
    .strictObject({ part: wholeNumber({ least: 1 }), of: wholeNumber({ least: 1 }) })
    .refine(({ part, of }) => part <= of, { path: ['part'], error: 'must be from 1 to of' })
    .optional(),
  precision: precisionOption.optional(),
  signal: signalOption,
  onProgress: functionOption,
};

/** Cells: runs of an arm. */
export interface SweepProgress {
  readonly done: number;
  readonly total: number;
  readonly broken: number;
}

export interface SweepResult {
  readonly experiment: Experiment;
  readonly arms: readonly PreparedArm[];
  readonly values: SweepValues;
  /** In the order of arms, then replicates; whatever ran them, and in whatever order. Read as they are asked for. */
  readonly cells: () => Iterable<StoredCell>;
  readonly replicates: number;
  /** Cells that were not run: they are in the folder already, or the same as those of another arm. */
  readonly kept: number;
  /** Cells that were run. */
  readonly computed: number;
  /** Why cells were computed, with their number. */
  readonly reasons: ReadonlyMap<string, number>;
  /** The signal was heard before the end. */
  readonly interrupted: boolean;
  readonly shard: Shard | null;
  /** null: the number of runs was fixed beforehand. */
  readonly precision: Precision | null;
}

/**
 * `experiment`: the name of a shipped one, the path of a file, or what such a file holds. A UserError says what is
 * wrong with it.
 */
export async function sweep(
  experiment: string | ExperimentInput,
  options: SweepOptions = {},
): Promise<SweepResult> {
  checkOptions('sweep()', OPTIONS, options);
  const checked = typeof experiment === 'string' ? loadExperiment(experiment) : checkedExperiment(experiment);
  const arms = prepareArms(checked);
  refuseWithoutDifference({ experiment: checked, arms }, options.precision?.of ?? 'mean');
  const unlock = options.folder === undefined ? () => undefined : lockFolder(options.folder);
  try {
    return await swept(checked, arms, options);
  } finally {
    unlock();
  }
}

async function swept(
  experiment: Experiment,
  arms: readonly PreparedArm[],
  options: SweepOptions,
): Promise<SweepResult> {
  const store = new CellStore(options.folder ?? null);
  const runner = cellRunner(options.workers);
  const most = Math.max(options.replicates ?? experiment.replicates, options.precision?.most ?? 0);
  const values = new SweepValues(arms.length, most);
  const state = { kept: 0, computed: 0, broken: 0, reasons: new Map<string, number>() };
  const work: Work = { experiment, arms, store, runner, options, values, state };
  try {
    const replicates = await replicated(work);
    return {
      experiment,
      arms,
      values,
      cells: () => storedCells(work, replicates),
      replicates,
      kept: state.kept,
      computed: state.computed,
      reasons: state.reasons,
      interrupted: options.signal?.aborted === true,
      shard: options.shard ?? null,
      precision: options.precision ?? null,
    };
  } finally {
    store.close();
    await runner.close();
  }
}

interface Work {
  readonly experiment: Experiment;
  readonly arms: readonly PreparedArm[];
  readonly store: CellStore;
  readonly runner: CellRunner;
  readonly options: SweepOptions;
  readonly values: SweepValues;
  readonly state: { kept: number; computed: number; broken: number; readonly reasons: Map<string, number> };
}

/** Runs what is missing, and more until the precision is there; says how many replicates it came to. */
async function replicated(work: Work): Promise<number> {
  const { experiment, arms, options, values } = work;
  let replicates = options.replicates ?? experiment.replicates;
  for (let done = 0; ; ) {
    await runMissing(work, done, replicates);
    done = replicates;
    const isEnd = options.precision === undefined || options.signal?.aborted === true;
    if (isEnd || !needsMore({ experiment, arms, values }, replicates, options.precision)) return replicates;
    replicates = Math.min(replicates + options.precision.lookAhead, options.precision.most);
  }
}

/** The cells of a sweep in its order, with their place in the order. */
function* cellsOf(
  { arms, experiment, options: { shard } }: Work,
  after: number,
  upTo: number,
): Iterable<SweepCell> {
  let index = 0;
  for (const arm of arms) {
    for (let replicate = after + 1; replicate <= upTo; replicate++, index++) {
      if (shard === undefined || index % shard.of === shard.part - 1)
        yield cellOf(arm, replicate, experiment.first_seed);
    }
  }
}

function* storedCells(work: Work, replicates: number): Iterable<StoredCell> {
  const { store, experiment } = work;
  try {
    for (const { key, arm, replicate } of cellsOf(work, 0, replicates)) {
      const cell = store.get(key);
      if (cell === undefined) continue;
      // The same content may stand in another arm or file: its place in this experiment is what counts.
      yield { ...cell, arm: arm.arm.name, set: arm.arm.set, replicate, experiment: experiment.name };
    }
  } finally {
    store.close();
  }
}

async function runMissing(work: Work, after: number, upTo: number): Promise<void> {
  const { store, state, runner, options } = work;
  const { cells, twins } = missingCells(work, after, upTo);
  const chunks = chunked(cells);
  const total = cells.length;
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (next < chunks.length && !options.signal?.aborted) {
      const chunk = chunks[next++] ?? [];
      const [first] = chunk;
      if (first === undefined) continue;
      const results = await runner.run({
        scenario: first.arm.scenario,
        seeds: chunk.map(({ seed }) => seed),
      });
      const ran = chunk.flatMap((cell, k) => {
        const result = results[k];
        return result === undefined ? [] : [{ cell, result }];
      });
      store.add(work.experiment.name, ran);
      for (const { cell, result } of ran) {
        for (const same of [cell, ...(twins.get(cell.key) ?? [])]) count(work, same, result);
      }
      state.computed += ran.length;
      done += ran.length;
      options.onProgress?.({ done, total, broken: state.broken });
    }
  };
  await Promise.all(Array.from({ length: runner.threads }, lane));
}

interface MissingCells {
  readonly cells: readonly SweepCell[];
  /** By key, the cells of other arms whose content is the same: they are not run again. */
  readonly twins: ReadonlyMap<string, readonly SweepCell[]>;
}

/** Those that are there are counted at once. */
function missingCells(work: Work, after: number, upTo: number): MissingCells {
  const { store, state } = work;
  const missing: SweepCell[] = [];
  const twins = new Map<string, SweepCell[]>();
  for (const cell of cellsOf(work, after, upTo)) {
    const same = twins.get(cell.key);
    if (same !== undefined) {
      same.push(cell);
      state.kept++;
    } else if (store.isMissing(cell.key)) {
      twins.set(cell.key, []);
      const why = store.whyMissing(cell);
      state.reasons.set(why, (state.reasons.get(why) ?? 0) + 1);
      missing.push(cell);
    } else {
      state.kept++;
      count(work, cell, store.get(cell.key)?.result);
    }
  }
  return { cells: missing, twins };
}

function count({ values, state }: Work, cell: SweepCell, result: CellResult | undefined): void {
  if (result === undefined) return;
  const { arm, replicate } = cell;
  values.add(arm.index, { replicate, result });
  if (result.kind === 'broken') state.broken++;
}
