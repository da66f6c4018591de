/** Where a command writes and what it knows of the place it writes to. The real one is process-terminal.ts. */
import type { Style } from '../report/style.js';

export interface Terminal {
  /** Standard output: the result and nothing else. */
  readonly out: (text: string) => void;
  /** Standard error: progress, hints and errors. */
  readonly err: (text: string) => void;
  /** Columns that sentences fill. */
  readonly width: number;
  /** Columns that tables may fill: without limit where a program reads, which wants the whole values. */
  readonly tableWidth: number;
  /** Of standard output: plain where it shows no colours. */
  readonly style: Style;
  /** Whether the reader of standard output has gone. */
  readonly isClosed: () => boolean;
  /** Everything on standard input; null when a person sits there. */
  readonly readInput: () => Promise<string | null>;
  /** Aborted by Ctrl-C, SIGTERM or SIGHUP, which end the process at once until this is first read: read it before anything is made. */
  readonly signal: AbortSignal;
}
