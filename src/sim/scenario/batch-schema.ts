/** One batch of a scenario: who it is, when it is asked for, and in what it differs from the others. */
import * as z from 'zod';
import { keyGroup } from '../../input/key-group.js';
import { durationSchema } from './duration.js';
import { essaysSchema } from './essays-schema.js';
import { requestSchema } from './request-schema.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const uuidSchema = z.string().regex(UUID, 'must be a uuid in small letters');

/** More batches than this in one world are a slip of the pen. */
export const MOST_BATCHES = 100_000;

export const batchIdSchema = z.int().min(1).max(2_147_483_647);

/** States of a batch's actor that are not terminal, and in which there is a batch. */
export const CANCEL_STATES = [
  'preparing.fetchingContent',
  'preparing.addingEssays',
  'preparing.submitting',
  'waitingCallbacks',
  'continuing',
  'recovering',
  'projecting',
  'failing',
] as const;

export const batchSchema = keyGroup(
  {
    id: batchIdSchema
      .exactOptional()
      .describe('cj_batch_uploads.id; the smallest free number where it is left out'),
    bos_batch_id: uuidSchema.exactOptional().describe('Drawn from the seed where it is left out'),
    event_correlation_id: uuidSchema.exactOptional().describe('Drawn from the seed where it is left out'),
    at: durationSchema.default(0).describe('When it is asked for, after the start of the clock'),
    essays: essaysSchema.exactOptional().describe("Instead of the scenario's essays"),
    request: requestSchema.exactOptional().describe("Keys that replace those of the scenario's request"),
    unanswered: z.boolean().default(false).describe('The provider takes its comparisons and never answers'),
    cancel_at: durationSchema
      .exactOptional()
      .describe(
        'When it is cancelled, after the start of the clock; before its request is in, nothing happens',
      ),
    cancel_in: z
      .enum(CANCEL_STATES)
      .exactOptional()
      .describe(
        "When it is cancelled: by a message that is due at once when the batch's actor enters this state",
      ),
    made_by_old_code: z.boolean().default(false).describe('Its original_request is recorded nowhere'),
  },
  'a key of a batch',
);
export type BatchOfScenario = z.output<typeof batchSchema>;
