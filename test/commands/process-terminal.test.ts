/** The terminal of the process: how wide it is. */
import { afterEach, expect, test, vi } from 'vitest';
import { processTerminal } from '../../src/commands/process-terminal.js';

const real = Object.getOwnPropertyDescriptor(process.stdout, 'columns');

afterEach(() => {
  vi.unstubAllEnvs();
  Object.defineProperty(process.stdout, 'columns', real ?? { value: undefined, configurable: true });
});

test.each([
  ['a pipe', undefined, '', 80],
  ['a terminal', 100, '', 100],
  ['a terminal without a width, which says 0', 0, '', 80],
  ['COLUMNS', 100, '60', 60],
  ['a COLUMNS that nothing fits in', 100, '20', 100],
])('the width is that of %s', (_of, columns, asked, width) => {
  vi.stubEnv('COLUMNS', asked);
  Object.defineProperty(process.stdout, 'columns', { value: columns, configurable: true });
  expect(processTerminal().width).toBe(width);
});
