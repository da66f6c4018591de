/**
 * The threads of a search, each a lane of its own, so that a case can be run again on another one than before. A
 * lane has its own worlds, caches and heap.
 */
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { workerFile } from '../files/worker-file.js';
import type { CaseTask, UntilCaught } from './case-worker.js';
import type { CaseResult } from './run-case.js';

export interface CaseLane {
  readonly cases: (task: CaseTask & { readonly kind: 'cases' }) => Promise<readonly CaseResult[]>;
  readonly again: (task: CaseTask & { readonly kind: 'again' }) => Promise<readonly (string | null)[]>;
  readonly untilCaught: (task: CaseTask & { readonly kind: 'until-caught' }) => Promise<UntilCaught>;
}

export interface CaseLanes {
  /** One a worker. */
  readonly lanes: readonly CaseLane[];
  /** Another lane than this one: the next, or a lane for this alone where there is but one. */
  readonly otherThan: (lane: CaseLane) => CaseLane;
  readonly close: () => Promise<void>;
}

export function caseLanes(workers = availableParallelism()): CaseLanes {
  const { filename, execArgv } = workerFile(import.meta.url, 'case-worker');
  const pools = Array.from(
    { length: Math.max(2, workers) },
    () =>
      new Piscina({
        filename,
        execArgv,
        minThreads: 0,
        maxThreads: 1,
        concurrentTasksPerWorker: 1,
        idleTimeout: 60_000,
      }),
  );
  const all = pools.map(laneOf);
  return {
    lanes: all.slice(0, workers),
    otherThan: (lane) => all[(all.indexOf(lane) + 1) % all.length] ?? lane,
    close: async () => {
      await Promise.all(pools.map((pool) => pool.destroy()));
    },
  };
}

function laneOf(pool: Piscina): CaseLane {
  return {
    cases: (task) => pool.run(task) as Promise<readonly CaseResult[]>,
    again: (task) => pool.run(task) as Promise<readonly (string | null)[]>,
    untilCaught: (task) => pool.run(task) as Promise<UntilCaught>,
  };
}
