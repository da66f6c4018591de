/** The tables of a fit's text: items by all estimators, and judges. */
import Table from 'cli-table3';
import { widestOf } from '../../report/cell-width.js';
import { shortNames } from '../short-names.js';
import { leadOf } from './estimator-fit.js';
import { figure } from './figure.js';
import type { Fit } from './fit.js';
import { hasGroups, partNumbers } from './part-numbers.js';

/** Of a longer list of items, so many of the best and of the worst are shown. */
const MOST_ROWS = 60;
const EACH_END = 25;
/** Judges that are shown: every worker of a crowd, or user of a web site, may be one. */
const MOST_JUDGES = 1000;
/** Columns of a name that is cut, at least. */
const LEAST_NAME = 8;
/** An infit this far from 1 is marked; the usual range for judges and essays is 0.5 to 1.5 (Linacre 2002). */
const MISFIT_ABOVE = 1.5;
const MARK = ' !';
export const MISFIT_NOTE = `!: an infit above ${MISFIT_ABOVE}, decisions that surprise more than the model expects (usual: 0.5 to 1.5).`;

/** A table whose first column has names. */
export interface NamedTable {
  readonly text: string;
  /** As they stand there: cut where the table would be too wide. */
  readonly names: ReadonlyMap<string, string>;
  readonly isCut: boolean;
  /** Whether an infit is marked. */
  readonly isMarked: boolean;
}

const NO_TABLE: NamedTable = { text: '', names: new Map(), isCut: false, isMarked: false };

/** Columns that stay together where a table is broken, by their heads. */
type Heads = readonly string[];

/** Items that may not be compared with each other have another `part`, or another `group` within it. */
export function itemTable({ table, n, wins, fits, connectivity }: Fit, columns: number): NamedTable {
  const lead = leadOf(fits);
  if (lead === undefined) return NO_TABLE;
  const order = [...table.items.keys()].sort((i, j) => (lead.theta[j] ?? 0) - (lead.theta[i] ?? 0));
  const isLong = order.length > MOST_ROWS;
  const shown = isLong ? [...order.slice(0, EACH_END), ...order.slice(-EACH_END)] : order;
  const { parts, strong_parts } = connectivity;
  const marks = [
    ...(parts.length > 1 ? [{ name: 'part', of: partNumbers(table.items, parts) }] : []),
    ...(hasGroups(connectivity) ? [{ name: 'group', of: partNumbers(table.items, strong_parts) }] : []),
  ];
  const scales = [...fits.values()];
  const heads = [
    ...marks.map(({ name }) => [name]),
    ['n', 'wins'],
    ...scales.map(({ estimator }) => [estimator, 'SE']),
    ['infit', 'outfit'],
  ];
  const rows = shown.map((i) => [
    table.items[i] ?? '',
    ...marks.map(({ of }) => String(of[i] ?? '')),
    String(n[i] ?? 0),
    String(wins[i] ?? 0),
    ...scales.flatMap(({ theta, se }) => [figure(theta[i], 2), figure(se[i], 2)]),
    marked(lead.misfit[i]?.infit),
    figure(lead.misfit[i]?.outfit, 2),
  ]);
  const references = scales.flatMap(({ reference }) => reference ?? []);
  const named = namedTable('item', heads, rows, { columns, alsoNamed: references });
  const left = order.length - shown.length;
  return {
    ...named,
    text: `${named.text}${isLong ? `\n${left} items between them are not shown; --json has all.` : ''}`,
  };
}

export function judgeTable({ table, fits }: Fit, columns: number): NamedTable {
  const lead = leadOf(fits);
  if (lead === undefined || table.judges.length === 0) return NO_TABLE;
  const rows = table.judges.slice(0, MOST_JUDGES).map((id, j) => {
    const { n = 0, infit, outfit } = lead.judgeMisfit[j] ?? {};
    return [id, String(n), marked(infit), figure(outfit, 2)];
  });
  const named = namedTable('judge', [['n'], ['infit', 'outfit']], rows, { columns, alsoNamed: [] });
  const left = table.judges.length - rows.length;
  return {
    ...named,
    text: `${named.text}${left === 0 ? '' : `\n${left} more judges are not shown; --json has all.`}`,
  };
}

interface Room {
  readonly columns: number;
  /** Names that are spoken of beside the table. */
  readonly alsoNamed: readonly string[];
}

type Rows = readonly (readonly string[])[];

/**
 * Without its left padding where it would be too wide, without any where it still would be; then the names in the first
 * column are cut, and last the columns that find no room go on in a table below.
 */
function namedTable(first: string, groups: readonly Heads[], rows: Rows, room: Room): NamedTable {
  const { columns, alsoNamed } = room;
  const head = [first, ...groups.flat()];
  const widths = head.map((name, k) => widestOf([name, ...rows.map((row) => row[k] ?? '')]));
  const bare = bareWidth(widths);
  const nameWidth = Math.max(LEAST_NAME, (widths[0] ?? 0) - Math.max(0, bare - columns));
  const names = shortNames([...rows.map(([name = '']) => name), ...alsoNamed], nameWidth);
  const cut = rows.map(([name = '', ...others]) => [names.get(name) ?? name, ...others]);
  const shown = [Math.min(widths[0] ?? 0, nameWidth), ...widths.slice(1)];
  const texts = brokenInto(groups, shown, columns).map((places) =>
    tableText(
      places.map((k) => head[k] ?? ''),
      cut.map((row) => places.map((k) => row[k] ?? '')),
      { columns, padded: bareWidth(places.map((k) => widths[k] ?? 0)) + 2 * places.length },
    ),
  );
  return {
    text: texts.join('\n'),
    names,
    isCut: rows.some(([name = '']) => names.get(name) !== name),
    isMarked: rows.some(([, ...cells]) => cells.some((cell) => cell.endsWith(MARK))),
  };
}

/** Without padding: a line before each column and one at the end. */
function bareWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + 1 + width, 1);
}

/** The places of the columns of each table: the first column, and as many groups of others as find room. */
function brokenInto(
  groups: readonly Heads[],
  widths: readonly number[],
  columns: number,
): readonly (readonly number[])[] {
  const tables: number[][] = [];
  let next = 1;
  for (const group of groups) {
    const places = group.map((_, k) => next + k);
    next += group.length;
    const last = tables.at(-1);
    const joined = [...(last ?? [0]), ...places];
    if (last !== undefined && bareWidth(joined.map((k) => widths[k] ?? 0)) <= columns) last.push(...places);
    else tables.push([0, ...places]);
  }
  return tables;
}

function tableText(
  head: Heads,
  rows: Rows,
  { columns, padded }: { readonly columns: number; readonly padded: number },
): string {
  const text = new Table({
    head: [...head],
    colAligns: head.map((_, column) => (column === 0 ? 'left' : 'right')),
    style: {
      head: [],
      border: [],
      compact: true,
      'padding-left': padded > columns ? 0 : 1,
      'padding-right': padded - head.length > columns ? 0 : 1,
    },
  });
  for (const row of rows) text.push([...row]);
  return text.toString();
}

function marked(infit: number | null | undefined): string {
  const text = figure(infit, 2);
  return infit !== null && infit !== undefined && infit > MISFIT_ABOVE ? `${text}${MARK}` : text;
}
