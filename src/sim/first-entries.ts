/** What is due before anything has happened: the runners' requests, cancellations, and restarts at a set time. */
import type { ActorId } from '../cj/messages.js';
import { batchActor, runnerActor } from '../steps/step.js';
import { batchOf, type Delivery } from './bus.js';
import type { FaultDesk } from './faults/fault-desk.js';
import type { FaultPlan } from './faults/fault-plan.js';
import type { BatchPlan, WorldPlan } from './scenario/world-plan.js';
import type { TraceRecord } from './trace-record.js';

/** The type of the entry that makes actors lose their memory. */
export const RESTART = 'actor.restart';

const ASSESSMENT_SERVICE = 'cj_assessment_service';

/** `plan`: the one in force at the start; of a fork that of its run, whose faults the desk knows. */
export function firstEntries(plan: WorldPlan, faults: FaultDesk): readonly Delivery[] {
  const { clockStartMs, batches } = plan;
  return [
    ...batches.map((batch) => requestEntry(batch, clockStartMs + batch.startMs)),
    ...batches.flatMap(({ label, cancelAtMs }) =>
      cancelAtMs === null ? [] : [cancelEntry(label, clockStartMs + cancelAtMs, '')],
    ),
    ...plannedRestarts(plan, faults, new Set(plan.faults)),
  ];
}

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

function requestEntry(batch: BatchPlan, at: number): Delivery {
  const id = `request.due|${batch.label}`;
  const payload = {
    batch_id: batch.id,
    bos_batch_id: batch.bosBatchId,
    event_correlation_id: batch.eventCorrelationId,
    essays: batch.essays,
    request: batch.request,
    judge_rubric_override: batch.judgeRubricOverride,
  };
  return message({ id, at, to: runnerActor(batch.label), type: 'request.due', payload, batch: batch.label });
}

/** `moment` tells two cancellations of one batch apart. */
export function cancelEntry(label: string, at: number, moment: string): Delivery {
  const id = `batch.cancel|${label}${moment}`;
  return message({ id, at, to: batchActor(label), type: 'batch.cancel', payload: {}, batch: label });
}

/** States in which batches are cancelled as soon as they are there, by the actor of the batch. */
export function cancelStates({ batches }: WorldPlan): ReadonlyMap<ActorId, string> {
  return new Map(
    batches.flatMap(({ label, cancelIn }) =>
      cancelIn === undefined ? [] : [[batchActor(label), cancelIn] as const],
    ),
  );
}

/** The cancellation that a step causes by bringing a batch into such a state. */
export function cancelOnEntering(
  states: ReadonlyMap<ActorId, string>,
  { actor, before, after, n, at }: TraceRecord,
): Delivery | null {
  if (before === after || states.get(actor) !== after) return null;
  return cancelEntry(batchOf(actor) ?? '', at, `@${n}`);
}

function message(entry: Pick<Delivery, 'id' | 'at' | 'to' | 'type' | 'payload' | 'batch'>): Delivery {
  return { ...entry, causedBy: null, root: entry.id, depth: 0, kind: 'message', background: false };
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
