/**
 * A cancellation that no scenario planned, and that the plan alone does not repeat. The number of steps that had been
 * done stands in its name, and from the second of a moment on which one it is, so that a replay sends it at the same
 * moment and in the same order.
 */
import { UserError } from '../cj/errors.js';
import type { VirtualTime } from '../cj/words.js';
import { someOf } from '../input/some-of.js';
import type { Delivery } from './bus.js';
import { cancelEntry } from './first-entries.js';
import type { QueueEntry } from './queue-entry.js';
import type { WorldPlan } from './scenario/world-plan.js';

interface Moment {
  readonly plan: WorldPlan;
  readonly now: VirtualTime;
  readonly steps: number;
}

export function cancelFromOutside(
  label: string,
  { plan, now, steps }: Moment,
  waiting: Iterable<QueueEntry>,
): Delivery {
  const labels = plan.batches.map((batch) => batch.label);
  if (!labels.includes(label)) {
    throw new UserError({
      code: 'unknown_batch',
      message: `There is no batch ${label} in this world`,
      fix: `Its batches: ${someOf(labels)}`,
    });
  }
  const moment = `@outside/${steps}`;
  const told = [...waiting].filter(({ id }) => isCancelAt(id, moment)).length;
  return cancelEntry(label, now, told === 0 ? moment : `${moment}#${told + 1}`);
}

/** Whether it is a cancellation of this moment, of whatever batch. */
export function isCancelAt(id: string, moment: string): boolean {
  return id.startsWith('batch.cancel|') && `${id}#`.includes(`${moment}#`);
}
