/**
 * The actors of a world and all that is due for them: it puts entries into the queue, turns what machines do
 * into entries, and writes both through to the journal. It runs no step and knows no rule.
 */
import type { AnyMachineSnapshot } from 'xstate';
import type { Outgoing } from '../cj/messages.js';
import { stateName } from '../cj/state-name.js';
import type { BatchId, VirtualTime } from '../cj/words.js';
import { batchActor } from '../steps/step.js';
import type { ActorState } from './actor-state.js';
import { type Actor, Actors } from './actors.js';
import type { Bus, Delivery } from './bus.js';
import type { Scheduler } from './chooser.js';
import { EventQueue } from './event-queue.js';
import type { Postpone } from './faults/paused-actors.js';
import { pendingReasons } from './pending.js';
import type { TakenAction } from './pure-transition.js';
import type { QueueEntry } from './queue-entry.js';
import { RESTART } from './restarts.js';
import type { ResumedRun } from './resumed-run.js';
import type { WorldPlan } from './scenario/world-plan.js';
import type { StoredSnapshot } from './stored-snapshot.js';
import type { TraceRecord } from './trace-record.js';
import type { WorldJournal } from './world-journal.js';

/** What an entry is caused by: of a queue entry, what its consequences are named and grouped by. */
export type Cause = Pick<QueueEntry, 'id' | 'root' | 'depth' | 'batch'>;

/** How messages get to actors; a fork may change it. */
export interface Ways {
  readonly bus: Bus;
  readonly postpone: Postpone;
  readonly scheduler: Scheduler;
}

type OwnEntry = Pick<Delivery, 'id' | 'at' | 'type' | 'payload' | 'kind'>;

interface RaisedTimer {
  readonly id: string;
  readonly delay?: number;
  readonly event: { readonly type: string };
}

export class ActorHost {
  readonly queue = new EventQueue();
  readonly actors: Actors;
  now: VirtualTime;
  /** Batches that have not ended. */
  unfinished: number;
  /** A runner gave up waiting: the world stops. */
  timedOut = false;
  /** Batches whose rows are there, with the policy that made them. */
  readonly made = new Map<string, string>();
  readonly #journal: WorldJournal;
  #ways!: Ways;
  readonly #isBusy = (actor: string): boolean => this.actors.isBusy(actor);
  #sequence = 0;

  constructor(plan: WorldPlan, journal: WorldJournal) {
    this.#journal = journal;
    this.actors = new Actors(plan);
    this.now = plan.clockStartMs;
    this.unfinished = plan.batches.length;
  }

  follow(ways: Ways): void {
    this.#ways = ways;
    this.queue.follow(ways.scheduler.choose);
  }

  /** The scheduler hears what was done. */
  noteRan({ n, actor }: Pick<TraceRecord, 'n' | 'actor'>): void {
    this.#ways.scheduler.ran(n, actor);
  }

  /** Take up what a run left behind. Its scheduler has been there since a step: 0, or that of the fork. */
  goOn({ entries, actors, made, steps, now, timedOut, actorOf }: ResumedRun, since: number): void {
    this.#ways.scheduler.goOnAfter(steps, (step) => (step > since ? actorOf(step) : null));
    for (const [label, policy] of made) this.made.set(label, policy);
    for (const { id, snapshot } of actors) this.actors.restore(id, snapshot);
    for (const { snapshot } of this.actors.all()) this.unfinished -= Number(snapshot.hasTag('terminal'));
    this.timedOut = timedOut;
    if (now !== null) {
      this.now = now as VirtualTime;
      this.queue.startAt(now);
    }
    for (const entry of entries.toSorted((a, b) => a.sequence - b.sequence)) this.queue.add(entry);
    this.#sequence = 1 + entries.reduce((most, { sequence }) => Math.max(most, sequence), 0);
  }

  /** The rows of a batch are there: what the journal writes of it goes with them when it is deleted. */
  noteMade(label: string, policy: string): void {
    this.made.set(label, policy);
    this.#journal.made(Number(label) as BatchId, label, policy);
  }

  /** Every actor that has been met, with its state and what waits for it. */
  states(): readonly ActorState[] {
    const queued = new Map<string, number>();
    for (const entry of this.queue.entries()) {
      if (entry.kind === 'message') queued.set(entry.to, (queued.get(entry.to) ?? 0) + 1);
    }
    return [...this.actors.all()].map(({ id, snapshot }) => ({
      id,
      state: stateName(snapshot.value),
      queued: queued.get(id) ?? 0,
    }));
  }

