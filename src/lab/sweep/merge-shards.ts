/** Joins the cells of several folders (shards of one sweep) in one. Cells that are there already stay. */
import { UserError } from '../../cj/errors.js';
import { lockFolder } from '../../files/folder-lock.js';
import { counted } from '../../report/words-of.js';
import { CellStore } from './cell-store.js';
import type { Experiment } from './experiment-schema.js';
import { cellOf, prepareArms } from './sweep-cells.js';

/**
 * How many cells were added. A UserError, and nothing written, when a part holds no cells, and when cells of
 * `experiment`, where it is given, are in no folder.
 */
export function mergeShards(parts: readonly string[], folder: string, experiment?: Experiment): number {
  for (const part of parts) {
    if (CellStore.isIn(part)) continue;
    throw new UserError({
      code: 'no_sweep',
      message: `${part} holds no sweep: cells.ndjson is missing.`,
      fix: 'Name the --out folders of the shards.',
      where: part,
    });
  }
  if (experiment !== undefined) refuseMissing(experiment, [...parts, folder]);
  const unlock = lockFolder(folder);
  try {
    return joined(parts, folder);
  } finally {
    unlock();
  }
}

/** A cell that broke is there. */
function refuseMissing(experiment: Experiment, folders: readonly string[]): void {
  const known = new Set<string>();
  for (const folder of new Set(folders)) {
    if (!CellStore.isIn(folder)) continue;
    const store = new CellStore(folder);
    for (const key of store.keys()) known.add(key);
    store.close();
  }
  const arms = prepareArms(experiment);
  const { replicates, first_seed } = experiment;
  let missing = 0;
  for (const arm of arms) {
    for (let replicate = 1; replicate <= replicates; replicate++) {
      if (!known.has(cellOf(arm, replicate, first_seed).key)) missing++;
    }
  }
  if (missing === 0) return;
  throw new UserError({
    code: 'cells_missing',
    message: `${missing} of ${counted(arms.length * replicates, 'cell')} ${missing === 1 ? 'is' : 'are'} in none of these folders.`,
    fix:
      'Name the folder of the missing shard too, finish the one that was interrupted, or run the sweep itself: cjsim sweep ' +
      'EXPERIMENT --out DIR (cells of another version of cjsim do not count).',
    where: 'merge',
  });
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
