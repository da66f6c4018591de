/** The step that is told of it, or one before, with the note of a pause that holds it: a run may end before it comes. */
const TOLD = /"(?:messageId":"|pause: )batch\.cancel\|([^"@]+)@outside\/(\d+)(?:#(\d+))?/g;

/** Cancellations that came from outside, by the number of steps that had been done, in the order in which they came (World.cancel). */
export function traceCancels(lines: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const cancels = new Map<number, Map<number, string>>();
  for (const line of lines) {
    for (const [, label = '', step, place = '1'] of line.matchAll(TOLD)) {
      const told = cancels.get(Number(step)) ?? new Map<number, string>();
      cancels.set(Number(step), told.set(Number(place), label));
    }
  }
  return new Map(
    [...cancels].map(([step, told]) => [step, [...told].sort(([a], [b]) => a - b).map(([, label]) => label)]),
  );
}
