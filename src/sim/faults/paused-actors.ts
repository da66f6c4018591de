/** Actors that stand still for a while: what would be due for them waits until they go on. */
import type { WorldPlan } from '../scenario/world-plan.js';
import { isMeant } from './actor-meant.js';
import type { FaultDesk } from './fault-desk.js';

/** When an entry that is due at a time is due in fact. */
export type Postpone = (actor: string, at: number, entryId: string) => number;

export function pausedActors(plan: WorldPlan, desk: FaultDesk): Postpone {
  const pauses = desk.planned('pause').toSorted((a, b) => a.fromMs - b.fromMs);
  if (pauses.length === 0) return (_actor, at) => at;
  return (actor, at, entryId) => {
    let due = at;
    for (const { actor: paused, fromMs, toMs } of pauses) {
      const from = plan.clockStartMs + fromMs;
      const to = plan.clockStartMs + (toMs ?? fromMs);
      if (due < from || due >= to || !isMeant(actor, paused ?? '')) continue;
      desk.note('pause', `${entryId} waits for ${actor}`);
      due = to;
    }
    return due;
  };
}
