/** Where a value has the key `__proto__`, which is part of no group and which a schema of free keys drops silently. */
import type { KeyPath } from './key-path.js';

/** null: it has none. */
export function prototypeKey(value: unknown): KeyPath | null {
  return found(value, [], new Set());
}

/** Aliases of YAML let one value stand in many places: each is looked at once. */
function found(value: unknown, path: KeyPath, seen: Set<object>): KeyPath | null {
  if (typeof value !== 'object' || value === null || seen.has(value)) return null;
  seen.add(value);
  if (Object.hasOwn(value, '__proto__')) return [...path, '__proto__'];
  for (const [key, below] of Object.entries(value)) {
    const deeper = found(below, [...path, Array.isArray(value) ? Number(key) : key], seen);
    if (deeper !== null) return deeper;
  }
  return null;
}
