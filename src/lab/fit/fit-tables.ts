/** The tables of a fit's text: items by all estimators, and judges. */
import Table from 'cli-table3';
import { cellWidth } from '../../report/cell-width.js';
import { shortNames } from '../short-names.js';
import { leadOf } from './estimator-fit.js';
import { figure } from './figure.js';
import type { Fit } from './fit.js';
import { hasGroups, partNumbers } from './part-numbers.js';

/** Of a longer list of items, so many of the best and of the worst are shown. */
const MOST_ROWS = 60;
const EACH_END = 25;
/** Columns of a name that is cut, at least. */
const LEAST_NAME = 8;
/** An infit this far from 1 is marked; the usual range for judges and essays is 0.5 to 1.5 (Linacre 2002). */
const MISFIT_ABOVE = 1.5;
export const MISFIT_NOTE = `!: an infit above ${MISFIT_ABOVE}, decisions that surprise more than the model expects (usual: 0.5 to 1.5).`;

/** Items that may not be compared with each other have another `part`, or another `group` within it. */
export function itemTable({ table, n, wins, fits, connectivity }: Fit, columns: number): string {
  const lead = leadOf(fits);
  if (lead === undefined) return '';
  const order = [...table.items.keys()].sort((i, j) => (lead.theta[j] ?? 0) - (lead.theta[i] ?? 0));
  const isLong = order.length > MOST_ROWS;
  const shown = isLong ? [...order.slice(0, EACH_END), ...order.slice(-EACH_END)] : order;
  const { parts, strong_parts } = connectivity;
  const marks = [
    ...(parts.length > 1 ? [{ name: 'part', of: partNumbers(table.items, parts) }] : []),
    ...(hasGroups(connectivity) ? [{ name: 'group', of: partNumbers(table.items, strong_parts) }] : []),
  ];
  const scales = [...fits.values()];
  const head = [
    'item',
    ...marks.map(({ name }) => name),
    'n',
    'wins',
    ...scales.flatMap(({ estimator }) => [estimator, 'SE']),
    'infit',
    'outfit',
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
  const left = order.length - shown.length;
  return `${tableText(head, rows, columns)}${isLong ? `\n${left} items between them are not shown; --json has all.` : ''}`;
}

export function judgeTable({ table, fits }: Fit, columns: number): string {
  const lead = leadOf(fits);
  if (lead === undefined || table.judges.length === 0) return '';
  const rows = table.judges.map((id, j) => {
    const { n = 0, infit, outfit } = lead.judgeMisfit[j] ?? {};
    return [id, String(n), marked(infit), figure(outfit, 2)];
  });
  return tableText(['judge', 'n', 'infit', 'outfit'], rows, columns);
}

/**
 * Without its left padding where it would be too wide, without any where it still would be; then the names in the first
 * column are cut.
 */
function tableText(head: readonly string[], rows: readonly (readonly string[])[], columns: number): string {
  const widths = head.map((name, k) => Math.max(name.length, ...rows.map((row) => cellWidth(row[k] ?? ''))));
  const padded = widths.reduce((sum, width) => sum + 3 + width, 1);
  const bare = padded - 2 * head.length;
  const names = shortNames(
    rows.map(([name = '']) => name),
    Math.max(LEAST_NAME, (widths[0] ?? 0) - Math.max(0, bare - columns)),
  );
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
  for (const [name = '', ...others] of rows) text.push([names.get(name) ?? name, ...others]);
  return text.toString();
}

function marked(infit: number | null | undefined): string {
  const text = figure(infit, 2);
  return infit !== null && infit !== undefined && infit > MISFIT_ABOVE ? `${text} !` : text;
}
