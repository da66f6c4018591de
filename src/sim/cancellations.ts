/** Cancellations of batches: as a scenario plans them, at a time or in a state, and as somebody outside asks for them. */
import { UserError } from '../cj/errors.js';
import type { ActorId } from '../cj/messages.js';
import type { VirtualTime } from '../cj/words.js';
import { someOf } from '../input/some-of.js';
import { batchActor } from '../steps/step.js';
import { batchOf, type Delivery, unsentMessage } from './bus.js';
import type { QueueEntry } from './queue-entry.js';
import type { WorldPlan } from './scenario/world-plan.js';
import type { TraceRecord } from './trace-record.js';

/** `moment` tells two cancellations of one batch apart. */
export function cancelEntry(label: string, at: number, moment: string): Delivery {
  const id = `batch.cancel|${label}${moment}`;
  return unsentMessage({ id, at, to: batchActor(label), type: 'batch.cancel', payload: {}, batch: label });
}

/** States in which batches are cancelled as soon as they are there, by the actor of the batch. */
export function cancelStates({ batches }: WorldPlan): ReadonlyMap<ActorId, string> {
  return new Map(
    batches.flatMap(({ label, cancelIn }) =>
      cancelIn === undefined ? [] : [[batchActor(label), cancelIn] as const],
    ),
  );
}

/** The cancellation that a step causes by bringing a batch into such a state. */
export function cancelOnEntering(
  states: ReadonlyMap<ActorId, string>,
  { actor, before, after, n, at }: TraceRecord,
): Delivery | null {
  if (before === after || states.get(actor) !== after) return null;
  return cancelEntry(batchOf(actor) ?? '', at, `@${n}`);
}

interface Moment {
  readonly plan: WorldPlan;
  readonly now: VirtualTime;
  readonly steps: number;
}

/**
 * A cancellation that no scenario planned, and that the plan alone does not repeat. The number of steps that had been
 * done stands in its name, and from the second of a moment on which one it is, so that a replay sends it at the same
 * moment and in the same order.
 */
export function cancelFromOutside(
  label: string,
  { plan, now, steps }: Moment,
  waiting: Iterable<QueueEntry>,
): Delivery {
  const labels = plan.batches.map((batch) => batch.label);
  if (typeof label !== 'string') {
    throw new UserError({
      code: 'no_label',
      message: 'cancel() takes the label of a batch, in a text, and this is none',
      fix: `Its batches: ${someOf(labels)}`,
    });
  }
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

function isCancelAt(id: string, moment: string): boolean {
  return id.startsWith('batch.cancel|') && `${id}#`.includes(`${moment}#`);
}
