/** Where the essays of a batch come from: generated, listed, or read from a folder. */
import * as z from 'zod';
import type { Distribution } from '../../cj/distribution.js';
import { boundedNumber, distributionSchema } from '../../cj/distribution-schema.js';
import { keyGroup } from '../../input/key-group.js';
import { nameSchema } from './name-schema.js';

/** More essays than this in one world are a slip of the pen. */
export const MOST_ESSAYS = 100_000;
/** In all batches of a world together. */
export const MOST_ESSAYS_IN_ALL = 1_000_000;

export const essayTextSchema = z
  .string()
  .meta({ pattern: String.raw`\S` })
  .refine((text) => text.trim() !== '', 'must not be an empty text');

/** A made-up text that no scenario describes more closely, in words. */
export const USUAL_LENGTH: Distribution = { normal: { mean: 350, sd: 80, min: 120, max: 700 } };

/** The spread of a class, in logits, where nothing is known of an essay. */
export const USUAL_ABILITY: Distribution = { normal: { mean: 0, sd: 1.5 } };

const generateSchema = keyGroup(
  {
    count: z.int().min(1).max(MOST_ESSAYS).describe('How many essays'),
    prefix: nameSchema
      .default('student')
      .describe('Ids are the prefix and a number: student-01, student-02, …'),
    ability: distributionSchema.default(USUAL_ABILITY).describe('True ability in logits, one draw an essay'),
    words: distributionSchema
      .default(USUAL_LENGTH)
      .describe('Length of the made-up text in words, one draw an essay'),
  },
  'a key of generate',
);

const listedEssaySchema = keyGroup(
  {
    id: nameSchema.describe('els_essay_id; unique in its batch'),
    ability: boundedNumber
      .exactOptional()
      .describe('True ability in logits, which only the simulated judge knows'),
    text: essayTextSchema.exactOptional().describe('The text; made up where it is left out'),
    is_anchor: z.boolean().exactOptional().describe('An anchor that the request itself brings'),
    known_grade: nameSchema.exactOptional().describe('Grade of such an anchor, in its metadata (tier 2)'),
    anchor_grade: nameSchema.exactOptional().describe('Grade of such an anchor, on its row (tier 1)'),
  },
  'a key of an essay',
);
export type ListedEssay = z.output<typeof listedEssaySchema>;

const SOURCES = ['generate', 'list', 'folder'] as const;

export const essaysSchema = keyGroup(
  {
    generate: generateSchema.exactOptional().describe('Made-up essays'),
    list: z.array(listedEssaySchema).min(1).max(MOST_ESSAYS).exactOptional().describe('Essays one by one'),
    folder: z
      .string()
      .min(1)
      .exactOptional()
      .describe(
        'Folder of texts (.txt, .md), from the scenario file; an id is a file name without its ending',
      ),
    csv: z
      .string()
      .min(1)
      .exactOptional()
      .describe('With folder: CSV of ids and true abilities (columns id or file; ability or quality)'),
  },
  'a key of essays',
)
  .refine(
    (essays) => SOURCES.filter((source) => essays[source] !== undefined).length === 1,
    `give exactly one of ${SOURCES.join(', ')}`,
  )
  .refine((essays) => essays.csv === undefined || essays.folder !== undefined, 'csv goes with folder only')
  .meta({ id: 'essays' });
export type EssaysOfScenario = z.output<typeof essaysSchema>;
