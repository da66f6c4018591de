/** Cancellations that came from outside, by the number of steps that had been done (World.cancel). */
export function traceCancels(lines: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const cancels = new Map<number, string[]>();
  for (const line of lines) {
    const [, label, step] = /"messageId":"batch\.cancel\|([^"@]+)@(\d+)"/.exec(line) ?? [];
    if (label !== undefined) cancels.set(Number(step), [...(cancels.get(Number(step)) ?? []), label]);
  }
  return cancels;
}
