/** One arm on given seeds, outside a sweep: what advise and a study measure points with. Nothing is kept. */
import { UserError } from '../../cj/errors.js';
import type { CellRunner } from './cell-runners.js';
import type { OutcomeName } from './outcome-list.js';
import type { CellRow, CellScenario } from './run-cell.js';

export interface SeedRange {
  readonly firstSeed: number;
  readonly runs: number;
}

/** Cells that travel to a thread together. */
const CHUNK = 4;

/** A row a batch of each run, in the order of seeds. A run that breaks is a UserError that names its seed. */
export async function runArm(
  runner: CellRunner,
  { scenario, arm }: { readonly scenario: CellScenario; readonly arm: { readonly name: string } },
  { firstSeed, runs }: SeedRange,
): Promise<readonly CellRow[]> {
  const seeds = Array.from({ length: runs }, (_, k) => String(firstSeed + k));
  const chunks = Array.from({ length: Math.ceil(runs / CHUNK) }, (_, k) =>
    seeds.slice(k * CHUNK, (k + 1) * CHUNK),
  );
  const results = await Promise.all(chunks.map((chunk) => runner.run({ scenario, seeds: chunk })));
  return results.flat().flatMap((result, k) => {
    if (result.kind === 'done') return result.rows;
    throw new UserError({
      code: 'broken_cell',
      message: `The run of "${arm.name}" with seed ${seeds[k]} broke: ${result.error}`,
    });
  });
}

/** Of the batches that have one. */
export function valuesOf(rows: readonly CellRow[], outcome: OutcomeName): readonly number[] {
  return rows.map(({ outcomes }) => outcomes[outcome]).filter((value) => value !== null);
}
