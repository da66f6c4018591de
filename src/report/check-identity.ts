/** Is every wave, and the batch's row, what the request asked for? Part of `cjsim check`: key by key of `original_request`. */
import { canonicalJson } from '../cj/canonical-json.js';
import { type JsonObject, objectOrNull } from '../cj/stored-value.js';
import { type StoredBatch, type StoredWorld, wavesOf } from './stored-world.js';
import type { ViewRow } from './view-table.js';

/** Whose batch it is: columns of `cj_batch_uploads`, too. */
const IDENTITY = ['assignment_id', 'user_id', 'org_id', 'language', 'course_code'] as const;
const OVERRIDES = ['llm_config_overrides', 'batch_config_overrides'] as const;

/** Null where nothing was kept of the request, or nothing submitted. */
export function otherThanAsked(world: StoredWorld, batch: StoredBatch): readonly ViewRow[] | null {
  const request = objectOrNull(batch.metadata['original_request']);
  const waves = wavesOf(world, batch);
  if (request === null || waves.length === 0) return null;
  const { upload } = batch;
  const inRow = IDENTITY.flatMap((key) => difference(request, key, upload[key]));
  const inWaves = waves.flatMap(({ iteration, identity, ...wave }) =>
    [
      ...IDENTITY.flatMap((key) => difference(request, key, identity[key])),
      ...OVERRIDES.flatMap((key) => difference(request, key, wave[key])),
    ].map((row) => ({ wave: iteration, ...row })),
  );
  return [...inRow.map((row) => ({ wave: null, ...row })), ...inWaves].map((row) => ({
    batch: batch.id,
    ...row,
  }));
}

function difference(request: JsonObject, key: string, value: unknown): readonly ViewRow[] {
  const asked = canonicalJson(request[key] ?? null);
  const found = canonicalJson(value ?? null);
  return asked === found ? [] : [{ key, asked, found }];
}
