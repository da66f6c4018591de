/** Plans of shipped scenarios with faults added. Not a test itself. */
import { loadScenario } from '../../src/files/load-scenario.js';
import { parseFault } from '../../src/sim/faults/parse-fault.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';
import type { ScenarioOverrides } from '../../src/sim/scenario/parse-scenario.js';
import type { WorldPlan } from '../../src/sim/scenario/world-plan.js';

export function planned(
  name: string,
  faults: readonly string[] = [],
  overrides: ScenarioOverrides = {},
): WorldPlan {
  const { scenario, sources } = loadScenario(name);
  return expandScenario(scenario, { ...overrides, faults: faults.map(parseFault) }, sources);
}
