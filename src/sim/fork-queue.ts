/**
 * What a fork changes of the queue at its step. Of faults that it has ended, restarts and what a flush would deliver again are
 * not due any more, and what a pause has put off is due as ever; restarts that it adds are due, and a pause that it adds
 * holds what is on its way.
 */
import type { ActorHost } from './actor-host.js';
import type { FaultPlan } from './faults/fault-plan.js';
import { isFlushed } from './faults/message-faults.js';
import { isHeld } from './faults/paused-actors.js';
import type { PlanWiring } from './plan-wiring.js';
import { plannedRestarts, RESTART, restartEntry } from './restarts.js';
import type { WorldPlan } from './scenario/world-plan.js';

export function turnQueue(host: ActorHost, before: WorldPlan, wiring: PlanWiring): void {
  const { plan, faults } = wiring;
  const ended = plan.faults.filter((fault, place) => hasEnded(fault, before.faults[place]));
  dropWhatWouldCome(host, ended);
  const added = plan.faults.slice(before.faults.length);
  const pauses = added.filter(({ name }) => name === 'pause');
  const isReleasing = ended.some(({ name }) => name === 'pause');
  if (isReleasing || pauses.length > 0) reschedule(host, { pauses, isReleasing }, wiring);
  for (const entry of plannedRestarts(plan, faults, new Set(added))) host.add(entry);
}

/** A fork that gives other faults ends those that there were, at its moment. */
function hasEnded({ toMs }: FaultPlan, before: FaultPlan | undefined): boolean {
  return before !== undefined && before.toMs !== toMs;
}

function dropWhatWouldCome(host: ActorHost, ended: readonly FaultPlan[]): void {
  for (const fault of ended) {
    if (fault.name === 'restart' || fault.name === 'process-crash')
      host.drop(restartEntry(fault, fault.fromMs).id);
  }
  if (!ended.some(({ name }) => name === 'flush-idempotency-keys')) return;
  for (const entry of [...host.queue.entries()]) {
    if (isFlushed(entry) && dueWithoutPause(entry) > host.now) host.drop(entry.id);
  }
}

interface Pausing {
  /** Those that the fork adds. */
  readonly pauses: readonly FaultPlan[];
  /** It has ended others. */
  readonly isReleasing: boolean;
}

function reschedule(host: ActorHost, { pauses, isReleasing }: Pausing, { plan, postpone }: PlanWiring): void {
  const asTheyCame = [...host.queue.entries()].sort((a, b) => a.sequence - b.sequence);
  for (const entry of asTheyCame) {
    if (entry.type === RESTART) continue;
    const dueAt = Math.max(isReleasing ? dueWithoutPause(entry) : entry.at, host.now);
    const isPaused = pauses.some((pause) => isHeld(pause, entry.to, dueAt - plan.clockStartMs));
    const { wasDueAt, ...free } = entry;
    if (isPaused)
      host.reschedule({
        ...free,
        at: postpone(entry.to, dueAt, entry.id),
        wasDueAt: wasDueAt ?? dueAt,
      });
    else if (isReleasing && wasDueAt !== undefined) host.reschedule({ ...free, at: dueAt });
  }
}

function dueWithoutPause({ at, wasDueAt }: { readonly at: number; readonly wasDueAt?: number }): number {
  return wasDueAt ?? at;
}
