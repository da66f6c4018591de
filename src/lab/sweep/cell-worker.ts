/** What a worker thread does: a few seeds of one arm. piscina calls the default export. */
import { type CellResult, type CellScenario, runCell } from './run-cell.js';

export interface CellTask {
  readonly scenario: CellScenario;
  readonly seeds: readonly string[];
}

// biome-ignore lint/style/noDefaultExport: piscina calls the default export of a worker file.
export default function runCells({ scenario, seeds }: CellTask): readonly CellResult[] {
  return seeds.map((seed) => runCell(scenario, seed));
}
