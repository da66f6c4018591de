/** All files of a sweep beside its cells: the experiment as it ran, tables, pictures and page. */
import { lockFolder } from '../files/folder-lock.js';
import type { SweepResult } from '../lab/sweep/sweep.js';
import { tidyRows } from '../lab/sweep/tidy-rows.js';
import { writeDifferences } from '../lab/sweep/write-differences.js';
import { writeTables } from '../lab/sweep/write-tables.js';
import { storeExperiment } from './sweep-folder.js';

/** Paths of the files to look at. A UserError where another sweep is at work in the folder: it writes them in its turn. */
export async function writeSweep(result: SweepResult, folder: string): Promise<readonly string[]> {
  const unlock = lockFolder(folder);
  try {
    storeExperiment(result.experiment, folder, result.replicates);
    const tables = [...writeTables(folder, tidyRows(result), result.arms), writeDifferences(result, folder)];
    const { writeReport } = await import('../lab/sweep/write-report.js');
    return result.kept + result.computed === 0 ? tables : [...tables, writeReport(result, folder)];
  } finally {
    unlock();
  }
}
