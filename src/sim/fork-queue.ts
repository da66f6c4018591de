/**
 * What a fork changes of the queue at its step: restarts that it has ended are not due any more, those that it adds are, and a
 * pause that it adds holds what is on its way.
 */
import type { ActorHost } from './actor-host.js';
import type { FaultPlan } from './faults/fault-plan.js';
import { isHeld } from './faults/paused-actors.js';
import { plannedRestarts, RESTART, restartEntry } from './first-entries.js';
import type { PlanWiring } from './plan-wiring.js';
import type { WorldPlan } from './scenario/world-plan.js';

export function turnQueue(host: ActorHost, before: WorldPlan, wiring: PlanWiring): void {
  const { plan, faults } = wiring;
  const old = before.faults.length;
  for (const fault of plan.faults.slice(0, old)) {
    const isRestart = fault.name === 'restart' || fault.name === 'process-crash';
    if (isRestart && fault.toMs !== null) host.drop(restartEntry(fault, fault.fromMs).id);
  }
  const added = plan.faults.slice(old);
  holdPaused(
    host,
    added.filter(({ name }) => name === 'pause'),
    wiring,
  );
  for (const entry of plannedRestarts(plan, faults, new Set(added))) host.add(entry);
}

function holdPaused(host: ActorHost, pauses: readonly FaultPlan[], { plan, postpone }: PlanWiring): void {
  if (pauses.length === 0) return;
  const asTheyCame = [...host.queue.entries()].sort((a, b) => a.sequence - b.sequence);
  for (const entry of asTheyCame) {
    const dueAt = Math.max(entry.at, host.now);
    const isPaused = pauses.some((pause) => isHeld(pause, entry.to, dueAt - plan.clockStartMs));
    if (!isPaused || entry.type === RESTART) continue;
    host.putOff({ ...entry, at: postpone(entry.to, dueAt, entry.id) });
  }
}
