/** An experiment file: a scenario, what is varied, how often it is repeated, and what is asked. */
import * as z from 'zod';
import { keyGroup } from '../../input/key-group.js';
import { OUTCOME_NAMES } from './outcome-list.js';

export const MOST_REPLICATES = 1_000_000;
/** So that every seed of a sweep is a whole number of its own. */
const MOST_SEED = Number.MAX_SAFE_INTEGER - MOST_REPLICATES;

const key = z
  .string()
  .min(1)
  .describe('Key of a scenario (request.max_comparisons) or bare name of a setting');
const value = z.json({ error: 'must be text, a number, true, false, null, a list or a group of keys' });
const outcome = z.enum(OUTCOME_NAMES);

const rangeSchema = keyGroup(
  {
    from: z.number(),
    to: z.number(),
    whole: z.boolean().default(false).describe('Whole numbers alone, both ends among them'),
  },
  'a key of a range',
)
  .refine(({ from, to }) => from < to, 'from must be below to')
  .refine(
    ({ from, to, whole }) => !whole || Math.ceil(from) <= Math.floor(to),
    'there is no whole number between from and to',
  );

const designSchema = z.discriminatedUnion('kind', [
  keyGroup(
    {
      kind: z.literal('grid').describe('Every combination of the levels'),
      factors: z.record(key, z.array(value).min(1)),
    },
    'a key of a grid',
  ),
  keyGroup(
    {
      kind: z.literal('list').describe('Arms one by one; the first is what the others are compared with'),
      arms: z
        .array(
          keyGroup({ name: z.string().min(1), set: z.record(key, value).default({}) }, 'a key of an arm'),
        )
        .min(1),
    },
    'a key of a list of arms',
  ),
  keyGroup(
    {
      kind: z.literal('latin_hypercube').describe('Points that cover each range evenly (McKay et al. 1979)'),
      points: z.int().min(2).max(10_000),
      factors: z
        .record(key, rangeSchema)
        .refine((factors) => Object.keys(factors).length > 0, 'must name a factor'),
    },
    'a key of a Latin hypercube',
  ),
]);

export const experimentSchema = keyGroup(
  {
    name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower case with hyphens'),
    title: z.string().min(1),
    question: z.string().min(1).describe('What the experiment answers'),
    reads: z.string().default('').describe('How to read the result'),
    scenario: z.string().min(1).describe('Name of a shipped scenario, or path of one'),
    set: z.record(key, value).default({}).describe('Keys changed in every arm'),
    design: designSchema,
    replicates: z
      .int()
      .min(1)
      .max(MOST_REPLICATES)
      .default(20)
      .describe('Runs of each arm, with the same seeds in all'),
    first_seed: z
      .int()
      .min(0)
      .max(MOST_SEED)
      .default(1)
      .describe('Seeds are this number and the following ones'),
    outcome: outcome.default('true_correlation').describe('The outcome that the question is about'),
    outcomes: z
      .array(outcome)
      .min(1)
      .default(['true_correlation', 'ssr', 'comparisons'])
      .describe('Outcomes in the report'),
    labels: z
      .record(key, z.string().min(1))
      .default({})
      .describe('Short names of factors, in the names of arms and on axes'),
    x: key.exactOptional().describe('Factor on the horizontal axis of the pictures'),
    x_unit: z.string().min(1).exactOptional().describe('What that factor is counted in, for the axis'),
    reaches: z
      .array(keyGroup({ outcome, levels: z.array(z.number()).min(1) }, 'a key of a level'))
      .default([])
      .describe('Levels of an outcome; the report says at which x they are reached'),
    within: key
      .exactOptional()
      .describe(
        'Factor at whose equal levels arms are compared; without it all are compared with the first arm',
      ),
  },
  'a key of an experiment',
);

export type Experiment = z.output<typeof experimentSchema>;
/** As a file holds it: what has a default may be left out. */
export type ExperimentInput = z.input<typeof experimentSchema>;
