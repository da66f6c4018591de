/**
 * The event that an actor's machine heard in a step, told from the step's trace record alone: what a step is asked
 * for is not what comes of it. A test compares it with what the machines really heard.
 */
import type { Fact } from '../../cj/facts.js';
import type { TraceRecord } from '../../sim/trace-record.js';

/** By the type of the message or command; a type that is not here is the event itself. */
const EVENTS: Readonly<Record<string, (record: TraceRecord) => string>> = {
  'request.due': () => 'request.sent',
  'assessment.requested': () => 'request.accepted',
  'prepare-batch': (record) => firstOf(record, PREPARED),
  'submit-first-wave': (record) => firstOf(record, [['wave.submitted', 'wave.submitted']]),
  'decide-continuation': decided,
  'score-batch': scored,
  'finish-batch': (record) => firstOf(record, [['batch.finished', 'batch.completed']]),
  'fail-batch': (record) => firstOf(record, FAILED),
  'batch.cancel': (record) => (has(record, 'batch.failed') ? 'batch.cancelled' : 'cancel.refused'),
  'recover-stuck': recovered,
  'content.requested': () => 'content.answered',
  'comparison.requested': () => 'calls.queued',
  'call.due': (record) => firstOf(record, CALLED, 'call.deferred'),
  'comparison.answered': persisted,
  'persist-next-part': persisted,
  'sweep-batches': () => 'sweep.done',
  'publish-event': published,
};

/** A fact and the event that it goes with; the first that the record has counts. */
type Signs = readonly (readonly [fact: Fact['fact'], event: string])[];

const PREPARED: Signs = [
  ['batch.finished', 'batch.insufficient'],
  ['batch.prepared', 'batch.prepared'],
];
const FAILED: Signs = [
  ['batch.failed', 'batch.failed'],
  ['finish.refused', 'finish.refused'],
];
const CALLED: Signs = [
  ['call.answered', 'call.answered'],
  ['circuit.opened', 'circuit.opened'],
  ['call.failed', 'call.failed'],
];

export function eventOf(record: TraceRecord): string {
  const known = Object.hasOwn(EVENTS, record.type) ? EVENTS[record.type] : undefined;
  return known === undefined ? record.type : known(record);
}

function decided(record: TraceRecord): string {
  if (has(record, 'wave.submitted')) return 'wave.submitted';
  if (record.decision?.outcome === 'finalize_scoring') return 'scoring.due';
  if (record.decision?.outcome === 'finalize_failure') return 'failure.due';
  if (record.facts !== undefined) return 'continuation.waits';
  if (record.after === 'completed') return 'batch.completed';
  return record.after === 'failed' ? 'batch.failed' : 'batch.leftAlone';
}

function scored(record: TraceRecord): string {
  if (has(record, 'finish.refused')) return 'finish.refused';
  if (has(record, 'fit.failed')) return record.after === 'failing' ? 'failure.due' : 'scoring.failed';
  return record.rows['cj_batch_states'] === undefined ? 'batch.leftAlone' : 'batch.scored';
}

function recovered(record: TraceRecord): string {
  if (record.after === 'continuing') return 'wave.closed';
  if (record.after === 'waitingCallbacks') return 'continuation.waits';
  if (record.after === 'projecting') return 'scoring.due';
  return record.after === 'failing' ? 'failure.due' : 'batch.leftAlone';
}

function persisted({ after }: TraceRecord): string {
  return after === 'persisting' ? 'callback.partlyPersisted' : 'callback.persisted';
}

function published(record: TraceRecord): string {
  if (record.after === 'waiting') return 'outbox.held';
  return record.after === 'publishing' ? 'outbox.more' : 'outbox.empty';
}

function firstOf(record: TraceRecord, signs: Signs, otherwise = 'batch.leftAlone'): string {
  return signs.find(([fact]) => has(record, fact))?.[1] ?? otherwise;
}

function has({ facts }: TraceRecord, name: Fact['fact']): boolean {
  return facts?.some(({ fact }) => fact === name) ?? false;
}
