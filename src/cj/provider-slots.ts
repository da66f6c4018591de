/**
 * When the LLM provider may start a call: it needs a free slot (`LLM_MAX_CONCURRENT_CALLS`), a place within its
 * rate limit (`LLM_MAX_CALLS_PER_MINUTE`), and a closed circuit breaker. Times are virtual milliseconds.
 */
import { MINUTE_MS, SECOND_MS } from './durations.js';
import type { Settings } from './settings.js';

/** What the provider remembers. */
export interface LlmProviderMemory {
  /** Times at which slots become free; a slot that is not listed is free. */
  readonly busyUntil: readonly number[];
  /** When the calls of the last minute were started; kept only under a rate limit. */
  readonly startedAt: readonly number[];
  /** Calls in a row that did not get through. */
  readonly failuresInARow: number;
  /** The circuit breaker lets no call through before this time, and the first after it is a trial; null: it is closed. */
  readonly openUntil: number | null;
}

export const FRESH_MEMORY: LlmProviderMemory = {
  busyUntil: [],
  startedAt: [],
  failuresInARow: 0,
  openUntil: null,
};

export interface CallStart {
  /** `now` or earlier means at once. */
  readonly at: number;
  /** What it waits for, if it waits. */
  readonly why: 'slots' | 'rate_limit' | 'circuit';
}

export function nextCallStart(memory: LlmProviderMemory, settings: Settings, now: number): CallStart {
  if (memory.openUntil !== null && memory.openUntil > now) return { at: memory.openUntil, why: 'circuit' };
  const limit = settings.LLM_MAX_CALLS_PER_MINUTE;
  const recent = limit === null ? [] : inLastMinute(memory.startedAt, now);
  if (limit !== null && recent.length >= limit)
    return { at: Math.min(...recent) + MINUTE_MS, why: 'rate_limit' };
  return { at: nextFreeSlot(memory.busyUntil, settings.LLM_MAX_CONCURRENT_CALLS, now), why: 'slots' };
}

/** When the next slot is free; `now` or earlier means at once. */
function nextFreeSlot(busyUntil: readonly number[], slots: number, now: number): number {
  const busy = busyUntil.filter((until) => until > now);
  if (busy.length < slots) return now;
  return Math.min(...busy);
}

/** Until a slot is free, where all are taken; an empty record where one is free now. */
export function fullFor(
  { busyUntil }: LlmProviderMemory,
  settings: Settings,
  now: number,
): { readonly fullForMs?: number } {
  const free = nextFreeSlot(busyUntil, settings.LLM_MAX_CONCURRENT_CALLS, now);
  return free > now ? { fullForMs: free - now } : {};
}

/** After a call that holds its slot until a time, whatever became of it. */
export function withCall(
  memory: LlmProviderMemory,
  settings: Settings,
  now: number,
  until: number,
): LlmProviderMemory {
  const startedAt =
    settings.LLM_MAX_CALLS_PER_MINUTE === null ? [] : [...inLastMinute(memory.startedAt, now), now];
  const busyUntil = [...memory.busyUntil.filter((busy) => busy > now), until];
  return { ...memory, busyUntil, startedAt };
}

/** After a call that did not get through: the threshold opens the circuit, and a failed trial opens it again. */
export function withFailure(memory: LlmProviderMemory, settings: Settings, now: number): LlmProviderMemory {
  const failuresInARow = memory.failuresInARow + 1;
  const opens = failuresInARow >= settings.LLM_CIRCUIT_FAILURE_THRESHOLD;
  const openUntil = opens
    ? now + Math.round(settings.LLM_CIRCUIT_OPEN_SECONDS * SECOND_MS)
    : memory.openUntil;
  return { ...memory, failuresInARow, openUntil };
}

function inLastMinute(startedAt: readonly number[], now: number): readonly number[] {
  return startedAt.filter((at) => at > now - MINUTE_MS);
}
