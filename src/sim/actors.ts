/** The actors of a world with their snapshots, made when they are first met. */
import type { AnyMachineSnapshot, EventObject } from 'xstate';
import { MINUTE_MS, SECOND_MS } from '../cj/durations.js';
import { BugError } from '../cj/errors.js';
import type { ActorId } from '../cj/messages.js';
import { kindOf } from '../cj/services.js';
import { runnerActor } from '../steps/step.js';
import { ACTOR_KINDS, type ActorKind } from './actor-kinds.js';
import type { TakenAction, Transition } from './pure-transition.js';
import type { BatchPlan, WorldPlan } from './scenario/world-plan.js';
import type { StoredSnapshot } from './stored-snapshot.js';

export interface Actor {
  readonly id: ActorId;
  readonly kind: ActorKind;
  snapshot: AnyMachineSnapshot;
}

export class Actors {
  readonly #plan: WorldPlan;
  readonly #runners: ReadonlyMap<ActorId, BatchPlan['runner']>;
  readonly #actors = new Map<ActorId, Actor>();

  constructor(plan: WorldPlan) {
    this.#plan = plan;
    this.#runners = new Map(plan.batches.map(({ label, runner }) => [runnerActor(label), runner]));
  }

  /** The actor, and what it does at once if it is met for the first time. */
  meet(id: ActorId): { readonly actor: Actor; readonly born: Transition | null } {
    const known = this.#actors.get(id);
    if (known) return { actor: known, born: null };
    const kind = knownKind(id);
    const born = kind.pure.initial(this.#inputOf(id));
    const actor: Actor = { id, kind, snapshot: born.snapshot };
    this.#actors.set(id, actor);
    return { actor, born };
  }

  restore(id: ActorId, stored: StoredSnapshot): void {
    const kind = knownKind(id);
    this.#actors.set(id, { id, kind, snapshot: kind.pure.restored(stored) });
  }

  /** The actor as a new one that has heard these events, with the timers it has then and what it does at once. */
  rebuild(actor: Actor, events: readonly EventObject[]): Transition {
    let { snapshot, actions } = actor.kind.pure.initial(this.#inputOf(actor.id));
    for (const event of events) {
      const next = actor.kind.pure.next(snapshot, event);
      actions = [...withoutCommands(actions), ...next.actions];
      snapshot = next.snapshot;
    }
    return { snapshot, actions };
  }

  isBusy(id: ActorId): boolean {
    return this.#actors.get(id)?.snapshot.hasTag('busy') ?? false;
  }

  hasEnded(id: ActorId): boolean {
    return this.#actors.get(id)?.snapshot.hasTag('terminal') ?? false;
  }

  all(): Iterable<Actor> {
    return this.#actors.values();
  }

  #inputOf(id: ActorId): unknown {
    const { settings, horizonMs } = this.#plan;
    switch (kindOf(id)) {
      case 'monitor':
        return {
          firstSweepMs: settings.BATCH_MONITOR_FIRST_SECONDS * SECOND_MS,
          intervalMs: settings.BATCH_MONITOR_INTERVAL_MINUTES * MINUTE_MS,
        };
      case 'runner': {
        const runner = this.#runners.get(id);
        return {
          awaitsCompletion: runner?.awaitsCompletion ?? false,
          completionTimeoutMs: runner?.completionTimeoutMs ?? horizonMs,
        };
      }
      default:
        return undefined;
    }
  }
}

/** What was done at once in a state that was passed through has been done; timers are set and cancelled as always. */
function withoutCommands(actions: readonly TakenAction[]): readonly TakenAction[] {
  return actions.filter(({ type }) => type === 'xstate.raise' || type === 'xstate.cancel');
}

function knownKind(id: ActorId): ActorKind {
  const kind = ACTOR_KINDS.get(kindOf(id));
  if (kind === undefined) throw new BugError('A message is addressed to an unknown kind of actor', { id });
  return kind;
}
