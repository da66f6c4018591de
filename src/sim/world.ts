/**
 * The world: a queue in virtual time, actors as pure machines, and steps as transactions. `step()` takes one
 * entry; nothing runs on its own, awaits, or holds a timer (07, "A world step"). What a run amounts to is the
 * digest over its trace and its tables.
 */
import type { AnyMachineSnapshot } from 'xstate';
import { canonicalJson } from '../cj/canonical-json.js';
import { byCodePoint } from '../cj/code-point-order.js';
import type { Draw } from '../cj/draw.js';
import type { Fact } from '../cj/facts.js';
import type { Hash } from '../cj/hash.js';
import type { MessagePayloads, Outgoing } from '../cj/messages.js';
import { type LlmProviderMemory, nextCallStart } from '../cj/provider-slots.js';
import { stateName } from '../cj/state-name.js';
import type { BatchId, CorrelationId, VirtualTime } from '../cj/words.js';
import type { Judge, Verdict } from '../judges/judge.js';
import type { StepContext, StepResult } from '../steps/step.js';
import { runnerActor } from '../steps/step.js';
import { stateDigest } from '../store/state-digest.js';
import type { Store } from '../store/store.js';
import { timestamp } from '../store/timestamp.js';
import { type Actor, Actors } from './actors.js';
import { type Bus, batchOf, createBus, type Delivery } from './bus.js';
import { type Scheduler, schedulerNamed } from './chooser.js';
import { DIGEST_VERSION, DigestChain, hexOf } from './digest-chain.js';
import { EventQueue } from './event-queue.js';
import { isMeant } from './faults/actor-meant.js';
import { type CallFaults, callFaults } from './faults/call-faults.js';
import { createFaultDesk, type FaultCounts, type FaultDesk } from './faults/fault-desk.js';
import type { FaultName } from './faults/fault-kinds.js';
import type { FaultPlan } from './faults/fault-plan.js';
import { messageFaults } from './faults/message-faults.js';
import { type Postpone, pausedActors } from './faults/paused-actors.js';
import { rebuildActor } from './faults/rebuild-actor.js';
import { createJudgeDesk, type GivenVerdict, type JudgeDesk } from './judge-desk.js';
import { type PolicyInForce, policiesInForce } from './policies-in-force.js';
import type { TakenAction } from './pure-transition.js';
import type { QueueEntry } from './queue-entry.js';
import { createDraw } from './randomness.js';
import type { ResumedRun } from './resumed-run.js';
import type { WorldPlan } from './scenario/world-plan.js';
import { seedStore } from './seed-store.js';
import type { TraceRecord } from './trace-record.js';
import { FAULT_COUNTS_ROW, NO_JOURNAL, type WorldJournal, writeThrough } from './world-journal.js';

/** The type of the entry that makes actors lose their memory. */
const RESTART = 'actor.restart';
const ASSESSMENT_SERVICE = 'cj_assessment_service';

export interface WorldParts {
  readonly plan: WorldPlan;
  readonly store: Store;
  readonly hash: Hash;
  /** The user's own judge; null: the plan's profile. */
  readonly judge: Judge | null;
  /** Write every step through, so that a killed run can go on. */
  readonly journalled: boolean;
  /** Keep the trace of a world without a file, for `seal`. */
  readonly keepsTrace: boolean;
  /** Check what only checking needs, such as keys that are drawn twice. */
  readonly checked: boolean;
  /** Of the program, kept in the header and hashed nowhere. */
  readonly version?: string;
  /** The run that the database holds, to go on with; null: a new one. */
  readonly resumed?: ResumedRun | null;
  /** A verdict of an earlier run, in place of asking the judge. */
  readonly recorded?: (id: CorrelationId) => Verdict | undefined;
  /** Go on beyond the plan's `stop`. */
  readonly pastStop?: boolean;
  /** Told of each trace record, as it is hashed. */
  readonly onRecord?: (line: string, record: TraceRecord) => void;
  /** Told of each step once it is committed; may throw to stop the run. Quiet: nothing is under way but periodic timers. */
  readonly afterStep?: (record: TraceRecord, isQuiet: boolean) => void;
}

