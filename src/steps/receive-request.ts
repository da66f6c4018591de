/**
 * Receives a request: the upload row (PENDING, then FETCHING_CONTENT), the state row, `original_request` in
 * both documents, and a request for every text, students' and anchors' (02, "Preparing", 1 to 3).
 */

import type { OriginalCJRequestMetadata } from '../cj/documents.js';
import { SECOND_MS } from '../cj/durations.js';
import { UserError } from '../cj/errors.js';
import type { AssessmentRequest, Outgoing } from '../cj/messages.js';
import type { Store } from '../store/store.js';
import { type Assignment, assignmentOf, textIdsOf } from './assignment.js';
import { batchActor, type Step } from './step.js';

export const receiveRequest: Step<AssessmentRequest> = (context, message) => {
  const { store, policy, settings, timestamp, label, batchId } = context;
  const request = message.request as OriginalCJRequestMetadata;
  store.batches.insert(
    batchId,
    {
      bos_batch_id: message.bos_batch_id,
      event_correlation_id: message.event_correlation_id,
      language: request.language,
      course_code: request.course_code,
      assignment_id: request.assignment_id ?? null,
      user_id: request.user_id ?? null,
      org_id: request.org_id ?? null,
      expected_essay_count: message.essays.length,
      status: 'PENDING',
      created_at: timestamp,
    },
    { state: 'INITIALIZING', last_activity_at: timestamp },
  );
  const kept = policy.originalRequest(request);
  if (kept !== null) {
    const original_request = kept as OriginalCJRequestMetadata;
    store.metadata.mergeBatchUploadMetadata(batchId, { original_request });
    store.metadata.mergeBatchProcessingMetadata(batchId, { original_request });
  }
  const assignment = assignmentOf(store, request.assignment_id);
  store.metadata.mergeBatchUploadMetadata(batchId, promptAndRubric(store, message, assignment));
  store.batches.setStatus(batchId, 'FETCHING_CONTENT');

  const texts = textIdsOf(message.essays, assignment);
  const messages = texts.map(
    (storage_id): Outgoing => ({
      to: 'content_service',
      type: 'content.requested',
      key: `${label}/${storage_id}`,
      payload: { storage_id, reply_to: batchActor(label) },
    }),
  );
  return {
    event: {
      type: 'request.accepted',
      texts,
      essays: message.essays,
      request: message.request,
      contentTimeoutMs: settings.CONTENT_TIMEOUT_SECONDS * SECOND_MS,
    },
    messages,
    facts: [
      {
        fact: 'request.accepted',
        essays: message.essays.length,
        anchors: assignment?.anchors.length ?? 0,
      },
    ],
  };
};

/** Prompt and rubric come from the assignment and override the request's; a canonical rubric cannot be replaced. */
function promptAndRubric(store: Store, message: AssessmentRequest, assignment: Assignment | null) {
  const request = message.request as OriginalCJRequestMetadata;
  const { judge_rubric_override: ownRubric } = message;
  if (ownRubric !== null && assignment?.instructions.context_origin === 'canonical_national') {
    throw new UserError({
      code: 'canonical_rubric',
      message: `The assignment ${request.assignment_id} has a canonical national rubric, which a request cannot override.`,
      fix: 'Leave judge_rubric_override out.',
    });
  }
  const promptId = assignment?.instructions.student_prompt_storage_id;
  const rubricId = assignment?.instructions.judge_rubric_storage_id;
  const fields = {
    student_prompt_storage_id: promptId ?? request.student_prompt_storage_id,
    student_prompt_text: textOf(store, promptId) ?? request.student_prompt_text,
    judge_rubric_storage_id: rubricId ?? request.judge_rubric_storage_id,
    judge_rubric_text: ownRubric ?? textOf(store, rubricId) ?? request.judge_rubric_text,
  };
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  );
}

function textOf(store: Store, storageId: string | null | undefined): string | undefined {
  return storageId ? store.contents.text(storageId) : undefined;
}
