/** Restarts of actors, which then lose their memory: what is due for them, at a set time or as a step of the world. */
import { batchOf, type Delivery } from './bus.js';
import type { FaultDesk } from './faults/fault-desk.js';
import type { FaultPlan } from './faults/fault-plan.js';
import type { WorldPlan } from './scenario/world-plan.js';

/** The type of the entry that makes actors lose their memory. */
export const RESTART = 'actor.restart';

const ASSESSMENT_SERVICE = 'cj_assessment_service';

/** Those of the given faults that restart actors at a set time. */
export function plannedRestarts(
  { clockStartMs }: WorldPlan,
  faults: FaultDesk,
  among: ReadonlySet<FaultPlan>,
): readonly Delivery[] {
  return faults
    .planned('restart', 'process-crash')
    .filter((fault) => fault.atStep === null && among.has(fault))
    .map((fault) => restartEntry(fault, clockStartMs + fault.fromMs));
}

/**
 * The fault that restarts actors as this step of the world, if one is planned: no entry of the queue, so that
 * no other that is due takes the step from it. Of two at one step the later follows in the next.
 */
export function restartAtStep(faults: FaultDesk): (step: number) => FaultPlan | undefined {
  const planned = new Map<number, FaultPlan>();
  const inOrder = faults
    .planned('restart', 'process-crash')
    // One with an end is one that a fork has ended.
    .flatMap((fault) =>
      fault.atStep === null || fault.toMs !== null ? [] : [{ fault, atStep: fault.atStep }],
    )
    .sort((a, b) => a.atStep - b.atStep);
  let free = 1;
  for (const { fault, atStep } of inOrder) {
    const step = Math.max(free, atStep);
    planned.set(step, fault);
    free = step + 1;
  }
  return (step) => planned.get(step);
}

/** A restart keeps no world alive. */
export function restartEntry({ name, actor, ordinal }: FaultPlan, at: number): Delivery {
  const to = actor ?? ASSESSMENT_SERVICE;
  const id = `${RESTART}|${name}/${ordinal}|${to}`;
  return {
    id,
    at,
    to,
    type: RESTART,
    payload: { fault: name },
    causedBy: null,
    root: id,
    depth: 0,
    kind: 'timer',
    batch: batchOf(to),
    background: true,
  };
}
