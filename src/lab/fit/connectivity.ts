/** Whether the comparisons hold the items together, as numbers and in words. */
import type { ComparisonNet } from '../../cj/scoring/comparison-net.js';
import { connectedParts } from '../../cj/scoring/connected-parts.js';
import { winsOf } from '../../cj/scoring/wins-of.js';
import { counted, firstOf } from '../../report/words-of.js';
import { strongParts } from './strong-parts.js';

export interface Connectivity {
  /** Items of the net. */
  readonly items: number;
  /** Usable ones. */
  readonly comparisons: number;
  /** Distinct compared pairs. */
  readonly pairs: number;
  /** Their share of all n(n − 1)/2. */
  readonly pair_share: number;
  /** Total / n, one of the two meanings of "comparisons per essay" in the literature. */
  readonly comparisons_over_items: number;
  /** 2 · total / n, the other one. */
  readonly appearances_per_item: number;
  /** Parts without a comparison between them; ids, greatest part first. */
  readonly parts: readonly (readonly string[])[];
  /** Parts without a chain of wins both ways between them; ids, greatest part first. */
  readonly strong_parts: readonly (readonly string[])[];
  /** Items that won all of their comparisons. */
  readonly always_won: readonly string[];
  /** Items that won none. */
  readonly always_lost: readonly string[];
  /** Items of which no comparison could be used. */
  readonly without_comparison: readonly string[];
  /** Whether all scores may be compared with each other; an item of the last list that is not in the net has none. */
  readonly comparable: boolean;
  /** The same in sentences. */
  readonly words: readonly string[];
}

/** `uncompared`: ids of rows that could not be used, which are not in the net. */
export function connectivity(net: ComparisonNet, uncompared: readonly string[] = []): Connectivity {
  const ids: readonly string[] = net.essays;
  const wins = winsOf(net);
  const parts = members(connectedParts(ids.length, net.low, net.high), ids);
  const strong = members(strongParts(net), ids);
  const compared = (i: number): boolean => (net.countOf[i] ?? 0) > 0;
  const found = {
    items: ids.length,
    comparisons: net.comparisonCount,
    pairs: net.low.length,
    pair_share: ids.length < 2 ? 0 : net.low.length / ((ids.length * (ids.length - 1)) / 2),
    comparisons_over_items: net.comparisonCount / Math.max(1, ids.length),
    appearances_per_item: (2 * net.comparisonCount) / Math.max(1, ids.length),
    parts,
    strong_parts: strong,
    always_won: ids.filter((_, i) => compared(i) && wins[i] === net.countOf[i]),
    always_lost: ids.filter((_, i) => compared(i) && wins[i] === 0),
    without_comparison: [...ids.filter((_, i) => !compared(i)), ...uncompared],
    comparable: strong.length === 1,
  };
  return { ...found, words: inWords(found) };
}

function members(partOf: Int32Array, ids: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  partOf.forEach((part, item) => {
    const list = parts[part] ?? [];
    parts[part] = list;
    list.push(ids[item] ?? '');
  });
  return parts.sort((a, b) => b.length - a.length);
}

function inWords(c: Omit<Connectivity, 'words'>): readonly string[] {
  const words = [
    `${counted(c.comparisons, 'comparison')} of ${counted(c.items, 'item')}: ${c.comparisons_over_items.toFixed(1)} comparisons per item as ` +
      `total / n, ${c.appearances_per_item.toFixed(1)} as appearances of an item (2 · total / n).`,
  ];
  if (c.parts.length > 1) {
    words.push(
      `The net falls into ${c.parts.length} parts that were never compared with each other (${sizes(c.parts)} items). ` +
        'Scores of different parts are not comparable.',
    );
  }
  if (c.comparable) {
    words.push(
      c.without_comparison.length === 0
        ? 'A chain of wins leads from every item to every other: all scores are comparable.'
        : 'A chain of wins leads from every compared item to every other: their scores are comparable.',
    );
  } else if (c.strong_parts.length > c.parts.length) {
    words.push(
      `The wins hold together only within ${c.strong_parts.length} groups (${sizes(c.strong_parts)} items): between them all ` +
        "wins go one way. How far apart the groups are is the estimator's adjustment, not the data.",
    );
  }
  if (c.always_won.length > 0) words.push(`Won every comparison: ${list(c.always_won)}.`);
  if (c.always_lost.length > 0) words.push(`Lost every comparison: ${list(c.always_lost)}.`);
  if (c.without_comparison.length > 0)
    words.push(`Without any usable comparison: ${list(c.without_comparison)}.`);
  return words;
}

/** `12, 5, 3 × 1`: greatest first, single items counted. */
function sizes(parts: readonly (readonly string[])[]): string {
  const lengths = parts.map((part) => part.length);
  const singles = lengths.filter((size) => size === 1).length;
  const greater = lengths.filter((size) => size > 1);
  return [
    ...greater.slice(0, 6),
    ...(greater.length > 6 ? ['…'] : []),
    ...(singles > 0 ? [`${singles} × 1`] : []),
  ].join(', ');
}

function list(ids: readonly string[]): string {
  return firstOf(ids, 8);
}
