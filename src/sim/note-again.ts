/**
 * What came after the last step, or was held by a fork at it, and waits for an actor that stands still: the next record
 * tells of the pause, also where another process writes it. The entries say when they came.
 */
import type { VirtualTime } from '../cj/words.js';
import { isCancelAt } from './cancel-from-outside.js';
import { firstEntries, RESTART } from './first-entries.js';
import type { PlanWiring } from './plan-wiring.js';
import type { QueueEntry } from './queue-entry.js';

/** As they came. */
export function inOrder(entries: Iterable<QueueEntry>): readonly QueueEntry[] {
  return [...entries].sort((a, b) => a.sequence - b.sequence);
}

interface Moment {
  readonly now: VirtualTime;
  readonly steps: number;
}

export function noteAgain(
  { now, steps }: Moment,
  waiting: Iterable<QueueEntry>,
  { plan, faults, postpone }: PlanWiring,
): void {
  const first = steps === 0 ? firstEntries(plan, faults).filter(({ type }) => type !== RESTART) : [];
  for (const { to, at, id } of first) postpone(to, at, id);
  const inQueue = inOrder(waiting);
  const sent = inQueue.filter(({ id }) => isCancelAt(id, `@outside/${steps}`) || isCancelAt(id, `@${steps}`));
  for (const { to, id } of sent) postpone(to, now, id);
  for (const { to, id, held } of inQueue) if (held?.step === steps) postpone(to, held.dueAt, id);
}
