/** JSON with the keys of every object in code point order: equal values give equal text. */
import { byCodePoint } from './code-point-order.js';

export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? 'null';
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  // Integer-like keys come first, by number, whatever the order here: that too is one order.
  return Object.fromEntries(
    entries.sort(([a], [b]) => byCodePoint(a, b)).map(([key, field]) => [key, sorted(field)]),
  );
}
