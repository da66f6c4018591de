/** From a plain value (a parsed file) to a Scenario, or the error for the first wrong key. */
import type * as z from 'zod';
import { checkedDocument } from '../../input/checked-document.js';
import { checkedInput } from '../../input/checked-input.js';
import { keyGroup } from '../../input/key-group.js';
import { type Locate, locateByKey } from '../../input/key-path.js';
import { type Scenario, scenarioSchema } from './scenario-schema.js';

export function parseScenario(value: unknown, locate: Locate = locateByKey): Scenario {
  return checkedDocument(scenarioSchema, value, { locate, whole: 'the scenario' });
}

const shape = scenarioSchema.shape;

const overridesSchema = keyGroup(
  {
    seed: shape.seed.unwrap().exactOptional(),
    policy: shape.policy.unwrap().exactOptional(),
    defects: shape.defects.unwrap().exactOptional(),
    settings: shape.settings.unwrap().exactOptional(),
    schedule: shape.schedule.unwrap().exactOptional(),
    maxComparisons: shape.request.unwrap().shape.max_comparisons,
    batchCount: shape.batch_count,
    /** Added to those of the scenario. */
    faults: shape.faults.unwrap().exactOptional(),
  },
  'an override',
);

/** What a caller puts in the place of a scenario's own words. */
export type ScenarioOverrides = Readonly<z.output<typeof overridesSchema>>;

/** The overrides, or the error for the first wrong one. */
export function parseOverrides(value: unknown): ScenarioOverrides {
  const locate: Locate = (path) => `override ${String(path[0] ?? '')}`.trim();
  return checkedInput(overridesSchema, value, { locate, whole: 'the overrides' });
}
