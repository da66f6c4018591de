/**
 * The world: a queue in virtual time, actors as pure machines, and steps as transactions. `step()` takes one
 * entry; nothing runs on its own, awaits, or holds a timer (07, "A world step"). What a run amounts to is the
 * digest over its trace and its tables.
 */
import { canonical } from '../cj/canonical-json.js';
import { stateName } from '../cj/state-name.js';
import type { VirtualTime } from '../cj/words.js';
import type { StepResult } from '../steps/step.js';
import { stateDigest } from '../store/state-digest.js';
import type { Store } from '../store/store.js';
import type { ActorHost } from './actor-host.js';
import type { ActorState } from './actor-state.js';
import { cancelFromOutside, cancelOnEntering } from './cancellations.js';
import { DIGEST_VERSION, hexOf } from './digest-chain.js';
import type { FaultName } from './faults/fault-kinds.js';
import { restartActors } from './faults/restart-actors.js';
import { firstEntries } from './first-entries.js';
import { turnQueue } from './fork-queue.js';
import type { GivenVerdict } from './judge-desk.js';
import { openVerdicts } from './open-verdicts.js';
import { planAt } from './plan-at.js';
import { type PlanWiring, wiredPlan } from './plan-wiring.js';
import type { QueueEntry } from './queue-entry.js';
import { RESTART, restartEntry } from './restarts.js';
import type { WorldPlan } from './scenario/world-plan.js';
import { seedStore } from './seed-store.js';
import { StepTransactions } from './step-transactions.js';
import type { TraceRecord } from './trace-record.js';
import { type Advance, checkedEnding, type Ending, type Outcome, type WorldParts } from './world-parts.js';
import { SERVICES, startJournal, type WorldWiring, wiredWorld } from './world-wiring.js';
import { writeWhole } from './write-whole.js';

export class World {
  readonly plan: WorldPlan;
  readonly store: Store;
  readonly #parts: WorldParts;
  readonly #wiring: WorldWiring;
  readonly #host: ActorHost;
  readonly #transactions: StepTransactions;
  #inForce: PlanWiring;
  #steps: number;

  constructor(parts: WorldParts) {
    const { store, resumed } = parts;
    // What is stored is read back with its keys in this order, and some of it goes into records as it is.
    this.plan = canonical(parts.plan);
    this.store = store;
    this.#parts = parts;
    this.#wiring = wiredWorld({ ...parts, plan: this.plan });
    this.#host = this.#wiring.host;
    this.#transactions = new StepTransactions(store, this.#host.made);
    this.#steps = resumed?.steps ?? 0;
    this.#inForce = this.#wired(planAt(this.plan, this.#steps));
    if (resumed) this.#host.goOn(resumed, this.#inForce.plan.forkOf?.step ?? 0);
    else this.#start();
  }

  /** Virtual milliseconds since the epoch. */
  get now(): VirtualTime {
    return this.#host.now;
  }

  /** Steps done. */
  get steps(): number {
    return this.#steps;
  }

  /** The entry that the next step will run, or why there is none. */
  next(): Pick<QueueEntry, 'at' | 'to' | 'type' | 'id' | 'batch'> | Ending {
    return this.#next();
  }

