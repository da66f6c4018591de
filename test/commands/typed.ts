/** Types a command line into cjsim, in a folder of its own, and gives what came back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.js';
import type { Terminal } from '../../src/commands/terminal.js';

export interface Typed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function typed(words: readonly string[], input: string | null = null): Promise<Typed> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    width: 80,
    tableWidth: 80,
    colour: false,
    readInput: () => input,
    signal: new AbortController().signal,
  };
  return { code: await runCommandLine(words, terminal), out, err };
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
