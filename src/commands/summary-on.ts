/** The summary of a world as wide and as coloured as the terminal. */
import type { StoredWorld } from '../report/stored-world.js';
import { summary } from '../report/summary.js';
import type { Terminal } from './terminal.js';

export function summaryOn({ style, width, tableWidth }: Terminal, world: StoredWorld): string {
  return summary(world, style, width, tableWidth);
}
