/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte, "A Randomized Scheduler with
 * Probabilistic Guarantees of Finding Bugs", ASPLOS 2010). Every actor has a random priority and the greatest runs,
 * its own entries in their order, until one of the d - 1 drawn change points, where the actor that runs falls behind
 * all others. A bug that needs d orderings among n actors in k steps is met with a chance of at least 1 / (n kᵈ⁻¹).
 * Priorities and change points are keyed, so that nothing has to be saved to resume.
 */
import type { Draw } from '../cj/draw.js';
import type { ActorId } from '../cj/messages.js';
import type { Scheduler } from './chooser.js';

/** k of the paper: change points lie in the first steps of a world. A small batch is over by then. */
const STEPS_WITH_CHANGE = 200;

export function pctScheduler(depth: number, draw: Draw): Scheduler {
  const changeSteps = Array.from(
    { length: depth - 1 },
    (_, place) => 1 + Math.floor(draw('pct', 'change', place, 1) * STEPS_WITH_CHANGE),
  );
  const priorities = new Map<ActorId, number>();
  const priorityOf = (actor: ActorId): number => {
    let priority = priorities.get(actor);
    if (priority === undefined) {
      priority = draw('pct', 'priority', actor, 1);
      priorities.set(actor, priority);
    }
    return priority;
  };
  const ran = (step: number, actor: ActorId): void => {
    const place = changeSteps.indexOf(step);
    if (place >= 0) priorities.set(actor, -1 - place);
  };
  return {
    choose: (ready) => {
      let best = 0;
      let bestPriority = Number.NEGATIVE_INFINITY;
      for (const [index, { to }] of ready.entries()) {
        const priority = priorityOf(to);
        if (priority <= bestPriority) continue;
        best = index;
        bestPriority = priority;
      }
      return best;
    },
    ran,
    goOnAfter: (steps, actorOf) => {
      for (const step of changeSteps.filter((change) => change <= steps).toSorted((a, b) => a - b)) {
        const actor = actorOf(step);
        if (actor !== null) ran(step, actor);
      }
    },
  };
}
