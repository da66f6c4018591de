/** The terminal of a real process: its streams, its colours, Ctrl-C, and what happens when a pipe is closed. */
import { fstatSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { isatty, type WriteStream } from 'node:tty';
import { errorCode } from '../cj/error-code.js';
import { COLOURED, PLAIN } from '../report/style.js';
import { EXIT } from './exit-code.js';
import type { Terminal } from './terminal.js';

export interface ProcessTerminal extends Terminal {
  /** A full disk behind standard output, null while all is well. A closed pipe is no fault. */
  readonly outputFault: () => Error | null;
}

const DEFAULT_WIDTH = 80;
/** Narrower than this nothing can be read. */
const NARROWEST = 40;

export function processTerminal(): ProcessTerminal {
  let isClosed = false;
  let fault: Error | null = null;
  process.stdout.on('error', (error) => {
    if (isGone(error)) isClosed = true;
    else fault ??= error;
    if (fault !== null) sayFault(fault);
  });
  process.stderr.on('error', () => undefined);
  let interrupt: AbortSignal | null = null;
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
      return interrupt;
    },
    outputFault: () => fault,
    isClosed: () => isClosed,
  };
}

/** Ctrl-C, a scheduler, a terminal that is closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What comes so soon is the first again: npx passes on what the terminal has told cjsim already, and a shell that it is closed. */
const SAME_SIGNAL_MS = 500;

/** Aborted by the first signal; the second ends the process between two pieces of work. */
function interruption(): AbortSignal {
  const asked = new AbortController();
  let isSecond = false;
  // What came during a long piece of work is heard before the last of the two.
  const armed = () => setImmediate(() => (isSecond = true)).unref();
  const interrupt = (): void => {
    if (isSecond) {
      process.stderr.write('Interrupted again: ended at once.\n');
      leave(EXIT.interrupted);
    } else if (!asked.signal.aborted) {
      setTimeout(armed, SAME_SIGNAL_MS).unref();
      asked.abort();
    }
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return asked.signal;
}

/** Ends the process now. Node 20 aborts where its terminal is gone as it exits: there the process ends as SIGHUP ends any other. */
export function leave(code?: number): void {
  if (isHungUp()) {
    process.removeAllListeners('SIGHUP');
    process.kill(process.pid, 'SIGHUP');
  }
  process.exit(code ?? process.exitCode);
}

function isHungUp(): boolean {
  const streams = [process.stdout, process.stderr];
  return streams.some(({ isTTY, fd }) => isTTY && !isatty(fd));
}

/** The reader of a pipe, or the terminal that was closed; EIO of a file is a fault of its disk. */
function isGone(error: Error): boolean {
  const code = errorCode(error);
  return code === 'EPIPE' || (code === 'EIO' && process.stdout.isTTY);
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
