/** The minimal reproduction of a defect, as blame takes it. */
import { join } from 'node:path';
import { loadScenario } from '../../../src/files/load-scenario.js';
import type { PlanWith } from '../../../src/search/blame/blame-case.js';
import { expandScenario } from '../../../src/sim/scenario/expand-scenario.js';

export function museumCase(name: string): PlanWith {
  const file = join(import.meta.dirname, '../../../scenarios/museum', `${name}.yaml`);
  const { scenario, sources } = loadScenario(file);
  return (draws) => expandScenario(scenario, {}, { ...sources, draws });
}
