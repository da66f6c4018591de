/** Joins the cells of several folders (shards of one sweep) in one. Cells that are there already stay. */
import { CellStore } from './cell-store.js';

/** How many cells were added. */
export function mergeShards(parts: readonly string[], folder: string): number {
  const whole = new CellStore(folder);
  let added = 0;
  for (const part of parts) {
    for (const cell of new CellStore(part).all()) {
      if (whole.get(cell.key) !== undefined) continue;
      whole.put(cell);
      added++;
    }
  }
  return added;
}
