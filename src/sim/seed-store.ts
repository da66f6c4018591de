/** What is in a world's database before its first step: texts, assignments and their anchors. */
import type { Store } from '../store/store.js';
import { timestamp } from '../store/timestamp.js';
import type { WorldPlan } from './scenario/world-plan.js';

export function seedStore(store: Store, plan: WorldPlan): void {
  const created_at = timestamp(plan.clockStartMs);
  for (const { storage_id, text } of plan.texts) store.contents.save(storage_id, text);
  for (const assignment of plan.assignments) {
    const { student_prompt_storage_id, student_prompt_text, judge_rubric_storage_id, judge_rubric_text } =
      assignment;
    if (student_prompt_storage_id !== null)
      store.contents.save(student_prompt_storage_id, student_prompt_text ?? '');
    if (judge_rubric_storage_id !== null)
      store.contents.save(judge_rubric_storage_id, judge_rubric_text ?? '');
    store.context.insertInstructions({
      assignment_id: assignment.assignment_id,
      instructions_text: assignment.instructions_text,
      grade_scale: assignment.grade_scale,
      context_origin: assignment.context_origin,
      student_prompt_storage_id,
      judge_rubric_storage_id,
      created_at,
    });
    for (const anchor of assignment.anchors) {
      store.context.insertAnchorReference({
        id: anchor.id,
        anchor_label: anchor.anchor_label,
        grade: anchor.grade,
        grade_scale: assignment.grade_scale,
        text_storage_id: anchor.text_storage_id,
        assignment_id: assignment.assignment_id,
        created_at,
      });
    }
  }
}
