/** By which rules and with which anchors a batch was graded; one that was not, by those of its last step. */
import { policyNamed } from '../cj/policies/policy-named.js';
import { assessmentContext } from '../cj/projection/assessment-context.js';
import { inForceAt } from '../sim/in-force-at.js';
import type { StoredBatch, StoredWorld } from './stored-world.js';

/** The rules are those of the policy without defects. */
export function gradingOf(world: StoredWorld, batch: StoredBatch) {
  const { store, plan } = world;
  const records = world.recordsOf(batch);
  const finished = records.findLast(({ type }) => type === 'finish-batch');
  const decisive = finished ?? records.at(-1);
  const { policy, settings } = decisive === undefined ? plan : inForceAt(plan, decisive);
  const rules = { ...policyNamed(policy), gradeBands: settings.GRADE_BANDS };
  const { assignment_id } = batch.upload;
  const instructions = assignment_id === null ? undefined : store.context.instructionsOf(assignment_id);
  const context = assessmentContext(
    instructions === undefined || assignment_id === null
      ? null
      : {
          grade_scale: instructions.grade_scale,
          references: store.context.anchorReferences(assignment_id, instructions.grade_scale),
        },
    rules,
  );
  return { isGraded: finished !== undefined, rules, context };
}
