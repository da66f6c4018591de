/** The terminal of a real process: its streams, its colours, Ctrl-C, and what happens when a pipe is closed. */
import { fstatSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { WriteStream } from 'node:tty';
import { errorCode } from '../cj/error-code.js';
import { COLOURED, PLAIN } from '../report/style.js';
import { EXIT } from './exit-code.js';
import type { Terminal } from './terminal.js';

export interface ProcessTerminal extends Terminal {
  /** A full disk behind standard output, null while all is well. A closed pipe is no fault. */
  readonly outputFault: () => Error | null;
  /** Whether the reader of standard output has gone. */
  readonly isClosed: () => boolean;
}

const DEFAULT_WIDTH = 80;
/** Narrower than this nothing can be read. */
const NARROWEST = 40;

export function processTerminal(): ProcessTerminal {
  let isClosed = false;
  let fault: Error | null = null;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') isClosed = true;
    else fault ??= error;
    if (fault !== null) sayFault(fault);
  });
  process.stderr.on('error', () => undefined);
  let interrupt: AbortController | null = null;
  const write = (stream: WriteStream, text: string) => {
    if (!isClosed && fault === null && text !== '') stream.write(text);
  };
  return {
    out: (text) => write(process.stdout, text),
    err: (text) => {
      if (text !== '') process.stderr.write(text);
    },
    width: columns() ?? DEFAULT_WIDTH,
    tableWidth: columns() ?? Number.POSITIVE_INFINITY,
    style: showsColours(process.stdout) ? COLOURED : PLAIN,
    readInput,
    // Ctrl-C ends the process, but for a command that asks for the signal and ends by itself.
    get signal() {
      interrupt ??= interruption();
      return interrupt.signal;
    },
    outputFault: () => fault,
    isClosed: () => isClosed,
  };
}

/** By the first Ctrl-C, or the first SIGTERM, which schedulers send; the second ends the process. */
function interruption(): AbortController {
  const asked = new AbortController();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const interrupt = (): void => {
    for (const signal of signals) process.off(signal, interrupt);
    asked.abort();
  };
  for (const signal of signals) process.on(signal, interrupt);
  return asked;
}

/** Of the terminal, or as COLUMNS says; undefined for a pipe, a file and a terminal without a width, which says 0. */
function columns(): number | undefined {
  const asked = Number(process.env['COLUMNS']);
  if (Number.isInteger(asked) && asked >= NARROWEST) return asked;
  return process.stdout.columns === 0 ? undefined : process.stdout.columns;
}

function sayFault(error: Error): void {
  process.exitCode = EXIT.failed;
  const reason = errorCode(error) === 'ENOSPC' ? 'the disk is full' : error.message;
  process.stderr.write(`cjsim: Standard output cannot be written: ${reason}.\n`);
}

/** https://no-color.org, and FORCE_COLOR as Node itself reads it. */
function showsColours(stream: WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return stream.isTTY && TERM !== 'dumb';
}

/** As a stream: of a pipe whose writer takes its time, a synchronous read may fail. */
async function readInput(): Promise<string | null> {
  if (process.stdin.isTTY) return null;
  const stat = fstatSync(0);
  return stat.isFIFO() || stat.isFile() || stat.isSocket() ? await text(process.stdin) : null;
}
