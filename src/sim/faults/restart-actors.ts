/** Actors lose their memory: their own commands and timers go, rows and messages stay. */
import { byCodePoint } from '../../cj/code-point-order.js';
import type { Fact } from '../../cj/facts.js';
import { stateName } from '../../cj/state-name.js';
import type { Store } from '../../store/store.js';
import type { ActorHost } from '../actor-host.js';
import type { Actor } from '../actors.js';
import { batchOf } from '../bus.js';
import type { QueueEntry } from '../queue-entry.js';
import { RESTART } from '../restarts.js';
import type { WorldPlan } from '../scenario/world-plan.js';
import { isMeant } from './actor-meant.js';
import { rebuildActor } from './rebuild-actor.js';

export interface Restarted {
  /** The states of the actors: `idle`, or `consumer/1 idle, consumer/2 persisting` for several. */
  readonly before: string;
  readonly after: string;
  readonly facts: readonly Fact[];
}

/** All actors that the entry of a restart means, in order of id. */
export function restartActors(
  entry: QueueEntry,
  host: ActorHost,
  from: { readonly plan: WorldPlan; readonly store: Store },
): Restarted {
  const meant = [...host.actors.all()]
    .filter(({ id }) => isMeant(id, entry.to))
    .sort((a, b) => byCodePoint(a.id, b.id));
  const before = statesOf(meant);
  const facts = meant.map((actor): Fact => {
    restartActor(actor, entry, host, from);
    return { fact: 'actor.restarted', actor: actor.id, state: stateName(actor.snapshot.value) };
  });
  return { before, after: statesOf(meant), facts };
}

function restartActor(
  actor: Actor,
  entry: QueueEntry,
  host: ActorHost,
  from: { readonly plan: WorldPlan; readonly store: Store },
): void {
  for (const own of [...host.queue.entries()]) {
    if (own.to === actor.id && own.kind !== 'message' && own.type !== RESTART) host.drop(own.id);
  }
  const memory = actor.snapshot.context;
  const { events, messages, batch } = rebuildActor(actor.id, { ...from, restart: entry.id, memory });
  const { snapshot, actions } = host.actors.rebuild(actor, events);
  host.move(actor, snapshot);
  for (const action of actions) host.act(action, actor, { ...entry, batch: batch ?? batchOf(actor.id) });
  for (const message of messages) host.send(message, { id: entry.id, batch });
}

function statesOf(actors: readonly Actor[]): string {
  if (actors.length === 1) return actors.map(({ snapshot }) => stateName(snapshot.value)).join('');
  return actors.map(({ id, snapshot }) => `${id} ${stateName(snapshot.value)}`).join(', ');
}
