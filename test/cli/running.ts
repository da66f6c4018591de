/** The command line run in this process, with what it wrote; and as a process. Not a test itself. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { runCommandLine } from '../../src/commands/command-line.js';
import type { Terminal } from '../../src/commands/terminal.js';
import { PLAIN } from '../../src/report/style.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunningOptions {
  /** What stands on standard input. */
  readonly input?: string;
  readonly width?: number;
  /** As Ctrl-C gives it. */
  readonly signal?: AbortSignal;
}

/** In this process and its working folder, as a pipe would see it. */
export async function cjsim(
  words: readonly string[],
  { input, width = 80, signal = new AbortController().signal }: RunningOptions = {},
): Promise<Ran> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    width,
    tableWidth: width,
    style: PLAIN,
    isClosed: () => false,
    readInput: () => Promise.resolve(input ?? null),
    signal,
  };
  const code = await runCommandLine(words, terminal);
  return { code, out, err };
}

const ROOT = resolve(import.meta.dirname, '../..');
const BUILT = resolve(ROOT, 'dist/cli.js');

/** The words that start the program: the built one if there is one, else the source. */
export function program(): readonly string[] {
  if (process.env['CJSIM_CLI'] !== undefined) return [process.env['CJSIM_CLI']];
  return existsSync(BUILT) ? [BUILT] : ['--import', import.meta.resolve('tsx'), resolve(ROOT, 'cli.ts')];
}

export interface ProcessOptions {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A shell line in which `cjsim` is the program: for pipes, devices and signals. */
export function shell(line: string, { folder, env = {} }: ProcessOptions): Ran {
  const words = [process.execPath, ...program()].map((word) => `'${word}'`).join(' ');
  // Where its input is a socket, as here, bash may take itself for a remote shell and read the user's .bashrc.
  const bash = ['--norc', '-c', `cjsim() { ${words} "$@"; }\n${line}`];
  const { status, stdout, stderr } = spawnSync('bash', bash, {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  // Of bash itself, where the machine lacks the locale of a test.
  const err = stderr.replaceAll(/^bash: warning: setlocale.*\n/gm, '');
  return { code: status ?? -1, out: stdout, err };
}
