/** One row of a sweep again, alone, from its own seed: the digest must be the same. */
import { UserError } from '../../cj/errors.js';
import { CellStore } from './cell-store.js';
import type { Experiment } from './experiment-schema.js';
import { runCell } from './run-cell.js';
import { prepareArms } from './sweep-cells.js';
import { tidyRows } from './tidy-rows.js';

export interface Rerun {
  readonly arm: string;
  readonly seed: string;
  readonly before: string | null;
  readonly now: string;
  readonly isSame: boolean;
}

/** `row` is the first column of the table. */
export function rerunRow(experiment: Experiment, folder: string, row: number, cells?: CellStore): Rerun {
  const store = cells ?? new CellStore(folder);
  const arms = prepareArms(experiment);
  const names = new Map(arms.map((arm) => [arm.arm.name, arm]));
  const ordered = [...store.all()]
    .filter((cell) => names.get(cell.arm)?.configuration === cell.configuration)
    .sort(
      (a, b) => (names.get(a.arm)?.index ?? 0) - (names.get(b.arm)?.index ?? 0) || a.replicate - b.replicate,
    );
  const key = tidyRows(ordered).rows[row - 1]?.[13];
  const cell = ordered.find((stored) => stored.key === key);
  const arm = names.get(cell?.arm ?? '');
  if (cell === undefined || arm === undefined) {
    throw new UserError({
      code: 'no_such_row',
      message: `There is no row ${row} in ${folder}.`,
      where: 'sweep rerun',
    });
  }
  const result = runCell(arm.scenario, cell.seed);
  const before = cell.result.kind === 'done' ? cell.result.digest : cell.result.error;
  const now = result.kind === 'done' ? result.digest : result.error;
  return { arm: cell.arm, seed: cell.seed, before, now, isSame: before === now };
}
