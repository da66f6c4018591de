/** The instructions and anchors of an assignment, as a batch's steps read them. */
import { UserError } from '../cj/errors.js';
import type { RequestedEssay } from '../cj/messages.js';
import type { Store } from '../store/store.js';

export type Assignment = NonNullable<ReturnType<typeof assignmentOf>>;

/** null without an assignment; an unknown one is an error that names it and the known ones. */
export function assignmentOf(store: Store, assignmentId: string | null | undefined) {
  if (!assignmentId) return null;
  const instructions = store.context.instructionsOf(assignmentId);
  if (!instructions) {
    throw new UserError({
      code: 'unknown_assignment',
      message: `There is no assignment "${assignmentId}".`,
      fix: `Use one of ${store.context.assignmentIds().join(', ') || 'none: the scenario has no assignment'}.`,
    });
  }
  return { instructions, anchors: store.context.anchorReferences(assignmentId, instructions.grade_scale) };
}

/** Storage ids of every text that a batch needs: those of its essays, then those of the assignment's anchors. */
export function textIdsOf(
  essays: readonly RequestedEssay[],
  assignment: Assignment | null,
): readonly string[] {
  return [...essays, ...(assignment?.anchors ?? [])].map(({ text_storage_id }) => text_storage_id);
}
