import type { Connectivity } from './connectivity.js';

/** Of each item the number of the part that holds it, from 1 in the order of the parts. */
export function partNumbers(
  items: readonly string[],
  parts: readonly (readonly string[])[],
): readonly number[] {
  const numbers = new Map(parts.flatMap((ids, k) => ids.map((id) => [id, k + 1] as const)));
  return items.map((id) => numbers.get(id) ?? 0);
}

/** Whether numbers of strong parts tell more than those of parts, and more than that every item stands alone. */
export function hasGroups({ items, parts, strong_parts }: Connectivity): boolean {
  return strong_parts.length > parts.length && strong_parts.length < items;
}
