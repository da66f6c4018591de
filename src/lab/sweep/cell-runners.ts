/** Where cells are run: in this thread, or on worker threads. The results do not depend on it. */
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { workerFile } from '../../files/worker-file.js';
import type { CellTask } from './cell-worker.js';
import { type CellResult, runCell } from './run-cell.js';

export interface CellRunner {
  readonly threads: number;
  readonly run: (task: CellTask) => Promise<readonly CellResult[]>;
  readonly close: () => Promise<void>;
}

/** `workers`: how many threads; by default one a core. One thread is this one. */
export function cellRunner(workers = availableParallelism()): CellRunner {
  if (workers <= 1) {
    return {
      threads: 1,
      run: async ({ scenario, seeds }) => {
        // Give the signal of Ctrl-C a chance between two tasks.
        await new Promise((resolve) => setImmediate(resolve));
        return seeds.map((seed) => runCell(scenario, seed));
      },
      close: async () => undefined,
    };
  }
  const { filename, execArgv } = workerFile(import.meta.url, 'cell-worker');
  const pool = new Piscina({
    filename,
    execArgv,
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
  });
  return {
    threads: workers,
    run: (task) => pool.run(task) as Promise<readonly CellResult[]>,
    close: () => pool.destroy(),
  };
}
