/**
 * A batch may be cancelled while a command of its own is on its way at the same virtual time. The command
 * then finds a terminal batch and leaves it alone (02, "Finalising").
 */
import type { Step } from './step.js';

export function unlessCancelled<Payload>(step: Step<Payload>): Step<Payload> {
  return (context, payload) =>
    context.store.batches.counters(context.batchId)?.state === 'CANCELLED'
      ? { event: { type: 'batch.leftAlone' } }
      : step(context, payload);
}
