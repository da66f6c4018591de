/**
 * A whole scenario, experiment or profile, as its schema makes it. The key `__proto__`, which a schema of free keys drops
 * silently, is refused wherever it stands.
 */
import type * as z from 'zod';
import { checkedInput, type InputPlace } from './checked-input.js';
import type { KeyPath } from './key-path.js';
import { refusal } from './refusal.js';

export function checkedDocument<Output>(
  schema: z.ZodType<Output>,
  value: unknown,
  place: InputPlace,
): Output {
  // What the schema itself refuses is told with what would be right.
  const document = checkedInput(schema, value, place);
  const path = prototypeKey(value, [], new Set());
  if (path === null) return document;
  throw refusal(place.locate)({ code: 'unknown_key', path, says: 'is no key of this group' });
}

/** Aliases of YAML let one value stand in many places: each is looked at once. */
function prototypeKey(value: unknown, path: KeyPath, seen: Set<object>): KeyPath | null {
  if (typeof value !== 'object' || value === null || seen.has(value)) return null;
  seen.add(value);
  if (Object.hasOwn(value, '__proto__')) return [...path, '__proto__'];
  for (const [key, below] of Object.entries(value)) {
    const deeper = prototypeKey(below, [...path, Array.isArray(value) ? Number(key) : key], seen);
    if (deeper !== null) return deeper;
  }
  return null;
}