  /** Tell a batch that it is cancelled: a message from outside, due now. A UserError for a batch that there is not. */
  cancel(label: string): void {
    this.#transactions.check();
    const entry = cancelFromOutside(label, this, this.#host.queue.entries());
    // Of what was looked at before, nothing has happened: it may come later now, or under other faults.
    this.#host.goBack();
    this.#inForce.calls.putOff();
    this.#transactions.run(() => {
      this.#host.add(entry);
      this.#wiring.faults.keep(this.#inForce.faults);
    });
  }

  /** Run the entry that is next, or say why there is none. Synchronous; one transaction. */
  step(): Advance {
    this.#transactions.check();
    const entry = this.#next();
    if (typeof entry === 'string') return { kind: 'idle', ending: entry };
    const at = Math.max(this.now, entry.at) as VirtualTime;
    this.#inForce.faults.begin({ sinceStartMs: at - this.plan.clockStartMs, step: this.#steps + 1 });
    const verdicts = openVerdicts(entry, at, this.#host, this.#inForce);
    if (verdicts !== null) return { kind: 'waiting', verdicts };
    this.#host.now = at;
    this.#host.timedOut = false;
    const record = this.#transactions.run(() =>
      entry.type === RESTART ? this.#restart(entry) : this.#perform(entry),
    );
    this.#parts.afterStep?.(record, this.#host.queue.foreground === 0);
    return { kind: 'advanced', record };
  }

  /** Verdicts that a `waiting` step asked for. */
  provide(given: readonly GivenVerdict[]): void {
    this.#inForce.desk.provide(given);
  }

  /** The digest of trace and tables if the world ended here: version, colon, hexadecimal. */
  digest(): string {
    const state = stateDigest(this.store.driver, this.#parts.hash);
    return `${DIGEST_VERSION}:${hexOf(this.#parts.hash(`${this.traceDigest()}:${hexOf(state)}`))}`;
  }

  /** The running digest of the trace alone, in hexadecimal. */
  traceDigest(): string {
    return this.#wiring.trace.chain.current;
  }

  /**
   * Write down how the world ended (`stopped`: or in the middle of a run), without a file also what a file would hold by now:
   * trace, queue and snapshots. Reports read nothing else. A UserError for an ending that the world has not come to.
   */
  seal(ending: Ending): Outcome {
    this.#transactions.check();
    const outcome: Outcome = {
      ending: checkedEnding(ending, () => this.#next()),
      now: this.now,
      steps: this.#steps,
      digest: this.digest(),
      trace_digest: this.traceDigest(),
    };
    const { journal } = this.store;
    this.#transactions.run(() => {
      if (!this.#parts.journalled) {
        journal.clear();
        writeWhole(this.#wiring, journal);
      }
      journal.setOutcome(JSON.stringify(outcome));
    });
    return outcome;
  }

  /** Every actor that has been met, with its state and what waits for it. */
  actors(): readonly ActorState[] {
    return this.#host.states();
  }

  /** Of each batch that has not ended what it waits for: `batch 21 waits for 3 callbacks, next due at 00:04:10`. */
  pending(): readonly string[] {
    return this.#host.pending(this.plan);
  }

  /** Let go of the database. */
  close(): void {
    this.store.driver.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #wired(plan: WorldPlan): PlanWiring {
    const { lateVerdicts, faults } = this.#wiring;
    const wiring = wiredPlan(plan, this.#parts, lateVerdicts, faults.memory);
    this.#host.follow(wiring);
    return wiring;
  }

  /** In the transaction of the last step before the fork, so that a resumed world finds it done. */
  #turnToFork(): void {
    const before = this.#inForce.plan;
    const plan = planAt(this.plan, this.#steps);
    if (plan === before) return;
    this.#wiring.faults.keep(this.#inForce.faults);
    this.#inForce = this.#wired(plan);
    turnQueue(this.#host, before, this.#inForce);
  }

  #start(): void {
    const { driver } = this.store;
    driver.begin();
    startJournal(this.store, this.#wiring, this.#parts);
    seedStore(this.store, this.plan);
    for (const service of SERVICES) this.#host.meet(service, null);
    for (let k = 1; k <= this.#inForce.plan.consumers.count; k++) this.#host.meet(`consumer/${k}`, null);
    for (const entry of firstEntries(this.#inForce.plan, this.#inForce.faults)) this.#host.add(entry);
    this.#wiring.faults.keep(this.#inForce.faults);
    driver.commit();
    driver.tally.takeWritten();
  }

  #next(): QueueEntry | Ending {
    const { queue, timedOut, unfinished } = this.#host;
    const { plan, stopAtMs } = this.#inForce;
    const isKnown = this.#steps < (this.#parts.repeats ?? 0);
    if (timedOut && !isKnown) return 'timed_out';
    if (unfinished === 0 && queue.foreground === 0) return 'finished';
    const restart = this.#inForce.restartAtStep(this.#steps + 1);
    const entry = restart ? { ...restartEntry(restart, this.now), sequence: 0 } : this.#host.next();
    if (entry === undefined) return 'stranded';
    const elapsed = entry.at - this.plan.clockStartMs;
    if (stopAtMs !== null && elapsed > stopAtMs && !isKnown) return 'stopped';
    return elapsed > plan.horizonMs ? 'horizon' : entry;
  }

  #perform(entry: QueueEntry): TraceRecord {
    const host = this.#host;
    host.takeOut(entry);
    const actor = host.meet(entry.to, entry);
    const step = actor.kind.steps.get(entry.type);
    const result: StepResult = step
      ? step(this.#inForce.contextOf(entry, actor, this.now), entry.payload as never)
      : { event: { type: entry.type, ...(entry.payload as object) } };
    if (result.event.type === 'request.accepted') {
      const { policy } = this.#inForce.policyOf(entry, this.now - this.plan.clockStartMs);
      host.noteMade(entry.batch ?? '', policy.name);
    }
    for (const message of result.messages ?? []) host.send(message, entry);
    const before = actor.snapshot;
    const { snapshot, actions } = actor.kind.pure.next(before, result.event);
    host.move(actor, snapshot);
    for (const action of actions) host.act(action, actor, entry);
    return this.#record(entry, stateName(before.value), stateName(snapshot.value), result);
  }

  #restart(entry: QueueEntry): TraceRecord {
    if (this.#host.queue.has(entry.id)) this.#host.takeOut(entry);
    const { plan, faults } = this.#inForce;
    faults.note((entry.payload as { readonly fault: FaultName }).fault, entry.to);
    const { before, after, facts } = restartActors(entry, this.#host, { plan, store: this.store });
    return this.#record(entry, before, after, { event: { type: RESTART }, facts });
  }

  #record(entry: QueueEntry, before: string, after: string, result: StepResult): TraceRecord {
    const record = this.#wiring.trace.write(this.#host.batchIdOf(entry.batch), {
      n: ++this.#steps,
      at: this.now,
      entry,
      before,
      after,
      rows: this.store.driver.tally.takeWritten(),
      result,
      faults: this.#inForce.faults.takeNotes(),
    });
    this.#host.noteRan(record);
    if (this.plan.forkOf !== undefined) this.#turnToFork();
    const cancelled = cancelOnEntering(this.#inForce.cancelStates, record);
    if (cancelled !== null) this.#host.add(cancelled);
    this.#wiring.faults.keep(this.#inForce.faults);
    return record;
  }
}
