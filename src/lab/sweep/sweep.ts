/**
 * Runs the cells of an experiment that are not there yet and gives back all of them. The library call behind
 * `cjsim sweep`. What is done is on disk at once; the order and the number of threads change nothing.
 */

import { cellRunner } from './cell-runners.js';
import { CellStore, type StoredCell } from './cell-store.js';
import type { Experiment } from './experiment-schema.js';
import { needsMore, type Precision } from './precision.js';
import { cellOf, type PreparedArm, prepareArms, type SweepCell } from './sweep-cells.js';

export interface SweepOptions {
  readonly folder: string;
  readonly workers?: number;
  readonly replicates?: number;
  /** Part k of n of the cells. */
  readonly shard?: { readonly part: number; readonly of: number };
  /** Go on beyond `replicates` until intervals are narrow. */
  readonly precision?: Precision;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SweepProgress) => void;
}

export interface SweepProgress {
  readonly done: number;
  readonly total: number;
  readonly broken: number;
}

export interface SweepResult {
  readonly experiment: Experiment;
  readonly arms: readonly PreparedArm[];
  /** In the order of arms, then replicates; whatever ran them, and in whatever order. */
  readonly cells: readonly StoredCell[];
  readonly replicates: number;
  readonly sequential: boolean;
  readonly kept: number;
  readonly computed: number;
  /** Why cells were computed, with their number. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly interrupted: boolean;
  readonly precision: Precision | null;
}

/** Cells that travel to a thread together. */
const CHUNK = 4;

export async function sweep(experiment: Experiment, options: SweepOptions): Promise<SweepResult> {
  const arms = prepareArms(experiment);
  const store = new CellStore(options.folder);
  const runner = cellRunner(options.workers);
  const state = { kept: 0, computed: 0, broken: 0, reasons: new Map<string, number>() };
  let replicates = options.replicates ?? experiment.replicates;
  let done = 0;
  try {
    for (;;) {
      const wanted = cellsOf(arms, experiment, done, replicates).filter((_, index) =>
        inShard(index, options.shard),
      );
      await runCells(wanted, { experiment, store, runner, options, state });
      done = replicates;
      const isEnd = options.precision === undefined || options.signal?.aborted === true;
      if (isEnd || !needsMore(arms, collected(arms, experiment, store, replicates), options.precision)) break;
      replicates += options.precision.lookAhead;
    }
  } finally {
    await runner.close();
  }
  return {
    experiment,
    arms,
    cells: collected(arms, experiment, store, replicates),
    replicates,
    sequential: options.precision !== undefined,
    kept: state.kept,
    computed: state.computed,
    reasons: state.reasons,
    interrupted: options.signal?.aborted === true,
    precision: options.precision ?? null,
  };
}

function cellsOf(
  arms: readonly PreparedArm[],
  experiment: Experiment,
  after: number,
  upTo: number,
): readonly SweepCell[] {
  return arms.flatMap((arm) =>
    Array.from({ length: Math.max(0, upTo - after) }, (_, k) =>
      cellOf(arm, after + k + 1, experiment.first_seed),
    ),
  );
}

function inShard(index: number, shard: SweepOptions['shard']): boolean {
  return shard === undefined || index % shard.of === shard.part - 1;
}

function collected(
  arms: readonly PreparedArm[],
  experiment: Experiment,
  store: CellStore,
  replicates: number,
): readonly StoredCell[] {
  return cellsOf(arms, experiment, 0, replicates).flatMap(({ key, arm, replicate }) => {
    const cell = store.get(key);
    // The same content may stand in another arm or file: its place in this experiment is what counts.
    return cell === undefined
      ? []
      : [{ ...cell, arm: arm.arm.name, set: arm.arm.set, replicate, experiment: experiment.name }];
  });
}

interface Work {
  readonly experiment: Experiment;
  readonly store: CellStore;
  readonly runner: ReturnType<typeof cellRunner>;
  readonly options: SweepOptions;
  readonly state: { kept: number; computed: number; broken: number; readonly reasons: Map<string, number> };
}

async function runCells(wanted: readonly SweepCell[], work: Work): Promise<void> {
  const { store, state, runner, options } = work;
  const missing = wanted.filter(({ key }) => store.isMissing(key));
  state.kept += wanted.length - missing.length;
  for (const cell of missing) {
    const why = store.whyMissing(cell);
    state.reasons.set(why, (state.reasons.get(why) ?? 0) + 1);
  }
  const chunks = chunked(missing);
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    for (
      let chunk = chunks[next++];
      chunk !== undefined && !options.signal?.aborted;
      chunk = chunks[next++]
    ) {
      const [first] = chunk;
      if (first === undefined) continue;
      const results = await runner.run({
        scenario: first.arm.scenario,
        seeds: chunk.map(({ seed }) => seed),
      });
      results.forEach((result, k) => {
        const cell = chunk[k];
        if (cell === undefined) return;
        store.add(work.experiment.name, cell, result);
        state.computed++;
        if (result.kind === 'broken') state.broken++;
      });
      done += results.length;
      options.onProgress?.({ done, total: missing.length, broken: state.broken });
    }
  };
  await Promise.all(Array.from({ length: runner.threads }, lane));
}

/** Runs of cells of one arm. */
function chunked(cells: readonly SweepCell[]): readonly (readonly SweepCell[])[] {
  const chunks: SweepCell[][] = [];
  for (const cell of cells) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length < CHUNK && last[0]?.arm === cell.arm) last.push(cell);
    else chunks.push([cell]);
  }
  return chunks;
}
