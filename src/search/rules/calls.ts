/** The steps of the LLM provider in drawn states of it, compared with the specification of a call. */
import { canonicalJson } from '../../cj/canonical-json.js';
import {
  CALLBACK_TOPIC,
  type ComparisonRequest,
  type MessagePayloads,
  type Outgoing,
} from '../../cj/messages.js';
import type { Settings } from '../../cj/settings.js';
import type { EssayId } from '../../cj/words.js';
import type { Verdict } from '../../judges/judge.js';
import { type Broken, broken } from '../../sim/invariants/invariant.js';
import { type AskedCall, askJudgeAt, queueCallsOf } from '../../sim/specification/call-steps.js';
import {
  expectedMemory,
  expectedRetry,
  expectedWait,
  type ProviderAsSeen,
  waitForSlot,
} from '../../sim/specification/expected-call.js';
import { type Rolls, times } from './rolls.js';

const NOW = 1_000_000;

export function checkCall(rolls: Rolls, defaults: Settings): Broken | null {
  const asked = drawnCall(rolls, defaults);
  const { settings, memory, trouble } = asked;
  const result = askJudgeAt(NOW, asked);
  const wait = expectedWait(memory, settings, NOW);
  if (wait.ms > 0) return same(result, heldBack(asked, wait), 'a call that must wait');
  return trouble === null
    ? same(result, answered(asked), 'a call that gets through')
    : same(result, notThrough(asked, trouble), 'a call that does not get through');
}

function drawnCall(rolls: Rolls, defaults: Settings): AskedCall {
  const settings: Settings = {
    ...defaults,
    LLM_MAX_CONCURRENT_CALLS: rolls.whole(1, 3),
    LLM_MAX_CALLS_PER_MINUTE: rolls.pick([null, null, 1, 2, 4]),
    LLM_MAX_RETRIES: rolls.whole(0, 3),
    LLM_RETRY_MAX_SECONDS: rolls.pick([3, 60, 1e5]),
    LLM_CIRCUIT_FAILURE_THRESHOLD: rolls.whole(1, 4),
    LLM_CIRCUIT_OPEN_SECONDS: rolls.pick([0.5, 60]),
  };
  const orders = times(rolls.whole(1, 3), (i) => ({
    correlation_id: `c-${i}`,
    essay_a: `a-${i}` as EssayId,
    essay_b: `b-${i}` as EssayId,
    text_a: 'a',
    text_b: 'b',
    attempt: 1,
  }));
  const llm = rolls.pick([
    {},
    { provider: 'p1', model: 'm1' },
    { provider_override: 'p2', provider: 'p1', model_override: 'm2', model: 'm1' },
    { provider: 7, model: null },
  ]);
  const call = { label: 'x', batch_id: 1, iteration: 1, batching_mode: 'serial_bundle', llm, orders };
  return {
    settings,
    memory: {
      busyUntil: times(rolls.whole(0, 3), () => NOW + rolls.pick([-1, 0, 1, 50, 4000])),
      startedAt: times(rolls.whole(0, 4), () => NOW - rolls.pick([0, 59_999, 60_000, 60_001, 30_000])),
      failuresInARow: rolls.whole(0, 3),
      openUntil: rolls.pick([null, null, null, NOW - 5, NOW, NOW + 7]),
    },
    due: {
      call: call as unknown as ComparisonRequest,
      attempt: rolls.whole(1, 3),
      tries: rolls.pick([0, 1, 2, 3, 25]),
    },
    trouble: rolls.chance(0.5)
      ? {
          code: 'HTTP_500',
          message: 'no',
          tookMs: rolls.pick([0, 20, 5000]),
          retryAfterMs: rolls.pick([null, 10, 90_000]),
        }
      : null,
    verdicts: new Map(
      orders.map(({ correlation_id }): [string, Verdict] => [correlation_id, drawnVerdict(rolls)]),
    ),
    chance: rolls.next(),
  };
}

function drawnVerdict(rolls: Rolls): Verdict {
  const latencyMs = rolls.pick([0, 20, 300]);
  if (rolls.chance(0.3)) return { error: { code: 'TIMEOUT', message: 'late' }, latencyMs };
  const verdict = { winner: 'essay_a', confidence: 3, justification: 'so', latencyMs } as const;
  return rolls.chance(0.5)
    ? verdict
    : { ...verdict, costUsd: 0.01, usage: { promptTokens: 5, completionTokens: 2 } };
}

type Expected = Pick<ReturnType<typeof askJudgeAt>, 'event' | 'messages' | 'facts'>;

function heldBack({ due }: AskedCall, { ms, why }: ReturnType<typeof expectedWait>): Expected {
  const facts = why === 'slots' ? {} : { facts: [{ fact: 'call.held_back', why, for_ms: ms } as const] };
  return { event: { type: 'call.deferred' }, messages: [again(due, due.tries, ms)], ...facts };
}

