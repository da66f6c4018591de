/** A table of comparisons as numbers: what every statistic of `fit` works on. It knows nothing of files. */
import { UserError } from '../../cj/errors.js';
import {
  type ComparisonNet,
  indexEssays,
  netOfDecisions,
  netOfSorted,
  sortedByPair,
  type UsableRows,
} from '../../cj/scoring/comparison-net.js';
import type { EssayId } from '../../cj/words.js';

/** One usable row: who won against whom. */
export interface Decision {
  /** Places in `items`. */
  readonly winner: number;
  readonly loser: number;
  /** Place in `judges`; null where the table names none. */
  readonly judge: number | null;
  /** Whether the winner was shown first; null where the table does not say. */
  readonly winnerFirst: boolean | null;
}

export interface ComparisonTable {
  /** Ids in the order in which they are first named. */
  readonly items: readonly string[];
  readonly judges: readonly string[];
  /** In the order of the rows. */
  readonly decisions: readonly Decision[];
  /** Ids that rows name of which none could be used: none of `items`. */
  readonly uncompared?: readonly string[];
  /**
   * Where `winnerFirst` comes from: a column or the names of columns say who was shown first, or it is only the first
   * of two columns. Absent where it is not known.
   */
  readonly order?: 'shown' | 'listed';
}

/** A program without types may give rows, or what a file holds beside its table. */
export function checkTable(call: string, table: unknown): void {
  const { items, judges, decisions } = (table ?? {}) as Partial<ComparisonTable>;
  if (Array.isArray(items) && Array.isArray(judges) && Array.isArray(decisions)) {
    refuseStrayPlaces(call, { items, judges, decisions });
    return;
  }
  throw new UserError({
    code: 'no_table',
    message: `${call} takes a table of comparisons, and this is none`,
    fix: 'Give comparisonTable(rows), or readComparisons(path).table',
    where: call,
  });
}

function refuseStrayPlaces(call: string, { items, decisions }: ComparisonTable): void {
  const isPlace = (place: unknown): boolean =>
    Number.isInteger(place) && Number(place) >= 0 && Number(place) < items.length;
  const stray = decisions.findIndex(
    ({ winner, loser }) => !isPlace(winner) || !isPlace(loser) || winner === loser,
  );
  if (stray === -1) return;
  throw new UserError({
    code: 'stray_place',
    message: `decisions[${stray}] names no two of the ${items.length} items by their places.`,
    fix: 'Give comparisonTable(rows), which numbers the items.',
    where: call,
  });
}

/** The same decisions as wins per unordered pair; rows of the net are in the order of `items`. */
export function netOf(table: ComparisonTable): ComparisonNet {
  return netOfDecisions(indexEssays(table.items as readonly EssayId[]), usableRowsOf(table));
}

/**
 * The net of the decisions of one part; `partOf`: the part of each decision. All items stay, also those that are left
 * without a comparison.
 */
export type PartialNet = (partOf: Uint8Array, part: number) => ComparisonNet;

/** For many parts of one table, such as its halves: the decisions are sorted once for all of them. */
export function partialNets(table: ComparisonTable): PartialNet {
  const indexOf = indexEssays(table.items as readonly EssayId[]);
  const rows = usableRowsOf(table);
  const order = sortedByPair(rows, indexOf.size);
  return (partOf, part) => {
    const kept = new Int32Array(order.length);
    let count = 0;
    for (const row of order) if (partOf[row] === part) kept[count++] = row;
    return netOfSorted(indexOf, rows, kept.subarray(0, count));
  };
}

function usableRowsOf({ decisions }: ComparisonTable): UsableRows {
  const winners = new Int32Array(decisions.length);
  const losers = new Int32Array(decisions.length);
  for (let k = 0; k < decisions.length; k++) {
    winners[k] = decisions[k]!.winner;
    losers[k] = decisions[k]!.loser;
  }
  return { winners, losers };
}

/** A table of some of the decisions; the items stay, also those that are left without a comparison. */
export function tableOfSome(table: ComparisonTable, keep: (index: number) => boolean): ComparisonTable {
  return { ...table, decisions: table.decisions.filter((_, index) => keep(index)) };
}
