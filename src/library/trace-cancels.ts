/** Cancellations that came from outside, by the number of steps that had been done, in the order in which they came (World.cancel). */
export function traceCancels(lines: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const cancels = new Map<number, { readonly label: string; readonly place: number }[]>();
  for (const line of lines) {
    const [, label, step, place = '1'] =
      /"messageId":"batch\.cancel\|([^"@]+)@outside\/(\d+)(?:#(\d+))?"/.exec(line) ?? [];
    if (label === undefined) continue;
    const before = cancels.get(Number(step)) ?? [];
    cancels.set(Number(step), [...before, { label, place: Number(place) }]);
  }
  return new Map(
    [...cancels].map(([step, told]) => [
      step,
      told.sort((a, b) => a.place - b.place).map(({ label }) => label),
    ]),
  );
}
