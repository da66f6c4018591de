/** Types a command line into cjsim, in a folder of its own, and gives what came back. Not a test itself. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { cjsim, type Ran, type RunningOptions } from '../cli/running.js';

export function typed(words: readonly string[], options?: RunningOptions): Promise<Ran> {
  return cjsim(words, options);
}

/** Every test of the file runs in one new folder. */
export function inNewFolder(): void {
  const before = process.cwd();
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cjsim test ö-'));
    process.chdir(folder);
  });
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });
}
