/**
 * When the LLM provider may start a call and what becomes of one that does not get through, once more in plain lines:
 * slots, calls a minute, the circuit breaker, and waits that double.
 */

export interface ProviderAsSeen {
  readonly busyUntil: readonly number[];
  readonly startedAt: readonly number[];
  readonly failuresInARow: number;
  readonly openUntil: number | null;
}

export interface ProviderLimits {
  readonly LLM_MAX_CONCURRENT_CALLS: number;
  readonly LLM_MAX_CALLS_PER_MINUTE: number | null;
  readonly LLM_MAX_RETRIES: number;
  readonly LLM_RETRY_BASE_SECONDS: number;
  readonly LLM_RETRY_MAX_SECONDS: number;
  readonly LLM_CIRCUIT_FAILURE_THRESHOLD: number;
  readonly LLM_CIRCUIT_OPEN_SECONDS: number;
}

/** How long a call must wait from now on, and for what. */
export function expectedWait(
  seen: ProviderAsSeen,
  limits: ProviderLimits,
  now: number,
): { readonly ms: number; readonly why: 'slots' | 'rate_limit' | 'circuit' } {
  if (seen.openUntil !== null && seen.openUntil > now) return { ms: seen.openUntil - now, why: 'circuit' };
  const started = seen.startedAt.filter((at) => now - at < 60_000);
  const limit = limits.LLM_MAX_CALLS_PER_MINUTE;
  if (limit !== null && started.length >= limit)
    return { ms: Math.min(...started) + 60_000 - now, why: 'rate_limit' };
  return { ms: waitForSlot(seen.busyUntil, limits, now), why: 'slots' };
}

export function waitForSlot(busyUntil: readonly number[], limits: ProviderLimits, now: number): number {
  const waits = busyUntil.map((until) => until - now).filter((ms) => ms > 0);
  return waits.length < limits.LLM_MAX_CONCURRENT_CALLS ? 0 : Math.min(...waits);
}

/** After a call that took so long; `isThrough`: the model answered. */
export function expectedMemory(
  seen: ProviderAsSeen,
  limits: ProviderLimits,
  now: number,
  { tookMs, isThrough }: { readonly tookMs: number; readonly isThrough: boolean },
): ProviderAsSeen {
  const failuresInARow = isThrough ? 0 : seen.failuresInARow + 1;
  const isOpened = !isThrough && failuresInARow >= limits.LLM_CIRCUIT_FAILURE_THRESHOLD;
  const opened = now + Math.round(1000 * limits.LLM_CIRCUIT_OPEN_SECONDS);
  return {
    busyUntil: [...seen.busyUntil.filter((until) => until > now), now + tookMs],
    startedAt:
      limits.LLM_MAX_CALLS_PER_MINUTE === null
        ? []
        : [...seen.startedAt.filter((at) => now - at < 60_000), now],
    failuresInARow,
    openUntil: isOpened ? opened : isThrough ? null : seen.openUntil,
  };
}

/** Until a call that did not get through is tried again, or null: it is given up. `chance` lengthens the wait by up to a half. */
export function expectedRetry(
  limits: ProviderLimits,
  triesBefore: number,
  chance: number,
  trouble: { readonly tookMs: number; readonly retryAfterMs: number | null },
): number | null {
  if (triesBefore >= limits.LLM_MAX_RETRIES) return null;
  let seconds = limits.LLM_RETRY_BASE_SECONDS;
  for (let doubling = 0; doubling < triesBefore; doubling++) seconds *= 2;
  const waited = Math.min(limits.LLM_RETRY_MAX_SECONDS, seconds * (1 + chance / 2)) * 1000;
  return trouble.tookMs + Math.round(Math.max(waited, trouble.retryAfterMs ?? 0));
}
