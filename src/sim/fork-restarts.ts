/** What a fork changes of the queue at its step: restarts that it has ended are not due any more, those that it adds are. */
import type { ActorHost } from './actor-host.js';
import { plannedRestarts, restartEntry } from './first-entries.js';
import type { PlanWiring } from './plan-wiring.js';
import type { WorldPlan } from './scenario/world-plan.js';

export function turnRestarts(host: ActorHost, before: WorldPlan, { plan, faults }: PlanWiring): void {
  const old = before.faults.length;
  for (const fault of plan.faults.slice(0, old)) {
    const isRestart = fault.name === 'restart' || fault.name === 'process-crash';
    if (isRestart && fault.toMs !== null) host.drop(restartEntry(fault, fault.fromMs).id);
  }
  for (const entry of plannedRestarts(plan, faults, new Set(plan.faults.slice(old)))) host.add(entry);
}
