/**
 * A scenario file as zod sees it: every key with its limits, its default and one sentence. The JSON Schema for
 * editors and the reference page are generated from here. What takes more than one key to check (grades of the
 * scale, ids, the policy's opinion of a budget) is checked by expand-scenario.ts.
 */
import * as z from 'zod';
import { DEFECTS } from '../../cj/defects/defect-named.js';
import { distributionSchema } from '../../cj/distribution-schema.js';
import { POLICY_NAMES } from '../../cj/policy.js';
import { keyGroup } from '../../input/key-group.js';
import { PCT_DEPTHS, SCHEDULES } from '../chooser.js';
import { assignmentSchema } from './assignment-schema.js';
import { batchIdSchema, batchSchema, MOST_BATCHES } from './batch-schema.js';
import { CLOCK_TIME, clockTimeMs } from './clock-time.js';
import { durationSchema } from './duration.js';
import { essaysSchema } from './essays-schema.js';
import { faultSchema } from './fault-schema.js';
import { requestSchema } from './request-schema.js';
import { settingOverridesSchema } from './setting-overrides-schema.js';

const NOT_A_MOMENT = 'must be a moment in UTC such as 2025-11-16T02:54:06Z';

const clockTimeSchema = z
  .string(NOT_A_MOMENT)
  .regex(CLOCK_TIME, NOT_A_MOMENT)
  .refine((text) => clockTimeMs(text) !== null, NOT_A_MOMENT);

/** The longest horizon, and the jumps of a clock, stay within the years that a timestamp has. */
const clockStartSchema = clockTimeSchema.refine(
  (text) => !/^(00|99)/.test(text),
  'must lie in the years 0100 to 9899',
);

const NOT_A_STOP =
  'must be a duration after the start of the clock (3h30m) or a moment (2025-11-16T06:00:00Z)';

const latencySchema = distributionSchema.refine((latency) => leastValue(latency) >= 0, 'must not be below 0');

const judgeSchema = keyGroup(
  {
    profile: z
      .string()
      .min(1)
      .exactOptional()
      .describe('Name of a judge profile, or the path of one (.yaml)'),
    parameters: z
      .record(z.string(), z.json())
      .exactOptional()
      .describe('With profile: keys that replace those of the profile'),
    module: z.string().min(1).exactOptional().describe('Path of a module whose default export is a judge'),
    options: z
      .record(z.string(), z.json())
      .exactOptional()
      .describe('With module: what its function is given'),
  },
  'a key of judge',
)
  .refine(
    ({ profile, module }) => (profile === undefined) !== (module === undefined),
    'give exactly one of profile, module',
  )
  .refine(
    ({ module, parameters, options }) => (module === undefined ? options : parameters) === undefined,
    'parameters go with a profile, options with a module',
  );
export type JudgeOfScenario = z.output<typeof judgeSchema>;

const scheduleSchema = z.union(
  [z.enum(SCHEDULES), z.templateLiteral(['pct:', z.enum(PCT_DEPTHS)])],
  'must be keyed, fifo or pct:N with N from 1 to 9',
);

const policyChangeSchema = keyGroup(
  {
    at: durationSchema.describe('When it is deployed, after the start of the clock'),
    policy: z.enum(POLICY_NAMES).describe('The rules from then on'),
  },
  'a key of a policy change',
);

