/**
 * Delta debugging (Zeller and Hildebrandt 2002, IEEE Trans. Softw. Eng. 28, 183-200, "ddmin"): a subset that still
 * fails and of which no single item can be left out. Nothing is assumed of how items work together.
 */

export interface Reduced<Item> {
  readonly items: readonly Item[];
  /** False where the tries ended first. */
  readonly isOneMinimal: boolean;
}

/** Whether this subset fails; null when no more tries are left. */
export type Fails<Item> = (subset: readonly Item[]) => boolean | null;

/** All items together fail, and none does not. */
export function ddmin<Item>(all: readonly Item[], fails: Fails<Item>): Reduced<Item> {
  let items = all;
  let parts = 2;
  while (items.length > 1) {
    const found = firstFailing(items, Math.min(parts, items.length), fails);
    if (found === null) return { items, isOneMinimal: false };
    if (found.kind === 'none') {
      if (parts >= items.length) break;
      parts = Math.min(2 * parts, items.length);
      continue;
    }
    items = found.items;
    parts = found.kind === 'part' ? 2 : Math.max(parts - 1, 2);
  }
  return { items, isOneMinimal: true };
}

/** The last stage alone, for what is nearly minimal: leaves out one at a time until none can be left out. */
export function leaveOutOneByOne<Item>(all: readonly Item[], fails: Fails<Item>): Reduced<Item> {
  let items = all;
  for (let needed = 0; needed < items.length; ) {
    // What was found needed before the last success is asked again.
    const rest = items.slice(1);
    const failed = rest.length === 0 ? false : fails(rest);
    if (failed === null) return { items, isOneMinimal: false };
    needed = failed ? 0 : needed + 1;
    items = failed ? rest : [...rest, ...items.slice(0, 1)];
  }
  return { items, isOneMinimal: true };
}

type Found<Item> =
  | { readonly kind: 'part' | 'rest'; readonly items: readonly Item[] }
  | { readonly kind: 'none' };

/** One of the parts, or what is left without one; with two parts the rest is the other part. */
function firstFailing<Item>(items: readonly Item[], count: number, fails: Fails<Item>): Found<Item> | null {
  const places = Array.from({ length: count + 1 }, (_, part) => Math.floor((part * items.length) / count));
  const bounds = places.slice(1).map((end, part) => [places[part] ?? 0, end] as const);
  const candidates = [
    ...bounds.map(([from, to]) => ({ kind: 'part' as const, items: items.slice(from, to) })),
    ...(count === 2
      ? []
      : bounds.map(([from, to]) => ({ kind: 'rest' as const, items: items.toSpliced(from, to - from) }))),
  ];
  for (const candidate of candidates) {
    const failed = fails(candidate.items);
    if (failed === null) return null;
    if (failed) return candidate;
  }
  return { kind: 'none' };
}
