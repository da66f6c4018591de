/** The terminal of the process: how wide it is. */
import { afterEach, expect, test, vi } from 'vitest';
import { processTerminal } from '../../src/commands/process-terminal.js';

const real = Object.getOwnPropertyDescriptor(process.stdout, 'columns');

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
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

test('a terminal that is gone is a reader that is gone, and no fault', () => {
  const isTTY = Object.getOwnPropertyDescriptor(process.stdout, 'isTTY');
  Object.defineProperty(process.stdout, 'isTTY', { value: true, configurable: true });
  const terminal = processTerminal();
  process.stdout.emit('error', Object.assign(new Error('write EIO'), { code: 'EIO' }));
  expect([terminal.isClosed(), terminal.outputFault()]).toEqual([true, null]);
  Object.defineProperty(process.stdout, 'isTTY', isTTY ?? { value: undefined, configurable: true });
});

test('a second signal ends the process and says so, unless it comes so soon that it is the first again', () => {
  const before = process.listeners('SIGINT');
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate'] });
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  const says = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { signal } = processTerminal();
  const heard = () => {
    process.emit('SIGINT');
    return [signal.aborted, ...exit.mock.calls, ...says.mock.calls];
  };
  expect(heard()).toEqual([true]);
  vi.advanceTimersByTime(100);
  expect(heard()).toEqual([true]);
  vi.advanceTimersByTime(500);
  expect(heard()).toEqual([true, [130], ['Interrupted again: ended at once.\n']]);
  const own = process.listeners('SIGINT').filter((listener) => !before.includes(listener));
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) for (const listener of own) process.off(name, listener);
});
