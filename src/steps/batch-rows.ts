/** The batch's own two rows as its steps read them. */
import type { BatchStateMetadata } from '../cj/documents.js';
import { BugError } from '../cj/errors.js';
import type { BatchRowIdentity } from '../cj/request.js';
import { type JsonObject, objectOrNull, textOrNull } from '../cj/stored-value.js';
import type { StepContext } from './step.js';

export type BatchStateRow = ReturnType<typeof batchStateOf>;
export type UploadRow = ReturnType<typeof uploadOf>;

export function batchStateOf({ store, batchId }: StepContext) {
  const row = store.batches.state(batchId);
  if (!row) throw new BugError('A batch has no state row', { batchId });
  return { row, metadata: documentOf(row.processing_metadata) };
}

export function uploadOf({ store, batchId }: StepContext) {
  const row = store.batches.upload(batchId);
  if (!row) throw new BugError('A batch has no upload row', { batchId });
  const metadata = documentOf(row.processing_metadata);
  const identity: BatchRowIdentity = {
    language: row.language,
    course_code: row.course_code,
    assignment_id: row.assignment_id,
    user_id: row.user_id,
    org_id: row.org_id,
    student_prompt_text: textOrNull(metadata['student_prompt_text']),
    judge_rubric_text: textOrNull(metadata['judge_rubric_text']),
  };
  return { row, metadata, identity };
}

/** Into the document of the batch's state, as the policy writes it. */
export function writeStateMetadata({ store, policy, batchId }: StepContext, patch: BatchStateMetadata): void {
  store.metadata.writeBatchProcessingMetadata(policy.writeMetadata, batchId, patch);
}

/** A stored document; one that is no object counts as empty, as in the service. */
function documentOf(text: string): JsonObject {
  return objectOrNull(JSON.parse(text)) ?? {};
}
