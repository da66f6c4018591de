/** A table of comparisons as numbers: what every statistic of `fit` works on. It knows nothing of files. */
import { UserError } from '../../cj/errors.js';
import { type ComparisonNet, indexEssays, netOfDecisions } from '../../cj/scoring/comparison-net.js';
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
  const decisions = (table as Partial<ComparisonTable> | null | undefined)?.decisions;
  if (Array.isArray(decisions)) return;
  throw new UserError({
    code: 'no_table',
    message: `${call} takes a table of comparisons, and this is none`,
    fix: 'Give comparisonTable(rows), or readComparisons(path).table',
    where: call,
  });
}

/**
 * The same decisions as wins per unordered pair; rows of the net are in the order of `items`. `keep`: of which decisions
 * alone; all items stay, also those that are left without a comparison.
 */
export function netOf(
  { items, decisions }: ComparisonTable,
  keep: (index: number) => boolean = () => true,
): ComparisonNet {
  const winners = new Int32Array(decisions.length);
  const losers = new Int32Array(decisions.length);
  let rows = 0;
  for (let k = 0; k < decisions.length; k++) {
    if (!keep(k)) continue;
    winners[rows] = decisions[k]!.winner;
    losers[rows] = decisions[k]!.loser;
    rows++;
  }
  return netOfDecisions(indexEssays(items as readonly EssayId[]), {
    winners: winners.subarray(0, rows),
    losers: losers.subarray(0, rows),
  });
}

/** A table of some of the decisions; the items stay, also those that are left without a comparison. */
export function tableOfSome(table: ComparisonTable, keep: (index: number) => boolean): ComparisonTable {
  return { ...table, decisions: table.decisions.filter((_, index) => keep(index)) };
}
