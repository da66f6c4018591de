/** The actors of a stored world as a list of containers (`cjsim ps`), under the names of the real service. */
import { type StateValue, stateName } from '../cj/state-name.js';
import { FAULT_MEMORY_ROW } from '../sim/world-journal.js';
import { containerName } from './container-name.js';
import type { StoredWorld } from './stored-world.js';

export interface ActorRow {
  /** Container and actor, `huleedu_cj_assessment_service/batch/21`. */
  readonly name: string;
  /** Of its machine, `preparing.fetchingContent`. */
  readonly state: string;
  /** Messages that wait for it. */
  readonly queued: number;
  readonly [column: string]: string | number;
}

export function actorRows({ store }: StoredWorld): readonly ActorRow[] {
  const queued = new Map<string, number>();
  for (const { to } of store.journal.queue()) queued.set(to, (queued.get(to) ?? 0) + 1);
  const actors = store.journal.actors().filter(({ actor }) => actor !== FAULT_MEMORY_ROW);
  return actors.map(({ actor, snapshot }) => {
    const { value } = JSON.parse(snapshot) as { readonly value: StateValue };
    return { name: containerName(actor), state: stateName(value), queued: queued.get(actor) ?? 0 };
  });
}
