/** Where cells are run: in this thread, or on worker threads. The results do not depend on it. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
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
  const { filename, execArgv } = workerFile();
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

/** In the bundle the worker stands beside it; from source it is TypeScript, which tsx loads, whatever the working folder. */
function workerFile(): { readonly filename: string; readonly execArgv: string[] } {
  const bundled = fileURLToPath(new URL('./cell-worker.js', import.meta.url));
  if (existsSync(bundled)) return { filename: bundled, execArgv: [] };
  const source = fileURLToPath(new URL('./cell-worker.ts', import.meta.url));
  return { filename: source, execArgv: ['--import', import.meta.resolve('tsx')] };
}
