/**
 * Persists a callback: match, write, count, check, in the groups that the policy makes of them (02, "A
 * callback"). Each group is one transaction; what goes from one to the next is carried by the consumer.
 */
import {
  type CallbackPart,
  type CallbackPayload,
  type ErrorAnswer,
  readCallback,
  type UsableAnswer,
} from '../cj/callback.js';
import type { Fact } from '../cj/facts.js';
import type { Outgoing } from '../cj/messages.js';
import { type BatchState, isTerminal, type Winner } from '../cj/words.js';
import type { AnswerCounters } from '../store/batches.js';
import { answerDocument } from '../store/metadata.js';
import { batchActor, type Step, type StepContext, type StepResult } from './step.js';

/** A callback on its way through the groups. */
export interface CarriedCallback {
  readonly payload: CallbackPayload;
  /** Index of the next group of `policy.callbackCommits`. */
  readonly nextGroup: number;
  readonly pair: MatchedPair | null;
  /** Answer counters read and not yet stored (the defect `lost-update`). */
  readonly readCounters: AnswerCounters | null;
}

interface MatchedPair {
  readonly id: number;
  readonly winner: Winner | null;
  readonly state: BatchState;
  readonly current_iteration: number;
}

/** The first group, on a callback from the bus. */
export const persistCallback: Step<CallbackPayload> = (context, payload) =>
  persistPart(context, { payload, nextGroup: 0, pair: null, readCounters: null });

/** A later group, on the consumer's own command. */
export const persistNextPart: Step<CarriedCallback> = persistPart;

/** One group of parts at work. What the parts find is written into it, in their order. */
interface Progress {
  readonly payload: CallbackPayload;
  readonly answer: UsableAnswer | ErrorAnswer;
  pair: MatchedPair | null;
  readCounters: AnswerCounters | null;
  /** The counters as this group left them. */
  counters: Counters | undefined;
  message: Outgoing | null;
  fact: Fact | null;
  /** Nothing more is to be done with this callback. */
  ended: boolean;
}

type Counters = ReturnType<StepContext['store']['batches']['counters']>;

function persistPart(context: StepContext, carried: CarriedCallback): StepResult {
  const groups = context.policy.callbackCommits;
  const { payload } = carried;
  const progress: Progress = {
    payload,
    answer: readCallback(payload),
    pair: carried.pair,
    readCounters: carried.readCounters,
    counters: undefined,
    message: null,
    fact: null,
    ended: false,
  };
  for (const part of groups[carried.nextGroup] ?? []) {
    if (progress.ended) break;
    PARTS[part](context, progress);
  }
  const { message, fact, ended, pair, readCounters } = progress;
  const nextGroup = carried.nextGroup + 1;
  const done = ended || nextGroup >= groups.length;
  return {
    event: done
      ? { type: 'callback.persisted' }
      : { type: 'callback.partlyPersisted', carried: { payload, nextGroup, pair, readCounters } },
    messages: message ? [message] : [],
    facts: fact ? [fact] : [],
  };
}

const PARTS: Readonly<Record<CallbackPart, (context: StepContext, progress: Progress) => void>> = {
  match,
  write,
  count,
  readCount,
  storeCount,
  check,
};

function match({ store, policy }: StepContext, progress: Progress): void {
  const { correlation_id } = progress.payload;
  const pair = store.pairs.byCorrelationId(correlation_id);
  if (!pair) ignore(progress, 'unknown');
  else if (policy.lateCallback === 'record' && isTerminal(pair.state)) ignore(progress, 'late');
  else if (policy.repeatedCallback === 'ignore' && pair.winner !== null) ignore(progress, 'repeated');
  else progress.pair = pair;
}

function ignore(progress: Progress, why: 'unknown' | 'repeated' | 'late'): void {
  progress.ended = true;
  progress.fact = { fact: 'callback.ignored', why, correlation_id: progress.payload.correlation_id };
}

function write({ store, timestamp }: StepContext, { answer, payload, pair }: Progress): void {
  if (!pair || pair.winner !== null) return;
  const document = documentOf(payload);
  const rawResponse = payload.raw_llm_response ?? null;
  if (answer.kind === 'usable') {
    const { winner, confidence, justification } = answer;
    store.pairs.recordAnswer(pair.id, {
      winner,
      confidence,
      justification,
      rawResponse,
      document,
      completedAt: timestamp,
    });
  } else {
    store.pairs.recordFailure(pair.id, {
      code: answer.code,
      correlationId: payload.correlation_id,
      service: 'llm_provider_service',
      details: JSON.stringify(answer.details),
      rawResponse,
      document,
      completedAt: timestamp,
    });
  }
}

function documentOf({ provider, model, response_time_ms, token_usage, cost_usd }: CallbackPayload) {
  return answerDocument({ provider, model, response_time_ms, token_usage, cost_usd });
}

function count({ store, policy, batchId, timestamp }: StepContext, progress: Progress): void {
  const counter = policy.counterOfAnswer(progress.answer.kind);
  noteCounters(progress, store.batches.countAnswer(batchId, counter, timestamp));
}

function readCount({ store, batchId }: StepContext, progress: Progress): void {
  progress.readCounters = store.batches.counters(batchId) ?? null;
}

function storeCount({ store, policy, batchId, timestamp }: StepContext, progress: Progress): void {
  const read = progress.readCounters;
  if (!read) return;
  const completed = policy.counterOfAnswer(progress.answer.kind) === 'completed' ? 1 : 0;
  const counters = {
    completed_comparisons: read.completed_comparisons + completed,
    failed_comparisons: read.failed_comparisons + 1 - completed,
  };
  noteCounters(progress, store.batches.writeAnswerCounters(batchId, counters, timestamp));
}

function noteCounters(progress: Progress, row: Counters): void {
  const { answer } = progress;
  progress.counters = row;
  if (!row) return;
  progress.fact = {
    fact: 'callback.persisted',
    usable: answer.kind === 'usable',
    error_code: answer.kind === 'error' ? answer.code : null,
    completed: row.completed_comparisons,
    failed: row.failed_comparisons,
    submitted: row.submitted_comparisons,
  };
}

/** Tells the batch when this callback leads to a continuation. */
function check({ store, policy, batchId, label }: StepContext, progress: Progress): void {
  const row = progress.counters ?? store.batches.counters(batchId);
  if (!row) return;
  const due = policy.continuationDue({
    submitted: row.submitted_comparisons,
    completed: row.completed_comparisons,
    failed: row.failed_comparisons,
    totalComparisons: row.total_comparisons,
    completionThresholdPct: row.completion_threshold_pct,
    answeredRows: () => {
      const { answered, errors } = store.coverage.countAnswers(batchId);
      return answered + errors;
    },
  });
  if (due === null) return;
  const to = batchActor(label);
  const iteration = row.current_iteration;
  progress.message =
    due === 'wave'
      ? { to, type: 'wave.complete', key: `${label}/${iteration}`, payload: { iteration } }
      : { to, type: 'continuation.due', key: progress.payload.correlation_id, payload: {} };
}
