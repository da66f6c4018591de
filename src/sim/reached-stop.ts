/** Whether a stored world has come to its scenario's own `stop`, and not only to a stop point before or beyond it. */
import type { QueueEntry } from '../store/journal.js';
import type { WorldPlan } from './scenario/world-plan.js';
import type { Outcome } from './world-parts.js';

export function reachedStop(
  { clockStartMs, stopAtMs }: WorldPlan,
  { ending, now }: Outcome,
  queue: readonly QueueEntry[],
): boolean {
  if (stopAtMs === null || ending !== 'stopped') return false;
  const stop = clockStartMs + stopAtMs;
  return now <= stop && queue.every(({ at }) => at > stop);
}
