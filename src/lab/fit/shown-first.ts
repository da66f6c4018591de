/**
 * Which of two items was shown first: a column names it or says left or right; without one, the names of the items'
 * columns may say it (left, right). Otherwise the first of two columns is only the one that is listed first.
 */
import type { CsvRow, CsvTable } from '../../files/csv-table.js';
import { columnAmong, FIRST_IS_SHOWN_FIRST, plainName, SHOWN_FIRST } from './comparison-columns.js';
import type { ComparisonTable } from './comparison-table.js';
import { numberOf, type ResultColumns } from './result-column.js';

export interface ShownFirst {
  readonly column: string | null;
  readonly order: ComparisonTable['order'] | null;
  /** Whether it was the first of the pair; null where that is not said, a text where what is said names neither. */
  readonly read: (row: CsvRow, pair: readonly [string, string]) => boolean | string | null;
}

const NOT_KNOWN: ShownFirst = { column: null, order: null, read: () => null };

/** Who won says nothing of who was shown first. */
export function shownFirstOfWinners(csv: CsvTable): ShownFirst {
  const column = shownColumn(csv, []);
  if (column === null) return NOT_KNOWN;
  return fromColumn(column, (said, pair) => named(said, pair) ?? oneOf(said, ['winner'], ['loser']));
}

export function shownFirstOfItems(csv: CsvTable, { first, second, result }: ResultColumns): ShownFirst {
  const column = shownColumn(csv, [first, second, result]);
  if (column === null) {
    const order = FIRST_IS_SHOWN_FIRST.includes(plainName(first)) ? 'shown' : 'listed';
    return { column, order, read: () => true };
  }
  const numbers = csv.rows.map((row) => numberOf(row.text(column)));
  // A 0 makes 1 the second of a count from 0, or the answer yes.
  const positions = numbers.includes(0) ? [] : ['1', '2'];
  const placed = (said: string): boolean | null =>
    oneOf(
      said,
      ['left', 'first', 'a', plainName(first), ...positions.slice(0, 1)],
      ['right', 'second', 'b', plainName(second), ...positions.slice(1)],
    );
  const pairs = csv.rows.map((row) => [row.text(column), [row.text(first), row.text(second)]] as const);
  const count = (known: (said: string, pair: readonly [string, string]) => boolean | null): number =>
    pairs.filter(([said, [a = '', b = '']]) => known(said, [a, b]) !== null).length;
  const isPlaced = count(placed) > count(named);
  const ids = new Set(pairs.flatMap(([, pair]) => pair));
  return fromColumn(column, (said, pair) =>
    isPlaced
      ? (placed(said) ?? named(said, pair))
      : (named(said, pair) ?? (ids.has(said) ? null : placed(said))),
  );
}

function fromColumn(
  column: string,
  known: (said: string, pair: readonly [string, string]) => boolean | null,
): ShownFirst {
  return {
    column,
    order: 'shown',
    read: (row, pair) => {
      const said = row.text(column);
      return said === ''
        ? null
        : (known(said, pair) ?? `${column} is "${said}", neither ${pair.join(' nor ')}`);
    },
  };
}

function shownColumn(csv: CsvTable, taken: readonly string[]): string | null {
  return columnAmong({ columns: csv.columns.filter((column) => !taken.includes(column)) }, SHOWN_FIRST);
}

/** Capitals count only where both ids would fit without them. */
function named(said: string, [a, b]: readonly [string, string]): boolean | null {
  if (said === a || said === b) return said === a;
  const [lower, lowerA, lowerB] = [said.toLowerCase(), a.toLowerCase(), b.toLowerCase()];
  if (lowerA === lowerB || (lower !== lowerA && lower !== lowerB)) return null;
  return lower === lowerA;
}

function oneOf(said: string, first: readonly string[], second: readonly string[]): boolean | null {
  const word = plainName(said);
  if (word === '') return null;
  return first.includes(word) ? true : second.includes(word) ? false : null;
}
