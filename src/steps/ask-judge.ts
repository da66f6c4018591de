/**
 * One call of the provider: every comparison in it goes to the judge, and exactly one callback comes of each,
 * at the latency of its verdict. A call holds a slot until its slowest verdict; where it may not start it waits.
 * A call that does not get through is tried again after a growing wait, and in the end answered with the error.
 */
import type { CallbackPayload } from '../cj/callback.js';
import { SECOND_MS } from '../cj/durations.js';
import {
  CALLBACK_TOPIC,
  type ComparisonOrder,
  type ComparisonRequest,
  type MessagePayloads,
  type Outgoing,
} from '../cj/messages.js';
import {
  type CallStart,
  fullFor,
  type LlmProviderMemory,
  nextCallStart,
  withCall,
  withFailure,
} from '../cj/provider-slots.js';
import type { Answer, Verdict } from '../judges/judge.js';
import { modelOf, providerOf } from './llm-names.js';
import type { CallTrouble, Step, StepContext, StepResult } from './step.js';

/** Beyond it the longest wait holds anyway. */
const MOST_DOUBLINGS = 20;

type DueCall = MessagePayloads['call.due'];

export const askJudge: Step<DueCall> = (context, due) => {
  const { settings, now } = context;
  const { call, tries } = due;
  const memory = context.memory as LlmProviderMemory;
  const start = nextCallStart(memory, settings, now);
  if (start.at > now) return heldBack(due, start, now);
  const trouble = context.outside.callTrouble(call, tries);
  if (trouble !== null) return notThrough(context, due, trouble);

  let slowestMs = 0;
  let errors = 0;
  const answerer = answererOf(context, call);
  const messages = call.orders.map((order): Outgoing => {
    const verdict = context.verdictOf(call, order);
    slowestMs = Math.max(slowestMs, verdict.latencyMs ?? 0);
    if ('error' in verdict) errors++;
    return answerer(order, verdict);
  });
  const after = withCall(memory, settings, now, now + slowestMs);
  const isTrial = memory.openUntil !== null;
  return {
    event: {
      type: 'call.answered',
      ...after,
      failuresInARow: 0,
      openUntil: null,
      ...fullFor(after, settings, now),
    },
    messages,
    facts: [
      { fact: 'call.answered', requests: call.orders.length, errors },
      ...(isTrial ? [{ fact: 'circuit.closed' } as const] : []),
    ],
  };
};

function heldBack({ call, attempt, tries }: DueCall, { at, why }: CallStart, now: number): StepResult {
  const afterMs = at - now;
  return {
    event: { type: 'call.deferred' },
    messages: [again(call, attempt, tries, afterMs)],
    // Waiting for a slot is the daily round of a busy provider, and no fact.
    ...(why === 'slots' ? {} : { facts: [{ fact: 'call.held_back', why, for_ms: afterMs }] }),
  };
}

function notThrough(context: StepContext, due: DueCall, trouble: CallTrouble): StepResult {
  const { settings, now } = context;
  const { call, attempt } = due;
  const { code, message, tookMs } = trouble;
  const tries = due.tries + 1;
  const before = withCall(context.memory as LlmProviderMemory, settings, now, now + tookMs);
  const memory = withFailure(before, settings, now);
  const openedUntil = memory.openUntil === before.openUntil ? null : memory.openUntil;
  const retryInMs = tries > settings.LLM_MAX_RETRIES ? null : tookMs + backOffMs(context, due, trouble);
  const error = { error: { code, message }, latencyMs: tookMs };
  const answerer = answererOf(context, call);
  return {
    event:
      openedUntil === null
        ? { type: 'call.failed', ...memory, ...fullFor(memory, settings, now) }
        : { type: 'circuit.opened', ...memory },
    messages:
      retryInMs === null
        ? call.orders.map((order) => answerer(order, error))
        : [again(call, attempt, tries, retryInMs)],
    facts: [
      { fact: 'call.failed', requests: call.orders.length, code, message, tries, retry_in_ms: retryInMs },
      ...(openedUntil === null
        ? []
        : [
            {
              fact: 'circuit.opened',
              failures: memory.failuresInARow,
              for_ms: openedUntil - now,
            } as const,
          ]),
    ],
  };
}

/** Doubles with each retry, up to half as long again by chance, and never less than the server asked for. */
function backOffMs(
  { settings, draw }: StepContext,
  { call, tries }: DueCall,
  { retryAfterMs }: CallTrouble,
): number {
  const doubled = settings.LLM_RETRY_BASE_SECONDS * SECOND_MS * (1 << Math.min(tries, MOST_DOUBLINGS));
  const jitter = 1 + draw('back-off', call.orders[0]?.correlation_id ?? '', tries, 1) / 2;
  const waited = Math.min(doubled * jitter, settings.LLM_RETRY_MAX_SECONDS * SECOND_MS);
  return Math.round(Math.max(waited, retryAfterMs ?? 0));
}

function again(call: ComparisonRequest, attempt: number, tries: number, afterMs: number): Outgoing {
  const key = `${call.orders[0]?.correlation_id ?? ''}/${attempt}`;
  return {
    to: 'llm_provider',
    type: 'call.due',
    key,
    payload: { call, attempt: attempt + 1, tries },
    afterMs,
  };
}

/** The callback of one comparison of a call, due once its verdict is there. */
function answererOf(
  { settings }: StepContext,
  { label, llm }: ComparisonRequest,
): (order: ComparisonOrder, verdict: Verdict) => Outgoing {
  const provider = providerOf(llm, settings);
  const model = modelOf(llm, settings);
  return ({ correlation_id }, verdict) => {
    const latencyMs = verdict.latencyMs ?? 0;
    const payload: Draft<CallbackPayload> = {
      correlation_id,
      label,
      provider,
      model,
      response_time_ms: latencyMs,
    };
    if ('error' in verdict) payload.error = verdict.error;
    else writeAnswer(payload, verdict);
    return {
      to: CALLBACK_TOPIC,
      type: 'comparison.answered',
      key: correlation_id,
      payload,
      afterMs: latencyMs,
    };
  };
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

function writeAnswer(payload: Draft<CallbackPayload>, answer: Answer): void {
  const { usage, costUsd } = answer;
  payload.winner = answer.winner;
  payload.confidence = answer.confidence;
  payload.justification = answer.justification;
  if (usage !== undefined) {
    payload.token_usage = { prompt_tokens: usage.promptTokens, completion_tokens: usage.completionTokens };
  }
  if (costUsd !== undefined) payload.cost_usd = costUsd;
}
