/**
 * Checks every invariant after each step of a world, on the batches that the step says it changed. It reads
 * rows and trace records only and writes nothing: a world with it has the digest of one without.
 */
import { RunFailed } from '../../cj/errors.js';
import type { Settings } from '../../cj/settings.js';
import { batchActor } from '../../steps/step.js';
import type { Driver } from '../../store/driver.js';
import { inForceAt } from '../in-force-at.js';
import type { WorldPlan } from '../scenario/world-plan.js';
import { checkSpecification, SpecificationMemory } from '../specification/check-specification.js';
import { checkSweep } from '../specification/check-sweep.js';
import type { TraceRecord } from '../trace-record.js';
import { BatchReader } from './batch-reader.js';
import { BatchWatch, correlationIdIn } from './batch-watch.js';
import type { Broken } from './invariant.js';
import { INVARIANTS } from './invariants.js';
import type { Observation, PairRow } from './observation.js';

export interface Violation extends Broken {
  readonly invariant: string;
  readonly oracle: 'invariant' | 'specification';
  readonly step: number;
  /** What the step was asked for. */
  readonly during: string;
  readonly batch: string | null;
  /** State of the batch's row, as far as it was read. */
  readonly state: string | null;
  readonly record: TraceRecord;
}

/** A fault that takes a callback, and its correlation id. Of a callback that comes twice, the second is no loss. */
const LOSS = /^(?:drop-callback|unanswered): comparison\.answered\|([^+]+)$/;

export class InvariantChecker {
  #plan: WorldPlan;
  /** The same with the policy and the settings of the step: other code may have been deployed. */
  #inForce: WorldPlan;
  /** Settings that have been in force so far: what was decided under one may be done under the next. */
  readonly #settings: Settings[] = [];
  /** Batches that other code than `current` has had in hand, of which the specification does not speak. */
  readonly #ofOtherCode = new Set<string>();
  readonly #driver: Driver;
  readonly #reader: BatchReader;
  readonly #watches: ReadonlyMap<string, BatchWatch>;
  readonly #memories = new Map<string, SpecificationMemory>();
  readonly #busyConsumers = new Set<string>();
  /** Correlation ids of callbacks that a fault kept from their comparison. */
  readonly #lost = new Set<string>();
  /** States of the actors of batches. */
  readonly #states = new Map<string, string>();
  /** Actors of batches that a restart set back, and that have heard nothing since: their own command went with it. */
  readonly #setBack = new Set<string>();
  #rowsRead = 0;
  #lastAt = 0;

  constructor(plan: WorldPlan, driver: Driver) {
    this.#plan = plan;
    this.#inForce = plan;
    this.#driver = driver;
    this.#reader = new BatchReader(driver);
    this.#watches = new Map(plan.batches.map((batch) => [batch.label, new BatchWatch(batch, this.#reader)]));
    this.#rowsRead = driver.tally.rowsRead;
  }

  /** A fork has another plan from a step on. */
  follow(plan: WorldPlan): void {
    this.#plan = plan;
  }

  /** Throws RunFailed at the first promise that does not hold. `isQuiet`: nothing is under way but periodic timers. */
  afterStep(record: TraceRecord, isQuiet: boolean): void {
    const violation = this.#check(record) ?? (isQuiet ? this.#quiet(record) : null);
    if (violation !== null) throw violationError(violation);
  }

