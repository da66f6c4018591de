/** JSON with the keys of every object in code point order: equal values give equal text. */
import { byCodePoint } from './code-point-order.js';

export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value)) ?? 'null';
}

/** The value as its canonical JSON has it: a frozen copy with sorted keys, and without the keys that are undefined. */
export function canonical<Value>(value: Value): Value;
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map((entry: unknown) => canonical(entry)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  // Integer-like keys come first, by number, whatever the order here: that too is one order.
  return Object.freeze(
    Object.fromEntries(
      entries.sort(([a], [b]) => byCodePoint(a, b)).map(([key, field]) => [key, canonical(field)]),
    ),
  );
}
