/**
 * One call of the provider: every comparison in it goes to the judge, and exactly one callback comes of each,
 * at the latency of its verdict. A call holds a slot until its slowest verdict; without a free slot it waits.
 */
import type { CallbackPayload } from '../cj/callback.js';
import { CALLBACK_TOPIC, type ComparisonOrder, type ComparisonRequest, type MessagePayloads, type Outgoing } from '../cj/messages.js';
import { type LlmProviderMemory, nextFreeSlot, slotsWith } from '../cj/provider-slots.js';
import type { Verdict } from '../judges/judge.js';
import type { Step, StepContext } from './step.js';

export const askJudge: Step<MessagePayloads['call.due']> = (context, { call, attempt }) => {
  const { settings, now } = context;
  const { busyUntil } = context.memory as LlmProviderMemory;
  const free = nextFreeSlot(busyUntil, settings.LLM_MAX_CONCURRENT_CALLS, now);
  if (free > now) return deferred(call, attempt, free - now);

  let slowestMs = 0;
  let errors = 0;
  const messages = call.orders.map((order): Outgoing => {
    const verdict = context.verdictOf(call, order);
    const latencyMs = verdict.latencyMs ?? 0;
    slowestMs = Math.max(slowestMs, latencyMs);
    if ('error' in verdict) errors++;
    return {
      to: CALLBACK_TOPIC,
      type: 'comparison.answered',
      key: order.correlation_id,
      payload: callbackOf(context, call, order, verdict),
      afterMs: latencyMs,
    };
  });
  return {
    event: { type: 'call.answered', busyUntil: slotsWith(busyUntil, now, now + slowestMs) },
    messages,
    facts: [{ fact: 'call.answered', requests: call.orders.length, errors }],
  };
};

function deferred(call: ComparisonRequest, attempt: number, afterMs: number): ReturnType<typeof askJudge> {
  const key = `${call.orders[0]?.correlation_id ?? ''}/${attempt}`;
  return {
    event: { type: 'call.deferred' },
    messages: [{ to: 'llm_provider', type: 'call.due', key, payload: { call, attempt: attempt + 1 }, afterMs }],
  };
}

function callbackOf(
  { settings }: StepContext,
  call: ComparisonRequest,
  order: ComparisonOrder,
  verdict: Verdict,
): CallbackPayload {
  const common = {
    correlation_id: order.correlation_id,
    label: call.label,
    provider: nameIn(call.llm, ['provider_override', 'provider'], settings.DEFAULT_LLM_PROVIDER),
    model: nameIn(call.llm, ['model_override', 'model'], settings.DEFAULT_LLM_MODEL),
    response_time_ms: verdict.latencyMs ?? 0,
  };
  if ('error' in verdict) return { ...common, error: verdict.error };
  const { winner, confidence, justification, usage, costUsd } = verdict;
  return {
    ...common,
    winner,
    confidence,
    justification,
    ...(usage
      ? { token_usage: { prompt_tokens: usage.promptTokens, completion_tokens: usage.completionTokens } }
      : {}),
    ...(costUsd === undefined ? {} : { cost_usd: costUsd }),
  };
}

function nameIn(overrides: ComparisonRequest['llm'], keys: readonly string[], fallback: string): string {
  const named = keys.map((key) => overrides[key]).find((value) => typeof value === 'string');
  return typeof named === 'string' ? named : fallback;
}
