/** The file of a worker thread, which stands beside the module that starts it. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface WorkerFile {
  readonly filename: string;
  readonly execArgv: string[];
}

/**
 * `beside`: the `import.meta.url` of the module; `name`: of the worker, without an ending. In the bundle it is
 * JavaScript; from source it is TypeScript, which tsx loads, whatever the working folder.
 */
export function workerFile(beside: string, name: string): WorkerFile {
  const bundled = fileURLToPath(new URL(`./${name}.js`, beside));
  if (existsSync(bundled)) return { filename: bundled, execArgv: [] };
  const source = fileURLToPath(new URL(`./${name}.ts`, beside));
  return { filename: source, execArgv: ['--import', import.meta.resolve('tsx')] };
}
