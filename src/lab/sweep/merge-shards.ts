/** Joins the cells of several folders (shards of one sweep) in one. Cells that are there already stay. */
import { UserError } from '../../cj/errors.js';
import { lockFolder } from '../../files/folder-lock.js';
import { CellStore } from './cell-store.js';

/** How many cells were added. A UserError, and nothing written, when a part holds no cells. */
export function mergeShards(parts: readonly string[], folder: string): number {
  for (const part of parts) {
    if (CellStore.isIn(part)) continue;
    throw new UserError({
      code: 'no_sweep',
      message: `${part} holds no sweep: cells.ndjson is missing.`,
      fix: 'Name the --out folders of the shards.',
      where: part,
    });
  }
  const unlock = lockFolder(folder);
  try {
    return joined(parts, folder);
  } finally {
    unlock();
  }
}

function joined(parts: readonly string[], folder: string): number {
  const whole = new CellStore(folder);
  let added = 0;
  for (const part of parts) {
    const store = new CellStore(part);
    for (const cell of store.all()) {
      if (!whole.isMissing(cell.key)) continue;
      whole.put([cell]);
      added++;
    }
    store.close();
  }
  whole.close();
  return added;
}