function answered({ settings, memory, due, verdicts }: AskedCall): Expected {
  const all = [...verdicts.values()];
  const slowest = Math.max(...all.map(({ latencyMs }) => latencyMs ?? 0));
  const after = expectedMemory(memory, settings, NOW, { tookMs: slowest, isThrough: true });
  return {
    event: { type: 'call.answered', ...after, ...full(after, settings) },
    messages: due.call.orders.map((order) =>
      answer(due, settings, order.correlation_id, verdicts.get(order.correlation_id)),
    ),
    facts: [
      {
        fact: 'call.answered',
        requests: all.length,
        errors: all.filter((verdict) => 'error' in verdict).length,
      },
      ...(memory.openUntil !== null ? [{ fact: 'circuit.closed' } as const] : []),
    ],
  };
}

function notThrough(
  { settings, memory, due, chance }: AskedCall,
  trouble: NonNullable<AskedCall['trouble']>,
): Expected {
  const { code, message, tookMs } = trouble;
  const after = expectedMemory(memory, settings, NOW, { tookMs, isThrough: false });
  const openedUntil = after.openUntil === memory.openUntil ? null : after.openUntil;
  const retry_in_ms = expectedRetry(settings, due.tries, chance, trouble);
  const requests = due.call.orders.length;
  const verdict = { error: { code, message }, latencyMs: tookMs };
  return {
    event:
      openedUntil === null
        ? { type: 'call.failed', ...after, ...full(after, settings) }
        : { type: 'circuit.opened', ...after },
    messages:
      retry_in_ms === null
        ? due.call.orders.map((order) => answer(due, settings, order.correlation_id, verdict))
        : [again(due, due.tries + 1, retry_in_ms)],
    facts: [
      { fact: 'call.failed', requests, code, message, tries: due.tries + 1, retry_in_ms },
      ...(openedUntil === null
        ? []
        : [{ fact: 'circuit.opened', failures: after.failuresInARow, for_ms: openedUntil - NOW } as const]),
    ],
  };
}

function full({ busyUntil }: ProviderAsSeen, settings: Settings): { readonly fullForMs?: number } {
  const ms = waitForSlot(busyUntil, settings, NOW);
  return ms > 0 ? { fullForMs: ms } : {};
}

function again({ call, attempt }: AskedCall['due'], tries: number, afterMs: number): Outgoing {
  const key = `${call.orders[0]?.correlation_id}/${attempt}`;
  return {
    to: 'llm_provider',
    type: 'call.due',
    key,
    payload: { call, attempt: attempt + 1, tries },
    afterMs,
  };
}

function answer(
  { call }: AskedCall['due'],
  settings: Settings,
  id: string,
  verdict: Verdict | undefined,
): Outgoing {
  const { latencyMs, usage, costUsd, ...said } = verdict as unknown as Readonly<Record<string, unknown>>;
  const llm = call.llm as Readonly<Record<string, unknown>>;
  const named = (keys: readonly string[], fallback: string) =>
    keys.map((key) => llm[key]).find((value) => typeof value === 'string') ?? fallback;
  const tokens = usage as { readonly promptTokens: number; readonly completionTokens: number } | undefined;
  const tookMs = Number(latencyMs ?? 0);
  return {
    to: CALLBACK_TOPIC,
    type: 'comparison.answered',
    key: id,
    payload: {
      correlation_id: id,
      label: call.label,
      provider: named(['provider_override', 'provider'], settings.DEFAULT_LLM_PROVIDER),
      model: named(['model_override', 'model'], settings.DEFAULT_LLM_MODEL),
      response_time_ms: tookMs,
      ...said,
      ...(tokens === undefined
        ? {}
        : {
            token_usage: { prompt_tokens: tokens.promptTokens, completion_tokens: tokens.completionTokens },
          }),
      ...(costUsd === undefined ? {} : { cost_usd: costUsd }),
    },
    afterMs: tookMs,
  } as unknown as Outgoing;
}

/** Calls of one request, up to so many or all, which together are the requests in their order. */
export function checkQueue(rolls: Rolls, defaults: Settings): Broken | null {
  const settings = { ...defaults, SERIAL_BUNDLE_MAX_REQUESTS: rolls.whole(1, 4) };
  const batching_mode = rolls.pick(['per_request', 'serial_bundle', 'provider_batch_api'] as const);
  const orders = times(rolls.whole(0, 9), (i) => ({ correlation_id: `c-${i}` }));
  const { messages = [], facts } = queueCallsOf(
    { batching_mode, orders } as unknown as ComparisonRequest,
    settings,
  );
  const most = { per_request: 1, serial_bundle: settings.SERIAL_BUNDLE_MAX_REQUESTS, provider_batch_api: 99 }[
    batching_mode
  ];
  const calls = times(Math.ceil(orders.length / most), (k) => orders.slice(k * most, (k + 1) * most));
  const found = messages.map(({ to, type, key, payload }) => {
    const { call, attempt, tries } = payload as unknown as MessagePayloads['call.due'];
    return { to, type, key, orders: call.orders, attempt, tries };
  });
  const expected = calls.map((own) => ({
    to: 'llm_provider',
    type: 'call.due',
    key: own[0]?.correlation_id,
    orders: own,
    attempt: 1,
    tries: 0,
  }));
  const fact = { fact: 'calls.queued', calls: calls.length, requests: orders.length, batching_mode };
  return same({ found, facts }, { found: expected, facts: [fact] }, 'the calls of a wave');
}

function same(found: unknown, expected: unknown, what: string): Broken | null {
  return canonicalJson(found) === canonicalJson(expected)
    ? null
    : broken(`${what} is another`, { found, expected });
}
