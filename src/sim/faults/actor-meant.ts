/** An actor is meant by its id (`consumer/2`), its kind (`consumer`) or its service (`cj_assessment_service`). */
import { kindOf, SERVICE_OF_KIND } from '../../cj/services.js';

export function isMeant(actor: string, name: string): boolean {
  const kind = kindOf(actor);
  return name === actor || name === kind || name === SERVICE_OF_KIND.get(kind);
}
