/** One line on standard error that is written over; nothing where no person sits there. */
import type { Terminal } from './terminal.js';

const LEAST_MS = 200;
const ERASE_LINE = '\r\u001b[K';

export interface ProgressLine {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

export function progressLine(terminal: Terminal): ProgressLine {
  if (!process.stderr.isTTY) return { show: () => undefined, clear: () => undefined };
  let shownAt = 0;
  return {
    show: (text) => {
      if (performance.now() - shownAt < LEAST_MS) return;
      shownAt = performance.now();
      terminal.err(`${ERASE_LINE}${text.slice(0, terminal.width - 1)}`);
    },
    clear: () => {
      if (shownAt > 0) terminal.err(ERASE_LINE);
    },
  };
}
