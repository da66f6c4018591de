/**
 * The numeric view of a net: essays as indices, usable comparisons as wins per unordered pair. Every
 * scoring kernel works on it. It knows nothing of scores, and nothing of rows that decide nothing.
 */
import type { EssayId } from '../words.js';

/** One row of the pair table: shown as A, shown as B, the stored answer, how often the row occurs (1). */
export type ComparisonRow = readonly [essayA: string, essayB: string, winner: string | null, times?: number];

export interface ComparisonNet {
  /** Each essay once, in stored order; its position is its index in every array of scoring. */
  readonly essays: readonly EssayId[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Usable comparisons in all. */
  readonly comparisonCount: number;
  /** Usable comparisons that each essay is in. */
  readonly countOf: Float64Array;
  /** Distinct compared pairs, sorted by their two indices, low < high. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Wins of each pair's low essay over its high one, and the other way round. */
  readonly lowWins: Float64Array;
  readonly highWins: Float64Array;
}

/**
 * A comparison is usable if its winner is `essay_a` or `essay_b` and both ids belong to the net (04); one of
 * an essay with itself never is. Linear in essays and rows. The order of the rows does not matter.
 */
export function comparisonNet(essays: Iterable<EssayId>, rows: Iterable<ComparisonRow>): ComparisonNet {
  const indexOf = indexEssays(essays);
  return netOfDecisions(indexOf, usableRows(indexOf, rows));
}

/** The net of rows that are known to be usable. */
export function netOfDecisions(indexOf: ReadonlyMap<EssayId, number>, usable: UsableRows): ComparisonNet {
  return netOfSorted(indexOf, usable, sortedByPair(usable, indexOf.size));
}

/** The net of those usable rows whose places `order` names, sorted by their pairs. */
export function netOfSorted(
  indexOf: ReadonlyMap<EssayId, number>,
  usable: UsableRows,
  order: Int32Array,
): ComparisonNet {
  const low = new Int32Array(order.length);
  const high = new Int32Array(order.length);
  const lowWins = new Float64Array(order.length);
  const highWins = new Float64Array(order.length);
  const countOf = new Float64Array(indexOf.size);
  let comparisonCount = 0;
  let last = -1;
  for (let k = 0; k < order.length; k++) {
    const row = order[k]!;
    const winner = usable.winners[row]!;
    const loser = usable.losers[row]!;
    const times = usable.times === undefined ? 1 : usable.times[row]!;
    const a = Math.min(winner, loser);
    const b = Math.max(winner, loser);
    if (last < 0 || low[last] !== a || high[last] !== b) {
      last++;
      low[last] = a;
      high[last] = b;
    }
    if (winner === a) lowWins[last]! += times;
    else highWins[last]! += times;
    countOf[a]! += times;
    countOf[b]! += times;
    comparisonCount += times;
  }
  return {
    essays: [...indexOf.keys()],
    indexOf,
    comparisonCount,
    countOf,
    low: low.slice(0, last + 1),
    high: high.slice(0, last + 1),
    lowWins: lowWins.slice(0, last + 1),
    highWins: highWins.slice(0, last + 1),
  };
}

/** One a row: the index of the winner and of the loser, and how often the row occurs (once where it is left out). */
export interface UsableRows {
  readonly winners: ArrayLike<number>;
  readonly losers: ArrayLike<number>;
  readonly times?: ArrayLike<number>;
}

export function indexEssays(essays: Iterable<EssayId>): Map<EssayId, number> {
  const indexOf = new Map<EssayId, number>();
  for (const id of essays) {
    if (!indexOf.has(id)) indexOf.set(id, indexOf.size);
  }
  return indexOf;
}

function usableRows(indexOf: ReadonlyMap<string, number>, rows: Iterable<ComparisonRow>): UsableRows {
  const winners: number[] = [];
  const losers: number[] = [];
  const times: number[] = [];
  for (const row of rows) {
    const aWins = row[2] === 'essay_a';
    if (!aWins && row[2] !== 'essay_b') continue;
    const a = indexOf.get(row[0]);
    const b = indexOf.get(row[1]);
    if (a === undefined || b === undefined || a === b) continue;
    winners.push(aWins ? a : b);
    losers.push(aWins ? b : a);
    times.push(row[3] ?? 1);
  }
  return { winners, losers, times };
}

/** Places of rows sorted by (low, high): a radix sort of two stable counting passes. */
export function sortedByPair(usable: UsableRows, essayCount: number): Int32Array {
  const rows = usable.winners.length;
  const low = new Int32Array(rows);
  const high = new Int32Array(rows);
  const order = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    low[row] = Math.min(usable.winners[row]!, usable.losers[row]!);
    high[row] = Math.max(usable.winners[row]!, usable.losers[row]!);
    order[row] = row;
  }
  return countingSort(low, countingSort(high, order, essayCount), essayCount);
}

function countingSort(keys: Int32Array, order: Int32Array, keyCount: number): Int32Array {
  const next = new Int32Array(keyCount + 1);
  for (const key of keys) next[key + 1]! += 1;
  for (let key = 0; key < keyCount; key++) next[key + 1]! += next[key]!;
  const sorted = new Int32Array(order.length);
  for (const row of order) {
    const key = keys[row]!;
    sorted[next[key]!] = row;
    next[key]! += 1;
  }
  return sorted;
}
