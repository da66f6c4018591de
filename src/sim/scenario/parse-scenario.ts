/** From a plain value (a parsed file) to a Scenario, or the error for the first wrong key. */
import type * as z from 'zod';
import { keyGroup } from './key-group.js';
import { type Locate, locateByKey } from './key-path.js';
import { refusal } from './refusal.js';
import { type Scenario, scenarioSchema } from './scenario-schema.js';
import { schemaFault } from './schema-fault.js';

export function parseScenario(value: unknown, locate: Locate = locateByKey): Scenario {
  return parsed(scenarioSchema, value, locate);
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
  return parsed(overridesSchema, value, (path) => `override ${String(path[0] ?? '')}`.trim());
}

function parsed<Output>(schema: z.ZodType<Output>, value: unknown, locate: Locate): Output {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw refusal(locate)(schemaFault(result.error.issues));
}
