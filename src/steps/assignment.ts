/** The instructions and anchors of an assignment, as a batch's steps read them. */
import { UserError } from '../cj/errors.js';
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
