/** Actors that stand still for a while: what would be due for them waits until they go on. */
import type { WorldPlan } from '../scenario/world-plan.js';
import { isMeant } from './actor-meant.js';
import type { FaultDesk } from './fault-desk.js';
import type { FaultPlan } from './fault-plan.js';

/** When an entry that is due at a time is due in fact. */
export type Postpone = (actor: string, at: number, entryId: string) => number;

export function pausedActors(plan: WorldPlan, desk: FaultDesk): Postpone {
  const pauses = desk.planned('pause').toSorted((a, b) => a.fromMs - b.fromMs);
  if (pauses.length === 0) return (_actor, at) => at;
  return (actor, at, entryId) => {
    let due = at;
    for (const pause of pauses) {
      if (!isHeld(pause, actor, due - plan.clockStartMs)) continue;
      desk.note('pause', `${entryId} waits for ${actor}`);
      due = plan.clockStartMs + endOf(pause);
    }
    return due;
  };
}

/** Whether the pause holds what is due for the actor at this time after the start of the clock. */
export function isHeld(pause: FaultPlan, actor: string, sinceStartMs: number): boolean {
  return sinceStartMs >= pause.fromMs && sinceStartMs < endOf(pause) && isMeant(actor, pause.actor ?? '');
}

function endOf({ fromMs, toMs }: FaultPlan): number {
  return toMs ?? fromMs;
}
