/** The folder in which a search keeps a failing case. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The scenario within the folder of a case; the path itself where it is no folder. */
export function scenarioOfCase(path: string): string {
  return existsSync(path) && statSync(path).isDirectory() ? join(path, 'scenario.yaml') : path;
}

/** A folder of a kept case stands for its trace. */
export function traceOfCase(path: string): string {
  const trace = join(path, 'trace.ndjson');
  return existsSync(trace) ? trace : path;
}
