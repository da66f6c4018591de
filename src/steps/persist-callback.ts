/**
 * Persists a callback: match, write, count, check, in the groups that the policy makes of them (02, "A
 * callback"). Each group is one transaction; what goes from one to the next is carried by the consumer.
 */
import { type CallbackPart, type CallbackPayload, type ErrorAnswer, readCallback, type UsableAnswer } from '../cj/callback.js';
import type { Fact } from '../cj/facts.js';
import type { Outgoing } from '../cj/messages.js';
import type { BatchState, Winner } from '../cj/words.js';
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

interface AnswerCounters {
  readonly completed_comparisons: number;
  readonly failed_comparisons: number;
}

/** The first group, on a callback from the bus. */
export const persistCallback: Step<CallbackPayload> = (context, payload) =>
  persistPart(context, { payload, nextGroup: 0, pair: null, readCounters: null });

/** A later group, on the consumer's own command. */
export const persistNextPart: Step<CarriedCallback> = (context, carried) => persistPart(context, carried);

const TERMINAL: readonly BatchState[] = ['COMPLETED', 'FAILED', 'CANCELLED'];

interface Progress extends CarriedCallback {
  readonly answer: UsableAnswer | ErrorAnswer;
  readonly messages: readonly Outgoing[];
  readonly facts: readonly Fact[];
  /** Nothing more is to be done with this callback. */
  readonly ended: boolean;
}

function persistPart(context: StepContext, carried: CarriedCallback): StepResult {
  const groups = context.policy.callbackCommits;
  let progress: Progress = {
    ...carried,
    answer: readCallback(carried.payload),
    messages: [],
    facts: [],
    ended: false,
  };
  for (const part of groups[carried.nextGroup] ?? []) {
    if (progress.ended) break;
    progress = PARTS[part](context, progress);
  }
  const { messages, facts, ended, payload, pair, readCounters } = progress;
  const nextGroup = carried.nextGroup + 1;
  const done = ended || nextGroup >= groups.length;
  return {
    event: done
      ? { type: 'callback.persisted' }
      : { type: 'callback.partlyPersisted', carried: { payload, nextGroup, pair, readCounters } },
    messages,
    facts,
  };
}

const PARTS: Readonly<Record<CallbackPart, (context: StepContext, progress: Progress) => Progress>> = {
  match,
  write,
  count,
  readCount,
  storeCount,
  check,
};

function match({ store, policy }: StepContext, progress: Progress): Progress {
  const { correlation_id } = progress.payload;
  const ignored = (why: 'unknown' | 'repeated' | 'late'): Progress => ({
    ...progress,
    ended: true,
    facts: [{ fact: 'callback.ignored', why, correlation_id }],
  });
  const pair = store.pairs.byCorrelationId(correlation_id);
  if (!pair) return ignored('unknown');
  if (policy.lateCallback === 'record' && TERMINAL.includes(pair.state)) return ignored('late');
  if (policy.repeatedCallback === 'ignore' && pair.winner !== null) return ignored('repeated');
  return { ...progress, pair };
}

function write({ store, timestamp }: StepContext, progress: Progress): Progress {
  const { answer, payload, pair } = progress;
  if (!pair || pair.winner !== null) return progress;
  const document = answerDocument({
    provider: payload.provider,
    model: payload.model,
    response_time_ms: payload.response_time_ms,
    ...(payload.token_usage ? { token_usage: payload.token_usage } : {}),
    ...(payload.cost_usd === undefined ? {} : { cost_usd: payload.cost_usd }),
  });
  const common = { rawResponse: payload.raw_llm_response ?? null, document, completedAt: timestamp };
  if (answer.kind === 'usable') {
    const { winner, confidence, justification } = answer;
    store.pairs.recordAnswer(pair.id, { ...common, winner, confidence, justification });
  } else {
    store.pairs.recordFailure(pair.id, {
      ...common,
      code: answer.code,
      correlationId: payload.correlation_id,
      service: 'llm_provider_service',
      details: JSON.stringify(answer.details),
    });
  }
  return progress;
}

function count(context: StepContext, progress: Progress): Progress {
  const { store, batchId, timestamp } = context;
  const kind = progress.answer.kind === 'usable' ? 'completed' : 'failed';
  return withCounters(progress, store.batches.countAnswer(batchId, kind, timestamp));
}

function readCount({ store, batchId }: StepContext, progress: Progress): Progress {
  const row = store.batches.counters(batchId);
  return row ? { ...progress, readCounters: row } : progress;
}

function storeCount(context: StepContext, progress: Progress): Progress {
  const { store, batchId, timestamp } = context;
  const read = progress.readCounters;
  if (!read) return progress;
  const usable = progress.answer.kind === 'usable' ? 1 : 0;
  const counters = {
    completed_comparisons: read.completed_comparisons + usable,
    failed_comparisons: read.failed_comparisons + 1 - usable,
  };
  return withCounters(progress, store.batches.writeAnswerCounters(batchId, counters, timestamp));
}

function withCounters(progress: Progress, row: ReturnType<StepContext['store']['batches']['counters']>): Progress {
  if (!row) return progress;
  const { answer } = progress;
  return {
    ...progress,
    facts: [
      {
        fact: 'callback.persisted',
        usable: answer.kind === 'usable',
        error_code: answer.kind === 'error' ? answer.code : null,
        completed: row.completed_comparisons,
        failed: row.failed_comparisons,
        submitted: row.submitted_comparisons,
      },
    ],
  };
}

/** Tells the batch when this callback leads to a continuation. */
function check(context: StepContext, progress: Progress): Progress {
  const { store, policy, batchId, label } = context;
  const row = store.batches.counters(batchId);
  if (!row) return progress;
  const due = policy.continuationDue({
    submitted: row.submitted_comparisons,
    completed: row.completed_comparisons,
    failed: row.failed_comparisons,
    totalComparisons: row.total_comparisons,
    completionThresholdPct: row.completion_threshold_pct,
    answeredRows: () => {
      const counts = store.coverage.countAnswers(batchId);
      return counts.answered + counts.errors;
    },
  });
  if (due === null) return progress;
  const to = batchActor(label);
  const iteration = row.current_iteration;
  const message: Outgoing =
    due === 'wave'
      ? { to, type: 'wave.complete', key: `${label}/${iteration}`, payload: { iteration } }
      : { to, type: 'continuation.due', key: progress.payload.correlation_id, payload: {} };
  return { ...progress, messages: [message] };
}
