/** The name of an actor among the containers of the real service: `huleedu_cj_assessment_service/batch/21`. */
import { kindOf, SERVICE_OF_KIND } from '../cj/services.js';

export function containerName(actor: string): string {
  const service = SERVICE_OF_KIND.get(kindOf(actor)) ?? 'unknown';
  const own = service.startsWith(actor) ? '' : `/${actor}`;
  return `huleedu_${service}${own}`;
}

/** Whether an actor's own name, or the one that `cjsim ps` gives it, holds these letters. */
export function isCalled(actor: string, part: string): boolean {
  return actor.includes(part) || containerName(actor).includes(part);
}
