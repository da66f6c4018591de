/** An actor is meant by its id (`consumer/2`), its kind (`consumer`) or its service (`cj_assessment_service`). */
import type { ActorId } from '../../cj/messages.js';
import { kindOf, SERVICE_OF_KIND } from '../../cj/services.js';
import { batchActor, runnerActor } from '../../steps/step.js';

export function isMeant(actor: ActorId, name: string): boolean {
  const kind = kindOf(actor);
  return name === actor || name === kind || name === SERVICE_OF_KIND.get(kind);
}

/** Every actor of a world with these batches and so many consumers. */
export function actorsOf(
  batches: readonly { readonly label: string }[],
  consumers: number,
): readonly ActorId[] {
  return [
    ...batches.flatMap(({ label }) => [runnerActor(label), batchActor(label)]),
    ...Array.from({ length: consumers }, (_, index) => `consumer/${index + 1}`),
    'content_service',
    'llm_provider',
    'monitor',
    'outbox_relay',
  ];
}