export const scenarioSchema = keyGroup(
  {
    name: z.string().min(1).exactOptional().describe('Name of the world (default: name of the file)'),
    title: z.string().default('').describe('One line for lists'),
    story: z.string().default('').describe('What happens here and what to look at, for a newcomer'),
    seed: z
      .union([z.string(), z.int()], 'must be text or a whole number')
      .default(1)
      .describe('Everything that is drawn in the run comes from it'),
    policy: z.enum(POLICY_NAMES).default('current').describe('The rules of the workflow'),
    defects: z
      .array(z.string().meta({ enum: DEFECTS.map(({ name }) => name) }))
      .default([])
      .describe('Historical bugs to switch on, by name'),
    settings: settingOverridesSchema.prefault({}).describe("Thresholds that replace the policy's"),
    schedule: scheduleSchema
      .default('keyed')
      .describe(
        'Order of what is due at the same time: keyed (drawn from the seed), fifo (in the order of entry) or pct:N with N from 1 to 9 (random priorities of the actors, with N - 1 changes on the way)',
      ),
    clock_start: clockStartSchema
      .default('2026-02-02T08:00:00Z')
      .describe('Virtual time at the start, ISO 8601 in UTC'),
    horizon: durationSchema
      .default('7d')
      .describe(
        'A world that still runs after this long ends; it has failed unless all its batches have ended',
      ),
    stop: keyGroup(
      {
        at: z
          .union([durationSchema, clockTimeSchema], NOT_A_STOP)
          .describe('Duration after the start of the clock, or moment'),
      },
      'a key of stop',
    )
      .exactOptional()
      .describe('End the world there, whatever is still under way'),
    judge: judgeSchema.default({ profile: 'bt' }).describe('Who answers the comparisons'),
    latency: keyGroup(
      {
        content: latencySchema
          .default({ uniform: [20, 120] })
          .describe('A request for a text, and its answer'),
        request: latencySchema
          .default({ uniform: [5, 50] })
          .describe('Comparisons on their way to the provider'),
        callback: latencySchema
          .default({ uniform: [10, 250] })
          .describe('A callback on its way to a consumer'),
        event: latencySchema.default({ uniform: [5, 50] }).describe('Any other message'),
      },
      'a key of latency',
    )
      .prefault({})
      .describe('Milliseconds that a delivery takes; the time of a judge stands in its profile'),
    consumers: keyGroup(
      {
        count: z
          .int()
          .min(1)
          .max(64)
          .default(3)
          .describe('How many consumers take callbacks at the same time'),
        keyed_by_batch: z.boolean().default(false).describe('All callbacks of one batch go to one consumer'),
      },
      'a key of consumers',
    )
      .prefault({})
      .describe('The callback consumers'),
    assignment: assignmentSchema
      .exactOptional()
      .describe('Without one there are no anchors but those of the request'),
    essays: essaysSchema.exactOptional().describe('The essays of each batch that lists none of its own'),
    request: requestSchema.default({}).describe('What the runner asks for'),
    batches: z.array(batchSchema).min(1).max(MOST_BATCHES).exactOptional().describe('Batches one by one'),
    batch_count: z
      .int()
      .min(1)
      .max(MOST_BATCHES)
      .exactOptional()
      .describe('Instead of batches: that many of the same kind (default 1)'),
    unanswered: z
      .array(batchIdSchema)
      .default([])
      .describe('Ids of batches whose comparisons are never answered'),
    faults: z.array(faultSchema).default([]).describe('What goes wrong, by rate or by an explicit schedule'),
    policy_changes: z
      .array(policyChangeSchema)
      .default([])
      .describe('Other code deployed while the world runs; each batch records the policy that made it'),
    runner: keyGroup(
      {
        await_completion: z.boolean().default(false).describe('The runner waits for the completion event'),
        completion_timeout: durationSchema.default('30m').describe('How long it waits; then the world stops'),
      },
      'a key of runner',
    )
      .prefault({})
      .describe('The client that asks'),
    keep_prompts: z
      .boolean()
      .default(false)
      .describe('Keep the text of every prompt in the database; changes the digest, and no result'),
  },
  'a key of a scenario',
).refine(({ batches, batch_count }) => batches === undefined || batch_count === undefined, {
  message: 'give batches or batch_count, not both',
});

/** A scenario with its defaults, as it was written otherwise. */
export type Scenario = z.output<typeof scenarioSchema>;

/** The least value that a distribution gives where it has a bound; unbounded ones are cut at 0 by the world. */
function leastValue(distribution: z.output<typeof distributionSchema>): number {
  if (typeof distribution === 'number') return distribution;
  if ('constant' in distribution) return distribution.constant;
  return 'uniform' in distribution ? distribution.uniform[0] : 0;
}
