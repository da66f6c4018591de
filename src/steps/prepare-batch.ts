/**
 * Adds the essays whose texts arrived, students first and then the assignment's anchors, and counts the
 * nodes of the net (02, "Preparing", 3 to 5). Fewer than two students end the batch here.
 */
import { anchorEssayId } from '../cj/anchor-essay-id.js';
import type { Fact } from '../cj/facts.js';
import type { RequestedEssay } from '../cj/messages.js';
import { type Assignment, assignmentOf } from './assignment.js';
import { uploadOf } from './batch-rows.js';
import { completionEvents } from './completion-events.js';
import type { Step, StepContext, StepResult } from './step.js';
import { unlessCancelled } from './unless-cancelled.js';

export interface PrepareBatch {
  readonly essays: readonly RequestedEssay[];
  /** Storage ids of the texts that did not arrive. */
  readonly missing: readonly string[];
}

export const prepareBatch: Step<PrepareBatch> = unlessCancelled((context, { essays, missing }) => {
  const { store, batchId, timestamp } = context;
  const lost = new Set(missing);
  const fetched = essays.filter((essay) => !lost.has(essay.text_storage_id));
  for (const essay of fetched) addRequested(context, essay);
  const assignment = assignmentOf(store, uploadOf(context).row.assignment_id);
  const anchors = (assignment?.anchors ?? []).filter((anchor) => !lost.has(anchor.text_storage_id));
  for (const anchor of anchors) addAnchor(context, anchor);

  const students = fetched.filter((essay) => essay.is_anchor !== true).length;
  const nodes = fetched.length + anchors.length;
  store.batches.setExpectedEssayCount(batchId, nodes);
  const facts: Fact[] = [
    ...(missing.length > 0 ? [{ fact: 'texts.missing', storage_ids: missing } as const] : []),
    { fact: 'batch.prepared', students, anchors: nodes - students },
  ];
  if (students < 2) return insufficient(context, facts);
  store.batches.setState(batchId, 'GENERATING_PAIRS', timestamp);
  return { event: { type: 'batch.prepared' }, facts };
});

function addRequested({ store, batchId, timestamp }: StepContext, essay: RequestedEssay): void {
  const { els_essay_id, text_storage_id, is_anchor = false, anchor_grade, known_grade } = essay;
  store.essays.insert({
    els_essay_id,
    cj_batch_id: batchId,
    text_storage_id,
    is_anchor,
    created_at: timestamp,
  });
  const grades = {
    ...(anchor_grade === undefined ? {} : { anchor_grade }),
    ...(known_grade === undefined ? {} : { known_grade }),
  };
  store.metadata.mergeEssayProcessingMetadata(els_essay_id, batchId, {
    is_anchor,
    ...grades,
    text_storage_id,
  });
}

function addAnchor(context: StepContext, anchor: Assignment['anchors'][number]): void {
  const { store, draw, label, batchId, timestamp } = context;
  const els_essay_id = anchorEssayId(anchor.id, draw.uuid('anchor-essay-id', label, anchor.id));
  const { text_storage_id, grade, anchor_label } = anchor;
  store.essays.insert({
    els_essay_id,
    cj_batch_id: batchId,
    text_storage_id,
    is_anchor: true,
    created_at: timestamp,
  });
  store.metadata.mergeEssayProcessingMetadata(els_essay_id, batchId, {
    is_anchor: true,
    known_grade: grade,
    anchor_ref_id: anchor.id,
    text_storage_id,
    anchor_label,
  });
}

/** Nothing is compared or projected; a lone student scores 0. */
function insufficient(context: StepContext, facts: readonly Fact[]): StepResult {
  const { store, batchId, timestamp } = context;
  const loneStudent = store.essays.ofBatch(batchId).filter((essay) => essay.is_anchor === 0);
  store.essays.writeScores(
    batchId,
    loneStudent.map(({ els_essay_id }) => ({
      els_essay_id,
      current_bt_score: 0,
      current_bt_se: null,
      comparison_count: 0,
    })),
  );
  store.batches.setState(batchId, 'COMPLETED', timestamp);
  store.batches.setFinalStatus(batchId, 'COMPLETE_INSUFFICIENT_ESSAYS', timestamp);
  return {
    event: { type: 'batch.insufficient' },
    messages: completionEvents(context, 'COMPLETE_INSUFFICIENT_ESSAYS', null),
    facts: [...facts, { fact: 'batch.finished', status: 'COMPLETE_INSUFFICIENT_ESSAYS' }],
  };
}
