/**
 * How the service reads loosely typed values from stored metadata and from requests. A boolean counts as
 * 1 or 0 where an integer is read (a habit of the service's language, shown by the vectors).
 */

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object, or null for everything else (lists too). */
export function objectOrNull(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The value as a text, or null for everything else. */
export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A whole number, a boolean as 1 or 0, or null. Text that looks like a number is not a number. */
export function integerOrNull(value: unknown): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
}

/** A whole number above 0, or null. */
export function positiveIntegerOrNull(value: unknown): number | null {
  const integer = integerOrNull(value);
  return integer !== null && integer > 0 ? integer : null;
}

/** A whole number of at least 0, or the fallback. */
export function countOr(value: unknown, fallback: number): number {
  const integer = integerOrNull(value);
  return integer !== null && integer >= 0 ? integer : fallback;
}

/** Whether the service's language takes the value as true: not null, 0, false or empty. */
export function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  const object = objectOrNull(value);
  if (object) return Object.keys(object).length > 0;
  return value !== null && value !== undefined && value !== 0 && value !== false && value !== '';
}
