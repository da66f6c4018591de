/** The minimal reproduction of a defect, as blame takes it. */
import { join } from 'node:path';
import { loadScenario } from '../../../src/files/load-scenario.js';
import type { PlanWith } from '../../../src/search/blame/blame-case.js';
import { expandScenario } from '../../../src/sim/scenario/expand-scenario.js';

/** The folder of all of them. */
export const MUSEUM = join(import.meta.dirname, '../../../scenarios/museum');

export function museumCase(name: string): PlanWith {
  const { scenario, sources } = loadScenario(join(MUSEUM, `${name}.yaml`));
  return (draws) => expandScenario(scenario, {}, { ...sources, draws });
}