  /** Of each batch that has not ended what it waits for, in words. */
  pending(plan: WorldPlan): readonly string[] {
    const hasEnded = (label: string): boolean => this.actors.hasEnded(batchActor(label));
    return pendingReasons({ plan, entries: this.queue.entries(), hasEnded });
  }

  /** The id of a batch whose rows are there, else null. */
  batchIdOf(label: string | null): BatchId | null {
    return label !== null && this.made.has(label) ? (Number(label) as BatchId) : null;
  }

  add(delivery: Delivery): void {
    let { id } = delivery;
    for (let n = 2; this.queue.has(id); n++) id = `${delivery.id}#${n}`;
    const at = delivery.type === RESTART ? delivery.at : this.#ways.postpone(delivery.to, delivery.at, id);
    const { to, type, payload, causedBy, root, depth, kind, batch, background } = delivery;
    const sequence = this.#sequence++;
    const entry = { id, at, sequence, to, type, payload, causedBy, root, depth, kind, batch, background };
    this.#enqueue(at === delivery.at ? entry : { ...entry, wasDueAt: delivery.at });
  }

  /** What is on its way already is due at another time. */
  reschedule(entry: QueueEntry): void {
    this.drop(entry.id);
    this.#enqueue(entry);
  }

  #enqueue(entry: QueueEntry): void {
    this.queue.add(entry);
    this.#journal.added(entry);
  }

  /** The entry to run next, still in the queue; undefined when nothing is left. */
  next(): QueueEntry | undefined {
    return this.queue.next(this.#isBusy);
  }

  /** What a look at the next entry has taken for ready is not before its time. */
  goBack(): void {
    this.queue.goBackTo(this.now);
  }

  /** The entry is under way: it is in the queue no more. */
  takeOut(entry: QueueEntry): void {
    this.queue.take(entry);
    this.#journal.removed(entry);
  }

  /** Forget an entry that is not wanted any more. */
  drop(id: string): void {
    const entry = this.queue.remove(id);
    if (entry) this.#journal.removed(entry);
  }

  send(message: Outgoing, { id, batch }: Pick<Cause, 'id' | 'batch'>): void {
    for (const delivery of this.#ways.bus(message, { at: this.now, causedBy: id, batch })) this.add(delivery);
  }

  /** The actor; one that is met for the first time does at once what its initial state says. */
  meet(id: string, cause: Cause | null): Actor {
    const { actor, born } = this.actors.meet(id);
    if (born !== null) {
      this.#journal.moved(id, stored(actor.snapshot));
      for (const action of born.actions) this.act(action, actor, cause);
    }
    return actor;
  }

  move(actor: Actor, snapshot: AnyMachineSnapshot): void {
    const before = actor.snapshot;
    if (before === snapshot) return;
    actor.snapshot = snapshot;
    this.#journal.moved(actor.id, stored(snapshot));
    if (before.value === snapshot.value) return;
    this.unfinished += Number(before.hasTag('terminal')) - Number(snapshot.hasTag('terminal'));
    if (snapshot.hasTag('stopsWorld')) this.timedOut = true;
    if (before.hasTag('busy') && !snapshot.hasTag('busy')) this.queue.release(actor.id);
  }

  /** An action of a machine: a timer set or cancelled, or a command to itself. */
  act(action: TakenAction, actor: Actor, cause: Cause | null): void {
    if (action.type === 'xstate.cancel') {
      const { sendId } = action.params as { readonly sendId: string };
      this.drop(`${sendId}|${actor.id}`);
      return;
    }
    if (action.type === 'xstate.raise') {
      const { id, delay, event } = action.params as RaisedTimer;
      if (typeof delay !== 'number') return;
      const at = this.now + Math.round(delay);
      this.#addOwn(actor, cause, {
        id: `${id}|${actor.id}`,
        at,
        type: event.type,
        payload: {},
        kind: 'timer',
      });
      return;
    }
    const { type, params: payload = {} } = action;
    const id = `${type}|${actor.id}|${cause?.root ?? actor.id}~${(cause?.depth ?? 0) + 1}`;
    this.#addOwn(actor, cause, { id, at: this.now, type, payload, kind: 'command' });
  }

  /** What an actor has told itself. */
  #addOwn({ id: to }: Actor, cause: Cause | null, { id, at, type, payload, kind }: OwnEntry): void {
    this.add({
      id,
      at,
      to,
      type,
      payload,
      causedBy: cause?.id ?? null,
      root: cause?.root ?? to,
      depth: (cause?.depth ?? 0) + 1,
      kind,
      batch: cause?.batch ?? null,
      background: to === 'monitor',
    });
  }
}

export function stored({ value, context }: AnyMachineSnapshot): StoredSnapshot {
  return { value, context };
}
