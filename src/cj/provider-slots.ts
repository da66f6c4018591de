/** The slots of the LLM provider: as many calls at once as it allows (`LLM_MAX_CONCURRENT_CALLS`). */

/** When the next slot is free, in virtual milliseconds; `now` or earlier means at once. */
export function nextFreeSlot(busyUntil: readonly number[], slots: number, now: number): number {
  const busy = busyUntil.filter((until) => until > now);
  if (busy.length < slots) return now;
  return Math.min(...busy);
}

/** The slots after a call that holds one until a time. */
export function slotsWith(busyUntil: readonly number[], now: number, until: number): readonly number[] {
  return [...busyUntil.filter((busy) => busy > now), until];
}

/** What the provider remembers. */
export interface LlmProviderMemory {
  /** Virtual times at which slots become free; a slot that is not listed is free. */
  readonly busyUntil: readonly number[];
}
