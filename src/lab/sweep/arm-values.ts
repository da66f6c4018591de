/** The values of one outcome by arm and replicate: the mean over the batches of a run. */
import type { StoredCell } from './cell-store.js';
import type { OutcomeName } from './outcome-list.js';

/** Runs without a value (broken, or the outcome is not known) are left out. */
export function armValues(
  cells: readonly StoredCell[],
  outcome: OutcomeName,
): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const arms = new Map<string, Map<number, number>>();
  for (const { arm, replicate, result } of cells) {
    const values = arms.get(arm) ?? new Map<number, number>();
    arms.set(arm, values);
    if (result.kind === 'broken') continue;
    const known = result.rows.map(({ outcomes }) => outcomes[outcome]).filter((value) => value !== null);
    if (known.length > 0) values.set(replicate, known.reduce((sum, value) => sum + value, 0) / known.length);
  }
  return arms;
}
