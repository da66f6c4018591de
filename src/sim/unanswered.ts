/** The fault of batches that are never answered: their callbacks are lost, and the trace says so. */
import type { Schedule } from './bus.js';
import type { WorldPlan } from './scenario/world-plan.js';

export function dropUnanswered(plan: WorldPlan): Schedule {
  const labels = new Set(plan.batches.filter((batch) => batch.unanswered).map((batch) => batch.label));
  return (delivery) =>
    delivery.type === 'comparison.answered' && delivery.batch !== null && labels.has(delivery.batch)
      ? { deliveries: [], faults: [`callback lost: ${delivery.id}`] }
      : { deliveries: [delivery], faults: [] };
}
