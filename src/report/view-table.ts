/**
 * Rows of a view as a table that fits. As far as it is needed: times lose their day and uuids their end, what is the
 * same in all rows is said once, columns that can be spared are left out and named, then the last ones, and long
 * names are cut.
 */
import { onOneLine } from '../cj/on-one-line.js';
import { beginningOf, cellWidth, widestOf } from './cell-width.js';
import type { Style } from './style.js';
import { TABLE_GAP, table } from './table.js';
import { decimal, wrapped } from './words-of.js';

/** One row of a view: columns by name, in their order. */
export type ViewRow = Readonly<Record<string, Value>>;

type Value = string | number | boolean | null;

/** So few rows are lists of their values instead, where columns would be left out. */
const FEW_ROWS = 5;

/** A text is not cut to less. */
const SHORTEST_CUT = 12;

/** Of estimates, also where all of them happen to be whole. */
const DECIMAL_COLUMNS: readonly string[] = ['score', 'se'];

/** Numbers of a column with a point get three decimals. `spare`: columns that a narrow table leaves out first. */
export function viewTable(
  rows: readonly ViewRow[],
  style: Style,
  width = Number.POSITIVE_INFINITY,
  spare: readonly string[] = [],
): string {
  const [first] = rows;
  if (first === undefined) return 'None.\n';
  return fittedTable(
    Object.keys(first).map((name) => columnOf(name, rows)),
    { style, width, spare },
  );
}

export interface Fitting {
  readonly style: Style;
  readonly width: number;
  /** Names of the columns that can be spared, the first before the others. */
  readonly spare: readonly string[];
}

/** Of columns as they would stand in a table that is wide enough, each with a cell for every row. */
export function fittedTable(all: readonly ShownColumn[], { style, width, spare }: Fitting): string {
  const places = (all[0]?.cells ?? []).map((_, at) => at);
  let shown: Shown = { columns: all, same: [], leftOut: [] };
  for (const step of [shortened, sameSaidOnce, withoutSpare(spare), withoutLast]) {
    if (needs(shown) > width) shown = step(shown, width);
  }
  if (shown.leftOut.length > 0 && places.length <= FEW_ROWS) return sentences(all, width);
  const columns = cut(shown.columns, width);
  const body = table(
    places,
    columns.map(({ name, isNumber, cells }) => ({
      head: name,
      right: isNumber,
      cell: (at) => cells[at] ?? '',
    })),
    style,
  );
  const notes = [
    ...(shown.same.length === 0 ? [] : [`In all rows shown: ${shown.same.join(', ')}`]),
    ...(shown.leftOut.length === 0
      ? []
      : [`Not shown at this width: ${shown.leftOut.join(', ')} (--json has all)`]),
  ];
  return `${[...notes.map((note) => style.dim(wrapped(note, width, 0))), body].join('\n')}\n`;
}

function sentences(columns: readonly ShownColumn[], width: number): string {
  return (columns[0]?.cells ?? [])
    .map((_, at) => {
      const values = columns.flatMap(({ name, cells }) => (cells[at] ? [`${name} ${cells[at]}`] : []));
      return `${wrapped(values.join(', '), width, 2)}\n`;
    })
    .join('');
}

interface ShownColumn {
  readonly name: string;
  readonly isNumber: boolean;
  readonly cells: readonly string[];
}

interface Shown {
  readonly columns: readonly ShownColumn[];
  /** "batch 21": columns that have one value. */
  readonly same: readonly string[];
  readonly leftOut: readonly string[];
}

function columnOf(name: string, rows: readonly ViewRow[]): ShownColumn {
  const values = rows.map((row) => row[name] ?? null);
  const isDecimal = hasDecimals(name, values);
  return {
    name: name.replaceAll('_', ' '),
    isNumber: values.some((value) => typeof value === 'number'),
    cells: values.map((value) => text(value, isDecimal)),
  };
}

function hasDecimals(name: string, values: readonly Value[]): boolean {
  return (
    DECIMAL_COLUMNS.includes(name) ||
    values.some((value) => typeof value === 'number' && !Number.isInteger(value))
  );
}

function text(value: Value, isDecimal: boolean): string {
  if (value === null) return '–';
  if (typeof value === 'string') return onOneLine(value);
  return typeof value === 'number' && isDecimal ? decimal(value, 3) : String(value);
}

function widthOf({ name, cells }: ShownColumn): number {
  return widestOf([name, ...cells]);
}

/** The width of the table, with its texts cut to `longest`. */
function needs({ columns }: Pick<Shown, 'columns'>, longest = Number.POSITIVE_INFINITY): number {
  return columns.reduce((sum, column) => sum + roomOf(column, longest) + TABLE_GAP, -TABLE_GAP);
}

function roomOf(column: ShownColumn, longest: number): number {
  return column.isNumber
    ? widthOf(column)
    : Math.min(widthOf(column), Math.max(longest, cellWidth(column.name)));
}

const UUID = /^([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT(\d\d:\d\d:\d\d\.\d{3})Z$/;

function shortened({ columns, ...rest }: Shown): Shown {
  return { ...rest, columns: columns.map(shortColumn) };
}

/** As it is where two values would look the same. */
function shortColumn(column: ShownColumn): ShownColumn {
  const cells = column.cells.map((cell) => cell.replace(UUID, '$1…').replace(TIME, '$1'));
  return new Set(cells).size === new Set(column.cells).size ? { ...column, cells } : column;
}

function sameSaidOnce({ columns, same, ...rest }: Shown): Shown {
  const isSame = ({ cells }: ShownColumn) => cells.length > 1 && new Set(cells).size === 1;
  return {
    ...rest,
    columns: columns.filter((column) => !isSame(column)),
    same: [...same, ...columns.filter(isSame).map(({ name, cells }) => `${name} ${cells[0] ?? ''}`)],
  };
}

function withoutSpare(spare: readonly string[]): (shown: Shown, width: number) => Shown {
  return (shown, width) => {
    const leftOut: string[] = [];
    let { columns } = shown;
    for (const name of spare) {
      if (needs({ columns }) <= width) break;
      const others = columns.filter((column) => column.name !== name);
      if (others.length < columns.length) leftOut.push(name);
      columns = others;
    }
    return { ...shown, columns, leftOut };
  };
}

function withoutLast(shown: Shown, width: number): Shown {
  const last = shown.columns.at(-1);
  if (last === undefined || shown.columns.length === 1 || needs(shown, SHORTEST_CUT) <= width) return shown;
  return withoutLast(
    { ...shown, columns: shown.columns.slice(0, -1), leftOut: [last.name, ...shown.leftOut] },
    width,
  );
}

/** Texts no longer than fits: the longest ones lose their end first. */
function cut(columns: readonly ShownColumn[], width: number): readonly ShownColumn[] {
  let longest = Math.max(SHORTEST_CUT, ...columns.map(widthOf));
  while (longest > SHORTEST_CUT && needs({ columns }, longest) > width) longest--;
  const fitted = (cell: string, room: number) =>
    cellWidth(cell) <= room ? cell : `${beginningOf(cell, room - 1)}…`;
  return columns.map((column) =>
    column.isNumber
      ? column
      : { ...column, cells: column.cells.map((cell) => fitted(cell, roomOf(column, longest))) },
  );
}
