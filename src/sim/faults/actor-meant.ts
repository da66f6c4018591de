/** An actor is meant by its id (`consumer/2`), its kind (`consumer`) or its service (`cj_assessment_service`). */
import { ACTOR_KINDS, kindOf } from '../actor-kinds.js';

export function isMeant(actor: string, name: string): boolean {
  const kind = kindOf(actor);
  return name === actor || name === kind || name === ACTOR_KINDS.get(kind)?.service;
}
