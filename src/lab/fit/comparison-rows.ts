/** Rows of a program of your own as the table that `fit` and `backtest` take. */
import { UserError } from '../../cj/errors.js';
import { objectOrNull } from '../../cj/stored-value.js';
import { didYouMean } from '../../input/nearest-name.js';
import type { ComparisonTable, Decision } from './comparison-table.js';
import { Numbered } from './numbered.js';

export interface ComparisonInput {
  readonly winner: string;
  readonly loser: string;
  readonly judge?: string;
  /** Who was shown first: the id of the winner or of the loser. */
  readonly first?: string;
}

/** A UserError names the row that compares an item with itself or shows a third one first. */
export function comparisonTable(rows: readonly ComparisonInput[]): ComparisonTable {
  refuseOtherThanRows(rows);
  const items = new Numbered();
  const judges = new Numbered();
  const decisions = rows.map(({ winner, loser, judge, first }, k): Decision => {
    refuseNameless({ winner, loser, ...(judge === undefined ? {} : { judge }) }, k);
    const isShown = first === undefined || first === winner || first === loser;
    if (winner === loser || !isShown) {
      throw new UserError({
        code: 'impossible_comparison',
        message: isShown
          ? `Row ${k + 1} compares ${winner} with itself.`
          : `Row ${k + 1} compares ${winner} and ${loser}, and shows ${first} first.`,
        where: `rows[${k}]`,
      });
    }
    return {
      winner: items.numberOf(winner),
      loser: items.numberOf(loser),
      judge: judge === undefined ? null : judges.numberOf(judge),
      winnerFirst: first === undefined ? null : first === winner,
    };
  });
  const isOrdered = decisions.some(({ winnerFirst }) => winnerFirst !== null);
  return {
    items: items.names,
    judges: judges.names,
    decisions,
    ...(isOrdered ? { order: 'shown' as const } : {}),
  };
}

const KEYS: readonly string[] = ['winner', 'loser', 'judge', 'first'] satisfies (keyof ComparisonInput)[];

/** A program without types may give anything. */
function refuseOtherThanRows(rows: unknown): void {
  if (!Array.isArray(rows)) {
    throw new UserError({
      code: 'no_rows',
      message: 'comparisonTable takes a list of rows, and this is none',
      fix: "Give rows such as { winner: 'a', loser: 'b' }",
      where: 'rows',
    });
  }
  for (const [k, row] of rows.entries()) {
    const group = objectOrNull(row);
    const stray = group === null ? undefined : Object.keys(group).find((key) => !KEYS.includes(key));
    if (group !== null && stray === undefined) continue;
    throw new UserError({
      code: 'bad_row',
      message:
        stray === undefined
          ? `Row ${k + 1} is no comparison`
          : `Row ${k + 1} has a key ${stray}, which a comparison does not have${didYouMean(stray, KEYS)}`,
      fix: `Give ${KEYS.join(', ')}; the last two may be left out`,
      where: `rows[${k}]`,
    });
  }
}

/** A program without types may leave one out, or give null for a judge that is not known. */
function refuseNameless(named: Readonly<Record<string, unknown>>, k: number): void {
  const [nameless] = Object.entries(named).find(([, id]) => typeof id !== 'string' || id === '') ?? [];
  if (nameless === undefined) return;
  const isJudge = nameless === 'judge';
  throw new UserError({
    code: isJudge ? 'nameless_judge' : 'nameless_item',
    message: `Row ${k + 1} has no ${nameless}: it must be the id of ${isJudge ? 'a judge' : 'an item'}, in a text.`,
    ...(isJudge ? { fix: 'Leave the key judge out where it is not known who judged.' } : {}),
    where: `rows[${k}]`,
  });
}
