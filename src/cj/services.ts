/** Which service of the real system each kind of actor stands for, under the names of its containers. */
import type { ActorId } from './messages.js';

export const SERVICE_OF_KIND: ReadonlyMap<string, string> = new Map([
  ['runner', 'eng5_runner'],
  ['batch', 'cj_assessment_service'],
  ['consumer', 'cj_assessment_service'],
  ['monitor', 'cj_assessment_service'],
  ['outbox_relay', 'cj_assessment_service'],
  ['content_service', 'content_service'],
  ['llm_provider', 'llm_provider_service'],
]);

/** `batch/21` is of the kind `batch`. */
export function kindOf(actor: ActorId): string {
  const slash = actor.indexOf('/');
  return slash < 0 ? actor : actor.slice(0, slash);
}
