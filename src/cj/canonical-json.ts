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
  const fields = value as Readonly<Record<string, unknown>>;
  const sorted: Record<string, unknown> = {};
  // Integer-like keys come first, by number, whatever the order here: that too is one order.
  for (const key of Object.keys(fields).sort(byCodePoint)) {
    const field = fields[key];
    if (field === undefined) continue;
    if (key === '__proto__')
      Object.defineProperty(sorted, key, { value: canonical(field), enumerable: true });
    else sorted[key] = canonical(field);
  }
  return Object.freeze(sorted);
}
