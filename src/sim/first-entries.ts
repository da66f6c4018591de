/** What is due before anything has happened: the runners' requests, and cancellations and restarts at a set time. */
import { runnerActor } from '../steps/step.js';
import { type Delivery, unsentMessage } from './bus.js';
import { cancelEntry } from './cancellations.js';
import type { FaultDesk } from './faults/fault-desk.js';
import { plannedRestarts } from './restarts.js';
import type { BatchPlan, WorldPlan } from './scenario/world-plan.js';

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
  return unsentMessage({
    id,
    at,
    to: runnerActor(batch.label),
    type: 'request.due',
    payload,
    batch: batch.label,
  });
}
