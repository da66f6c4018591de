/** One row of a sweep again, alone, from its own seed: the digest must be the same. */
import { join } from 'node:path';
import { UserError } from '../../cj/errors.js';
import { readCsvTable } from '../../files/csv-table.js';
import { CellStore } from './cell-store.js';
import type { Experiment } from './experiment-schema.js';
import { runCell } from './run-cell.js';
import { prepareArms } from './sweep-cells.js';

export interface Rerun {
  readonly arm: string;
  readonly seed: string;
  readonly before: string;
  readonly now: string;
  readonly isSame: boolean;
}

/** `row` is the first column of results.csv. */
export function rerunRow(experiment: Experiment, folder: string, row: number): Rerun {
  const path = join(folder, 'results.csv');
  const { rows } = readCsvTable(path);
  const written = rows[row - 1];
  if (written === undefined) {
    throw new UserError({
      code: 'no_such_row',
      message: `There is no row ${row} in ${path}.`,
      fix: rows.length === 0 ? 'It has none.' : `Its rows are 1 to ${rows.length}.`,
      where: path,
    });
  }
  const store = new CellStore(folder);
  const cell = store.get(written.text('cell'));
  store.close();
  if (cell === undefined) {
    throw new UserError({
      code: 'no_cell',
      message: `The run of row ${row} is not among the cells of ${folder}.`,
      fix: 'Run the sweep again: it computes what is missing.',
      where: path,
    });
  }
  const arm = prepareArms(experiment).find(({ configuration }) => configuration === cell.configuration);
  if (arm === undefined) {
    throw new UserError({
      code: 'other_version',
      message: `Row ${row} was computed with another configuration of "${cell.arm}", or by another version of cjsim.`,
      fix: 'Run the sweep again: it computes what has changed, and says so.',
      where: path,
    });
  }
  const result = runCell(arm.scenario, cell.seed);
  const before = cell.result.kind === 'done' ? cell.result.digest : cell.result.error;
  const now = result.kind === 'done' ? result.digest : result.error;
  return { arm: written.text('arm'), seed: cell.seed, before, now, isSame: before === now };
}
