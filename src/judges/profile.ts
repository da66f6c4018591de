/**
 * A profile: the simulated judge as data. It says how the judge chooses, how sure it sounds, how long it
 * takes, what it costs and how it fails. Shipped profiles are YAML files under profiles/; this file
 * checks a profile once it is a plain object and knows nothing of files.
 */
import * as z from 'zod';
import { boundedAmount, boundedNumber, distributionSchema } from '../cj/distribution-schema.js';
import { checkedDocument } from '../input/checked-document.js';
import { keyGroup } from '../input/key-group.js';
import { type Locate, locateByKey } from '../input/key-path.js';

const share = z.number().min(0).max(1);

const comparingTraits = {
  discrimination: boundedAmount
    .default(1)
    .describe('Factor on the difference of abilities; 1 is plain Bradley-Terry'),
  positionBias: boundedNumber
    .default(0)
    .describe('Logits in favour of the essay shown first; 0.4 lets it win 60 % against an equal'),
  lengthBias: boundedNumber
    .default(0)
    .describe('Logits in favour of A for each unit of ln(length of A / length of B), in characters'),
  lapseRate: share.default(0).describe('Share of answers given by tossing a coin'),
  pairEffectSd: boundedAmount
    .default(0)
    .describe('SD, in logits, of a lasting effect of the pair that no ability explains'),
  consistency: share
    .default(0)
    .describe(
      'Chance that a repeat of the same order is answered from the same impression as the first time',
    ),
  orderConsistency: share
    .default(0)
    .describe('Chance that both orders of a pair are answered from the same impression'),
  distortion: keyGroup(
    {
      sd: boundedAmount.default(0).describe('SD, in logits, of a lasting error about each essay'),
      essays: z
        .record(z.string(), boundedNumber)
        .default({})
        .describe('Logits by essay id; above 0 is seen as better than it is'),
      grades: z
        .record(z.string(), boundedNumber)
        .default({})
        .describe('Logits by grade of the anchors of an assignment; no other essay has a grade'),
    },
    'a key of distortion',
  )
    .prefault({})
    .describe('How wrongly it sees essays, each time alike'),
  driftPerWave: keyGroup(
    {
      positionBias: boundedNumber
        .default(0)
        .describe('Logits added to positionBias with each wave after the first'),
      discrimination: boundedNumber
        .default(0)
        .describe('Share of discrimination added with each wave after the first; never below 0 in all'),
    },
    'a key of driftPerWave',
  )
    .prefault({})
    .describe('How it changes from wave to wave'),
};

const choiceSchema = z.discriminatedUnion('model', [
  keyGroup(
    { model: z.literal('bt').describe('Logistic noise: Bradley-Terry'), ...comparingTraits },
    'a trait of a judge of the model bt',
  ),
  keyGroup(
    {
      model: z.literal('thurstone').describe('Normal noise of SD 1.702 logits'),
      ...comparingTraits,
    },
    'a trait of a judge of the model thurstone',
  ),
  keyGroup(
    { model: z.literal('perfect').describe('The greater ability always wins') },
    'a trait of a judge of the model perfect',
  ),
  keyGroup(
    {
      model: z.literal('share').describe('A wins a fixed share of all comparisons, whatever the essays are'),
      shareA: z
        .union([
          share,
          keyGroup({ wins: z.int().min(0), of: z.int().min(1) }, 'a key of shareA').refine(
            ({ wins, of }) => wins <= of,
            { message: 'wins is greater than of' },
          ),
        ])
        .describe('The share, or so many wins of so many: { wins: 3, of: 4 }'),
    },
    'a trait of a judge of the model share',
  ),
  keyGroup(
    { model: z.literal('hash').describe("Winner and confidence from the prompt's SHA-256") },
    'a trait of a judge of the model hash',
  ),
]);

const errorSchema = keyGroup(
  {
    rate: share.default(0).describe('Share of askings that end in an error'),
    codes: z
      .array(
        keyGroup(
          {
            code: z.string().min(1).describe('Code of the error'),
            message: z.string().default('').describe('What the provider says'),
            weight: boundedAmount.positive().default(1).describe('How often it is drawn beside the others'),
          },
          'a key of an error',
        ),
      )
      .min(1)
      .default([{ code: 'SERVICE_UNAVAILABLE', message: 'simulated', weight: 1 }])
      .describe('The errors that one is drawn from'),
    burst: keyGroup(
      {
        waveShare: share.describe('Share of waves that are hit'),
        rate: share.describe('Error rate in such a wave'),
      },
      'a key of burst',
    )
      .exactOptional()
      .describe('Waves with an error rate of their own'),
  },
  'a key of errors',
);

export const profileSchema = keyGroup(
  {
    name: z.string().min(1).describe('Name of the profile'),
    description: z.string().default('').describe('One line on the judge'),
    choice: choiceSchema.describe('How it chooses the winner'),
    confidence: keyGroup(
      {
        base: boundedNumber.default(2).describe('Level for two essays that look alike'),
        perLogit: boundedNumber.default(0.75).describe('Levels added for each logit of perceived difference'),
        sd: boundedAmount.default(0.5).describe('SD of the level before it is rounded to 1…5'),
      },
      'a key of confidence',
    )
      .prefault({})
      .describe('How sure it sounds, from 1 to 5'),
    latencyMs: distributionSchema.default(0).describe('Virtual milliseconds to an answer'),
    tokens: keyGroup(
      {
        prompt: distributionSchema.default(0).describe('Tokens of a prompt beside its characters'),
        promptPerCharacter: boundedAmount
          .default(0)
          .describe('Tokens added for each character of the prompt'),
        completion: distributionSchema.default(0).describe('Tokens of an answer'),
      },
      'a key of tokens',
    )
      .prefault({})
      .describe('What an answer takes'),
    priceUsdPerMillionTokens: keyGroup(
      {
        prompt: boundedAmount.default(0).describe('US dollars for a million tokens of prompts'),
        completion: boundedAmount.default(0).describe('US dollars for a million tokens of answers'),
      },
      'a price',
    )
      .prefault({})
      .describe('What that costs'),
    errors: errorSchema.prefault({}).describe('How often and how it fails'),
  },
  'a key of a profile',
);

export type Profile = z.infer<typeof profileSchema>;

/** How a judge that weighs the two essays against each other does it. */
export type ComparingTraits = Extract<Profile['choice'], { readonly model: 'bt' | 'thurstone' }>;

/** A profile with its defaults filled in, or a UserError that names the first wrong key. */
export function parseProfile(value: unknown, locate: Locate = locateByKey): Profile {
  return checkedDocument(profileSchema, value, { locate, whole: 'the judge profile' });
}