  #check(record: TraceRecord): Violation | null {
    this.#turnTo(record);
    const rowsRead = this.#driver.tally.rowsRead - this.#rowsRead;
    this.#rowsRead += rowsRead;
    if (record.at < this.#lastAt) {
      return this.#violation('time-moves-forward', record, {
        says: 'a step lies before the last one',
        values: {},
      });
    }
    this.#lastAt = record.at;
    this.#noteFaults(record);
    if (record.actor.startsWith('consumer/')) {
      if (record.after === 'persisting') this.#busyConsumers.add(record.actor);
      else this.#busyConsumers.delete(record.actor);
    }
    if (record.type === 'sweep-batches') return this.#checkSweep(record, rowsRead);
    return this.#checkRows(record, rowsRead);
  }

  #turnTo(record: TraceRecord): void {
    const { policy, settings } = inForceAt(this.#plan, record);
    this.#inForce = this.#plan.policyChanges.length === 0 ? this.#plan : { ...this.#plan, policy, settings };
    if (!this.#settings.includes(settings)) this.#settings.push(settings);
  }

  #checkRows(record: TraceRecord, rowsRead: number): Violation | null {
    if (!hasKeys(record.rows) && record.decision === undefined && record.type !== 'recover-stuck')
      return null;
    const named = record.batch === null ? undefined : this.#watches.get(record.batch);
    if (named !== undefined) return this.#checkBatch(named, record, rowsRead);
    for (const watch of this.#watches.values()) {
      const violation = this.#checkBatch(watch, record, rowsRead);
      if (violation !== null) return violation;
    }
    return null;
  }

  #checkSweep(record: TraceRecord, rowsRead: number): Violation | null {
    const batches = [...this.#watches.values()].flatMap(({ plan, rows }) =>
      rows === null ? [] : [{ id: plan.id, state: rows.state }],
    );
    const violation = this.#checkRows(record, rowsRead);
    // The service's clock may be another than the world's.
    const hasJumps = this.#plan.faults.some(({ name }) => name === 'clock-jump');
    if (violation !== null || hasJumps || this.#inForce.policy !== 'current') return violation;
    const found = checkSweep(record, batches, this.#inForce.settings);
    return found === null
      ? null
      : { ...this.#violation('sweep-as-specified', record, found), oracle: 'specification' };
  }

  #checkBatch(watch: BatchWatch, record: TraceRecord, rowsRead: number): Violation | null {
    const wasTerminal = watch.isTerminal;
    const refreshed = watch.refresh(record);
    if (refreshed === null) return null;
    const observation: Observation = {
      plan: this.#inForce,
      settings: this.#settings,
      batch: watch.plan,
      record,
      ...refreshed,
      pairs: watch.pairs,
      counts: watch.counts,
      isCallbackUnderWay: this.#busyConsumers.size > 0,
      hasEnded: !wasTerminal && watch.isTerminal,
      wasTerminal,
      rowsRead,
      reader: this.#reader,
    };
    for (const { name, check } of INVARIANTS) {
      const found = check(observation);
      if (found !== null) return this.#violation(name, record, found, watch.plan.label);
    }
    if (this.#inForce.policy !== 'current') this.#ofOtherCode.add(watch.plan.label);
    if (this.#ofOtherCode.has(watch.plan.label)) return null;
    const found = checkSpecification(observation, this.#memoryOf(watch.plan.label));
    return found === null
      ? null
      : {
          ...this.#violation('decision-as-specified', record, found, watch.plan.label),
          oracle: 'specification',
        };
  }

  #noteFaults({ actor, before, after, type, messageId, fault = [], facts = [] }: TraceRecord): void {
    for (const noted of fault) {
      const [, id] = LOSS.exec(noted) ?? [];
      if (id !== undefined) this.#lost.add(id);
    }
    // One that was corrupted may come under an id that nobody knows.
    const isUnknown = facts.some((fact) => fact.fact === 'callback.ignored' && fact.why === 'unknown');
    const answered = correlationIdIn(messageId);
    if (isUnknown && answered !== null) this.#lost.add(answered);
    if (type === 'actor.restart') {
      for (const fact of facts) if (fact.fact === 'actor.restarted') this.#noteRestart(fact);
    } else if (actor.startsWith('batch/')) {
      this.#states.set(actor, after);
      if (before !== after) this.#setBack.delete(actor);
    }
  }

  #noteRestart({ actor, state }: { readonly actor: string; readonly state: string }): void {
    if (!actor.startsWith('batch/')) return;
    if (this.#states.get(actor) !== state) this.#setBack.add(actor);
    this.#states.set(actor, state);
  }

  /** Nothing is under way: an unfinished batch waits for ever, unless a fault took every answer it waits for. */
  #quiet(record: TraceRecord): Violation | null {
    for (const watch of this.#watches.values()) {
      if (watch.isTerminal || watch.rows === null) continue;
      const open = watch.pairs.filter(({ winner }) => winner === null);
      const isLost = ({ request_correlation_id: id }: PairRow): boolean => this.#lost.has(id);
      const isExcused =
        this.#setBack.has(batchActor(watch.plan.label)) || (open.length > 0 && open.every(isLost));
      if (isExcused) continue;
      const says = `batch ${watch.plan.label} is ${watch.rows.state.state} and nothing is under way`;
      return this.#violation(
        'quiet-means-ended',
        record,
        { says, values: { ...watch.counts } },
        watch.plan.label,
      );
    }
    return null;
  }

  #memoryOf(label: string): SpecificationMemory {
    let memory = this.#memories.get(label);
    if (memory === undefined) {
      memory = new SpecificationMemory();
      this.#memories.set(label, memory);
    }
    return memory;
  }

  #violation(invariant: string, record: TraceRecord, found: Broken, batch = record.batch): Violation {
    const state = this.#watches.get(batch ?? '')?.rows?.state.state ?? null;
    return {
      invariant,
      oracle: 'invariant',
      step: record.n,
      during: record.type,
      batch,
      state,
      record,
      ...found,
    };
  }
}

/** The error says what is wrong; its details are the violation without the record. */
function violationError({ record, ...violation }: Violation): RunFailed {
  const { invariant, says, step, batch } = violation;
  const where = batch === null ? '' : `, batch ${batch}`;
  return new RunFailed(`Invariant ${invariant} is broken at step ${step}${where}: ${says}`, {
    ...violation,
    actor: record.actor,
    rows: record.rows,
  });
}

function hasKeys(rows: Readonly<Record<string, number>>): boolean {
  return Object.keys(rows).length > 0;
}