/** Why a world does not go on. */
export type Ending = 'finished' | 'stopped' | 'horizon' | 'timed_out' | 'stranded';

/** How a run ended, as it is stored. */
export interface Outcome {
  readonly ending: Ending;
  readonly now: VirtualTime;
  readonly steps: number;
  readonly digest: string;
  readonly trace_digest: string;
}

export type Advance =
  | { readonly kind: 'advanced'; readonly record: TraceRecord }
  | { readonly kind: 'idle'; readonly ending: Ending }
  /** Verdicts of a judge that takes its time; give them with `provide`. */
  | { readonly kind: 'waiting'; readonly verdicts: Promise<readonly GivenVerdict[]> };

export class World {
  readonly plan: WorldPlan;
  readonly store: Store;
  readonly #hash: Hash;
  readonly #draw: Draw;
  readonly #desk: JudgeDesk;
  readonly #bus: Bus;
  readonly #scheduler: Scheduler;
  readonly #policyOf: PolicyInForce;
  readonly #journal: WorldJournal;
  readonly #onRecord: WorldParts['onRecord'];
  readonly #afterStep: WorldParts['afterStep'];
  readonly #queue = new EventQueue();
  readonly #actors: Actors;
  readonly #chain: DigestChain;
  readonly #faults: FaultDesk;
  readonly #calls: CallFaults;
  readonly #postpone: Postpone;
  readonly #stopAtMs: number | null;
  /** Verdicts that took their time, for `seal`. */
  readonly #arrived: GivenVerdict[] = [];
  readonly #keepPrompt: StepContext['keepPrompt'];
  readonly #isJournalled: boolean;
  readonly #keepsTrace: boolean;
  /** Trace lines of a world without a file, until it is sealed. */
  readonly #lines: {
    readonly n: number;
    readonly at: number;
    readonly batch: BatchId | null;
    readonly line: string;
  }[] = [];
  /** Batches whose rows are there, with the policy that made them. */
  readonly #made = new Map<string, string>();
  #sequence = 0;
  #steps = 0;
  #now: VirtualTime;
  #unfinished: number;
  #timedOut = false;
  #faultCounts: FaultCounts | null = null;

  constructor(parts: WorldParts) {
    const { plan, store, hash } = parts;
    this.plan = plan;
    this.store = store;
    this.#hash = hash;
    this.#draw = createDraw(plan.seed, { ledger: parts.checked });
    const resumed = parts.resumed ?? null;
    this.#faults = createFaultDesk(plan.faults, this.#draw, resumed?.faultCounts ?? null);
    this.#calls = callFaults(this.#faults);
    this.#postpone = pausedActors(plan, this.#faults);
    this.#stopAtMs = parts.pastStop ? null : plan.stopAtMs;
    this.#desk = createJudgeDesk({
      plan,
      draw: this.#draw,
      hash,
      judge: parts.judge,
      recorded: (id) => parts.recorded?.(id) ?? (resumed === null ? undefined : this.#storedVerdict(id)),
      onArrival: (given) => this.#keepVerdict(given),
    });
    this.#bus = createBus(plan, this.#draw, messageFaults(plan, this.#faults));
    // A timer comes back under the same name: its place among equals is no draw of the run's.
    this.#scheduler = schedulerNamed(plan.schedule, createDraw(plan.seed));
    this.#policyOf = policiesInForce(plan);
    this.#isJournalled = parts.journalled;
    this.#keepsTrace = parts.keepsTrace && !parts.journalled;
    this.#journal = parts.journalled ? writeThrough(store.journal) : NO_JOURNAL;
    this.#onRecord = parts.onRecord;
    this.#afterStep = parts.afterStep;
    this.#actors = new Actors(plan);
    this.#now = plan.clockStartMs;
    this.#unfinished = plan.batches.length;
    this.#keepPrompt = plan.keepPrompts ? (text) => this.#savedPrompt(text) : null;
    if (resumed !== null) {
      this.#chain = resumed.chain;
      this.#goOn(resumed);
      return;
    }
    const header = canonicalJson(plan);
    this.#chain = DigestChain.start(hash, header);
    this.#start(header, parts.version ?? '');
  }

  /** Virtual milliseconds since the epoch. */
  get now(): VirtualTime {
    return this.#now;
  }

  /** Steps done. */
  get steps(): number {
    return this.#steps;
  }

  /** The entry that the next step will run, or why there is none. */
  next(): Pick<QueueEntry, 'at' | 'to' | 'type' | 'id' | 'batch'> | Ending {
    return this.#next();
  }

  /**
   * Tell a batch that it is cancelled: a message from outside, due now. The step number in its name lets a replay
   * send it at the same moment.
   */
  cancel(label: string): void {
    const { driver } = this.store;
    driver.begin();
    this.#addCancel(label, this.#now, `@${this.#steps}`);
    driver.commit();
  }

  /** Run the entry that is next, or say why there is none. Synchronous; one transaction. */
  step(): Advance {
    const entry = this.#next();
    if (typeof entry === 'string') return { kind: 'idle', ending: entry };
    const verdicts = this.#openVerdicts(entry);
    if (verdicts !== null) return { kind: 'waiting', verdicts };
    const record = this.#run(entry);
    this.#afterStep?.(record, this.#queue.foreground === 0);
    return { kind: 'advanced', record };
  }

  /** Verdicts that a `waiting` step asked for. */
  provide(given: readonly GivenVerdict[]): void {
    this.#desk.provide(given);
  }

  /** The digest of trace and tables if the world ended here: version, colon, hexadecimal. */
  digest(): string {
    const state = stateDigest(this.store.driver, this.#hash);
    const text = new TextEncoder().encode(`${this.#chain.current}:${hexOf(state)}`);
    return `${DIGEST_VERSION}:${hexOf(this.#hash(text))}`;
  }

  /**
   * Write down how the world ended; without a file also what a file would hold by now: trace, queue and
   * snapshots. The database is then complete: reports read nothing else.
   */
  seal(ending: Ending): Outcome {
    const outcome: Outcome = {
      ending,
      now: this.#now,
      steps: this.#steps,
      digest: this.digest(),
      trace_digest: this.#chain.current,
    };
    const { driver, journal } = this.store;
    driver.begin();
    if (!this.#isJournalled) this.#writeAll();
    journal.setOutcome(JSON.stringify(outcome));
    driver.commit();
    return outcome;
  }

  #writeAll(): void {
    const writer = writeThrough(this.store.journal);
    for (const [label, policy] of this.#made) writer.made(Number(label) as BatchId, label, policy);
    for (const record of this.#lines) writer.recorded(record, this.#chain);
    for (const { id, snapshot } of this.#actors.all())
      writer.moved(id, this.#batchIdOf(batchOf(id)), stored(snapshot));
    for (const entry of this.#queue.entries()) writer.added(entry);
    for (const given of this.#arrived) this.#writeVerdict(given);
    const context = this.#faultCounts;
    if (context !== null) writer.moved(FAULT_COUNTS_ROW, null, { value: 'counting', context });
  }

  /** The running digest of the trace alone, in hexadecimal. */
  traceDigest(): string {
    return this.#chain.current;
  }

  /** Every actor that has been met, with its state and what waits for it. */
  actors(): readonly { readonly id: string; readonly state: string; readonly queued: number }[] {
    const queued = new Map<string, number>();
    for (const entry of this.#queue.entries()) {
      if (entry.kind === 'message') queued.set(entry.to, (queued.get(entry.to) ?? 0) + 1);
    }
    return [...this.#actors.all()].map(({ id, snapshot }) => ({
      id,
      state: stateName(snapshot.value),
      queued: queued.get(id) ?? 0,
    }));
  }

  /** Let go of the database. */
  close(): void {
    this.store.driver.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #goOn({ entries, actors, made, steps, now, timedOut, actorOf }: ResumedRun): void {
    this.#scheduler.goOnAfter(steps, actorOf);
    for (const [label, policy] of made) this.#made.set(label, policy);
    for (const { id, snapshot } of actors) this.#actors.restore(id, snapshot);
    for (const { snapshot } of this.#actors.all()) this.#unfinished -= Number(snapshot.hasTag('terminal'));
    this.#steps = steps;
    this.#now = (now ?? this.plan.clockStartMs) as VirtualTime;
    this.#timedOut = timedOut;
    if (now !== null) this.#queue.startAt(now);
    for (const entry of entries.toSorted((a, b) => a.sequence - b.sequence)) this.#queue.add(entry);
    this.#sequence = 1 + entries.reduce((most, { sequence }) => Math.max(most, sequence), 0);
  }

  #start(header: string, version: string): void {
    const { driver, journal } = this.store;
    driver.begin();
    seedStore(this.store, this.plan);
    journal.start(header, this.#chain.closed);
    journal.setVersion(version);
    for (const actor of ['content_service', 'llm_provider', 'outbox_relay', 'monitor'])
      this.#meet(actor, null);
    for (let k = 1; k <= this.plan.consumers.count; k++) this.#meet(`consumer/${k}`, null);
    for (const batch of this.plan.batches) this.#addRequest(batch);
    for (const { label, cancelAtMs } of this.plan.batches) {
      if (cancelAtMs !== null) this.#addCancel(label, this.plan.clockStartMs + cancelAtMs, '');
    }
    for (const fault of this.#faults.planned('restart', 'process-crash')) {
      if (fault.atStep === null) this.#addRestart(fault, this.plan.clockStartMs + fault.fromMs);
    }
    driver.commit();
    driver.tally.takeWritten();
  }

  #addRequest(batch: WorldPlan['batches'][number]): void {
    const id = `request.due|${batch.label}`;
    this.#add({
      id,
      at: this.plan.clockStartMs + batch.startMs,
      to: runnerActor(batch.label),
      type: 'request.due',
      payload: {
        batch_id: batch.id,
        bos_batch_id: batch.bosBatchId,
        event_correlation_id: batch.eventCorrelationId,
        essays: batch.essays,
        request: batch.request,
        judge_rubric_override: batch.judgeRubricOverride,
      },
      causedBy: null,
      root: id,
      depth: 0,
      kind: 'message',
      batch: batch.label,
      background: false,
    });
  }

  #addCancel(label: string, at: number, moment: string): void {
    const id = `batch.cancel|${label}${moment}`;
    this.#add({
      id,
      at,
      to: `batch/${label}`,
      type: 'batch.cancel',
      payload: {},
      causedBy: null,
      root: id,
      depth: 0,
      kind: 'message',
      batch: label,
      background: false,
    });
  }

  /** A restart keeps no world alive. */
  #addRestart({ name, actor, ordinal }: FaultPlan, at: number): void {
    const to = actor ?? ASSESSMENT_SERVICE;
    const id = `${RESTART}|${name}/${ordinal}|${to}`;
    this.#add({
      id,
      at,
      to,
      type: RESTART,
      payload: { fault: name },
      causedBy: null,
      root: id,
      depth: 0,
      kind: 'timer',
      batch: batchOf(to),
      background: true,
    });
  }

  #next(): QueueEntry | Ending {
    if (this.#timedOut) return 'timed_out';
    if (this.#unfinished === 0 && this.#queue.foreground === 0) return 'finished';
    const entry = this.#queue.next(this.#scheduler.choose, (actor) => this.#actors.isBusy(actor));
    if (entry === undefined) return 'stranded';
    const elapsed = entry.at - this.plan.clockStartMs;
    if (this.#stopAtMs !== null && elapsed > this.#stopAtMs) return 'stopped';
    return elapsed > this.plan.horizonMs ? 'horizon' : entry;
  }

  /** Verdicts are asked for outside any transaction, once the provider has a free slot for the call. */
  #openVerdicts(entry: QueueEntry): Promise<readonly GivenVerdict[]> | null {
    if (entry.type !== 'call.due') return null;
    const { call, tries } = entry.payload as MessagePayloads['call.due'];
    const memory = this.#meet(entry.to, null).snapshot.context as LlmProviderMemory;
    const at = Math.max(this.#now, entry.at);
    this.#begin(at);
    if (nextCallStart(memory, this.#policyOf(entry, at - this.plan.clockStartMs).settings, at).at > at)
      return null;
    if (this.#calls.callTrouble(call, tries) !== null) return null;
    return this.#desk.ask(call);
  }

  #run(entry: QueueEntry): TraceRecord {
    const { driver } = this.store;
    this.#now = Math.max(this.#now, entry.at) as VirtualTime;
    this.#begin(this.#now);
    driver.begin();
    try {
      const record = entry.type === RESTART ? this.#restart(entry) : this.#perform(entry);
      driver.commit();
      return record;
    } catch (error) {
      driver.rollback();
      throw error;
    }
  }

  #perform(entry: QueueEntry): TraceRecord {
    this.#queue.take(entry);
    this.#journal.removed(entry);
    const actor = this.#meet(entry.to, entry);
    const step = actor.kind.steps.get(entry.type);
    const result: StepResult = step
      ? step(this.#contextOf(entry, actor), entry.payload as never)
      : { event: { ...(entry.payload as object), type: entry.type } };
    if (result.event.type === 'request.accepted') this.#noteMade(entry);
    for (const message of result.messages ?? []) this.#send(message, entry);
    const before = actor.snapshot;
    const { snapshot, actions } = actor.kind.pure.next(before, result.event);
    this.#move(actor, snapshot);
    for (const action of actions) this.#take(action, actor, entry);
    if (before.hasTag('busy') && !snapshot.hasTag('busy')) this.#queue.release(actor.id);
    return this.#record(entry, stateName(before.value), stateName(snapshot.value), result);
  }

  #contextOf(entry: QueueEntry, actor: Actor): StepContext {
    const label = entry.batch ?? '';
    const now = this.#clockOf(actor);
    return {
      store: this.store,
      ...this.#policyOf(entry, this.#now - this.plan.clockStartMs),
      draw: this.#draw,
      now,
      timestamp: timestamp(now),
      batchId: Number(label) as BatchId,
      label,
      memory: actor.snapshot.context,
      verdictOf: (call, order) => this.#calls.alter(this.#desk.verdictOf(call, order), call, order),
      outside: this.#calls,
      keepPrompt: this.#keepPrompt,
    };
  }

  #noteMade(entry: QueueEntry): void {
    const label = entry.batch ?? '';
    const { name } = this.#policyOf(entry, this.#now - this.plan.clockStartMs).policy;
    this.#made.set(label, name);
    this.#journal.made(Number(label) as BatchId, label, name);
  }

  #send(message: Outgoing, { id, batch }: Pick<QueueEntry, 'id' | 'batch'>): void {
    for (const delivery of this.#bus(message, { at: this.#now, causedBy: id, batch })) this.#add(delivery);
  }

  /** The step that is about to run, for faults. */
  #begin(at: number): void {
    this.#faults.begin({ sinceStartMs: at - this.plan.clockStartMs, step: this.#steps + 1 });
  }

  /** The time as the actor sees it. */
  #clockOf({ id }: Actor): VirtualTime {
    if (id !== 'monitor') return this.#now;
    const aheadMs = this.#faults
      .planned('clock-jump')
      .filter(({ fromMs }) => this.plan.clockStartMs + fromMs <= this.#now)
      .reduce((sum, { byMs }) => sum + byMs, 0);
    if (aheadMs > 0) this.#faults.note('clock-jump', `the monitor's clock is ${aheadMs} ms ahead`);
    return (this.#now + aheadMs) as VirtualTime;
  }

  /** Actors lose their memory: their own commands and timers go, rows and messages stay. */
  #restart(entry: QueueEntry): TraceRecord {
    this.#queue.take(entry);
    this.#journal.removed(entry);
    const { fault } = entry.payload as { readonly fault: FaultName };
    this.#faults.note(fault, entry.to);
    const meant = [...this.#actors.all()]
      .filter(({ id }) => isMeant(id, entry.to))
      .sort((a, b) => byCodePoint(a.id, b.id));
    const before = statesOf(meant);
    const facts = meant.map((actor): Fact => {
      this.#restartActor(actor, entry);
      return { fact: 'actor.restarted', actor: actor.id, state: stateName(actor.snapshot.value) };
    });
    return this.#record(entry, before, statesOf(meant), { event: { type: RESTART }, facts });
  }

  #restartActor(actor: Actor, entry: QueueEntry): void {
    for (const own of [...this.#queue.entries()]) {
      if (own.to !== actor.id || own.kind === 'message' || own.type === RESTART) continue;
      this.#queue.remove(own.id);
      this.#journal.removed(own);
    }
    const { plan, store } = this;
    const memory = actor.snapshot.context;
    const { events, messages, batch } = rebuildActor(actor.id, { plan, store, restart: entry.id, memory });
    const wasBusy = actor.snapshot.hasTag('busy');
    const { snapshot, actions } = this.#actors.rebuild(actor, events);
    this.#move(actor, snapshot);
    for (const action of actions) this.#take(action, actor, { ...entry, batch: batch ?? batchOf(actor.id) });
    for (const message of messages) this.#send(message, { id: entry.id, batch });
    if (wasBusy) this.#queue.release(actor.id);
  }

  #add(delivery: Delivery): void {
    let { id } = delivery;
    for (let n = 2; this.#queue.has(id); n++) id = `${delivery.id}#${n}`;
    const at = delivery.type === RESTART ? delivery.at : this.#postpone(delivery.to, delivery.at, id);
    const entry: QueueEntry = { ...delivery, id, at, sequence: this.#sequence++ };
    this.#queue.add(entry);
    this.#journal.added(entry);
  }

  /** The actor; one that is met for the first time does at once what its initial state says. */
  #meet(id: string, cause: QueueEntry | null): Actor {
    const { actor, born } = this.#actors.meet(id);
    if (born !== null) {
      this.#journal.moved(id, this.#batchIdOf(batchOf(id)), stored(actor.snapshot));
      for (const action of born.actions) this.#take(action, actor, cause);
    }
    return actor;
  }

  #move(actor: Actor, snapshot: AnyMachineSnapshot): void {
    const before = actor.snapshot;
    if (before === snapshot) return;
    actor.snapshot = snapshot;
    this.#journal.moved(actor.id, this.#batchIdOf(batchOf(actor.id)), stored(snapshot));
    if (before.value === snapshot.value) return;
    this.#unfinished += Number(before.hasTag('terminal')) - Number(snapshot.hasTag('terminal'));
    if (snapshot.hasTag('stopsWorld')) this.#timedOut = true;
  }

  /** An action of a machine: a timer set or cancelled, or a command to itself. */
  #take(action: TakenAction, actor: Actor, cause: QueueEntry | null): void {
    const background = actor.id === 'monitor';
    const chain = {
      causedBy: cause?.id ?? null,
      root: cause?.root ?? actor.id,
      depth: (cause?.depth ?? 0) + 1,
      batch: cause?.batch ?? null,
    };
    if (action.type === 'xstate.cancel') {
      const { sendId } = action.params as { readonly sendId: string };
      const timer = this.#queue.remove(`${sendId}|${actor.id}`);
      if (timer) this.#journal.removed(timer);
      return;
    }
    if (action.type === 'xstate.raise') {
      const { id, delay, event } = action.params as RaisedTimer;
      if (typeof delay !== 'number') return;
      this.#add({
        ...chain,
        id: `${id}|${actor.id}`,
        at: this.#now + Math.round(delay),
        to: actor.id,
        type: event.type,
        payload: {},
        kind: 'timer',
        background,
      });
      return;
    }
    this.#add({
      ...chain,
      id: `${action.type}|${actor.id}|${chain.root}~${chain.depth}`,
      at: this.#now,
      to: actor.id,
      type: action.type,
      payload: action.params ?? {},
      kind: 'command',
      background,
    });
  }

  #record(entry: QueueEntry, before: string, after: string, result: StepResult): TraceRecord {
    const next = this.#steps + 2;
    for (const fault of this.#faults.planned('restart', 'process-crash')) {
      if (fault.atStep === next) this.#addRestart(fault, this.#now);
    }
    const faults = this.#faults.takeNotes();
    const counts = this.#faults.takeCounts();
    if (counts !== null) this.#countFaults(counts);
    const record: TraceRecord = {
      n: ++this.#steps,
      at: this.#now,
      actor: entry.to,
      batch: entry.batch,
      type: entry.type,
      messageId: entry.id,
      causedBy: entry.causedBy,
      before,
      after,
      rows: this.store.driver.tally.takeWritten(),
      ...(result.decision ? { decision: result.decision } : {}),
      ...(result.facts && result.facts.length > 0 ? { facts: result.facts } : {}),
      ...(faults.length > 0 ? { fault: faults } : {}),
    };
    this.#scheduler.ran(record.n, entry.to);
    const line = JSON.stringify(record);
    this.#chain.add(line);
    const batch = this.#batchIdOf(entry.batch);
    this.#journal.recorded({ n: record.n, at: record.at, batch, line }, this.#chain);
    if (this.#keepsTrace) this.#lines.push({ n: record.n, at: record.at, batch, line });
    this.#onRecord?.(line, record);
    return record;
  }

  /** The batch's id once its row is there: rows of the journal that name it go with it. */
  #batchIdOf(label: string | null): BatchId | null {
    return label !== null && this.#made.has(label) ? (Number(label) as BatchId) : null;
  }

  #countFaults(counts: FaultCounts): void {
    this.#faultCounts = counts;
    this.#journal.moved(FAULT_COUNTS_ROW, null, { value: 'counting', context: counts });
  }

  #storedVerdict(id: CorrelationId): Verdict | undefined {
    const text = this.store.journal.verdict(id);
    return text === undefined ? undefined : (JSON.parse(text) as Verdict);
  }

  /** Written down when it arrives, so that it is asked for only once. */
  #keepVerdict(given: GivenVerdict): void {
    if (!this.#isJournalled) {
      this.#arrived.push(given);
      return;
    }
    const { driver } = this.store;
    driver.begin();
    this.#writeVerdict(given);
    driver.commit();
  }

  #writeVerdict({ correlationId, verdict }: GivenVerdict): void {
    this.store.journal.saveVerdict(correlationId, null, JSON.stringify(verdict));
  }

  #savedPrompt(text: string): string {
    const hash = hexOf(this.#hash(new TextEncoder().encode(text)));
    this.store.contents.savePrompt(hash, text);
    return hash;
  }
}

interface RaisedTimer {
  readonly id: string;
  readonly delay?: number;
  readonly event: { readonly type: string };
}

/** `idle`, or `consumer/1 idle, consumer/2 persisting` for several. */
function statesOf(actors: readonly Actor[]): string {
  if (actors.length === 1) return actors.map(({ snapshot }) => stateName(snapshot.value)).join('');
  return actors.map(({ id, snapshot }) => `${id} ${stateName(snapshot.value)}`).join(', ');
}

function stored({ value, context }: AnyMachineSnapshot) {
  return { value, context };
}
