/** The difference of two runs for a person: plans, the first step, endings, essays and rows. */
import { fittingTable } from '../fitting-table.js';
import type { Style } from '../style.js';
import type { Column } from '../table.js';
import { counted, decimal, wrapped } from '../words-of.js';
import type { RunsDiff } from './diff-runs.js';
import type { BatchEssays, EssayDifference } from './essay-differences.js';
import { type Difference, differencesOf } from './record-difference.js';
import { recordName } from './record-name.js';
import type { TableDifference } from './row-differences.js';

interface Look {
  readonly style: Style;
  readonly width: number;
}

/** Of a table. */
const INDENT = 2;
/** Lines of a list, and rows of a table of essays, that are shown. */
const MOST_LINES = 20;
const MOST_ESSAYS = 10;
/** Batches whose essays are shown. */
const MOST_BATCHES = 3;

export function diffText(diff: RunsDiff, style: Style, width = 80): string {
  const { forked_after, plans, first, outcomes, essays, tables } = diff;
  const look = { style, width };
  const isSame = first === null && outcomes.length === 0 && tables.length === 0;
  if (isSame && plans.length === 0) return 'The two runs are the same, record by record.\n';
  const parts = [
    ...(forked_after === null
      ? []
      : [wrapped(`Both are the same run up to step ${forked_after}, where a fork begins.`, width, 0)]),
    plans.length === 0 ? 'Both were planned alike.' : `They were planned differently:\n${lines(plans, look)}`,
    first === null ? 'Their traces are the same as far as both go.' : firstText(first, look),
    outcomes.length === 0 ? 'They end alike.' : `They end differently:\n${lines(outcomes, look)}`,
    ...essays.slice(0, MOST_BATCHES).map((batch) => essaysText(batch, look)),
    ...(essays.length > MOST_BATCHES
      ? [`The essays of ${counted(essays.length - MOST_BATCHES, 'more batch', 'more batches')} differ too.`]
      : []),
    tables.length === 0 ? 'Their tables are the same.' : tablesText(tables, look),
  ];
  return `${parts.join('\n\n')}\n`;
}

function firstText({ step, a, b }: NonNullable<RunsDiff['first']>, look: Look): string {
  if (a === null || b === null) {
    const ended = a === null ? 'A' : 'B';
    return wrapped(
      `They part at step ${step}, where ${ended} goes no further: ${recordName(a ?? b)}`,
      look.width,
      2,
    );
  }
  const [left, right] = [recordName(a), recordName(b)];
  const names = (left === right ? [`both: ${left}`] : [`A: ${left}`, `B: ${right}`]).map(
    (name) => `  ${wrapped(name, look.width, 4)}`,
  );
  const differences = differencesOf(a, b);
  return `They part at step ${step}:\n${names.join('\n')}\n${lines(differences, look)}`;
}

function lines(differences: readonly Difference[], { width }: Look): string {
  const shown = differences.slice(0, MOST_LINES).map(({ path, a, b }) => {
    const room = width - path.length - 4;
    const whole = `${valueText(a)} → ${valueText(b)}${later(path, a, b)}`;
    if (whole.length <= room) return `  ${path}: ${whole}`;
    return `  ${path}:\n    A ${cut(valueText(a), width - 6)}\n    B ${cut(valueText(b), width - 6)}`;
  });
  const left = differences.length - shown.length;
  return [...shown, ...(left > 0 ? [`  and ${left} more (--json has them)`] : [])].join('\n');
}

/** Moments are milliseconds since 1970: what tells is the difference. */
function later(path: string, a: unknown, b: unknown): string {
  if (path !== 'at' || typeof a !== 'number' || typeof b !== 'number') return '';
  return `, ${Math.abs(b - a)} ms ${b > a ? 'later' : 'earlier'}`;
}

/** Without the keys of an object that are null: there is little room, and --json has them. */
function valueText(value: unknown): string {
  const isKept = (key: string, inner: unknown) => inner !== null || /^\d*$/.test(key);
  return value === undefined
    ? 'nothing'
    : JSON.stringify(value, (key, inner: unknown) => (isKept(key, inner) ? inner : undefined));
}

function cut(text: string, room: number): string {
  return text.length > room ? `${text.slice(0, room - 1)}…` : text;
}

function essaysText({ batch, common, differ }: BatchEssays, { style, width }: Look): string {
  const both = differ.filter(({ a, b }) => a !== null && b !== null);
  const grades = both.filter(({ a, b }) => a?.grade !== b?.grade).length;
  const ranks = both.filter(({ a, b }) => a?.rank !== b?.rank).length;
  const onlyIn = (world: 'A' | 'B', other: 'a' | 'b') => {
    const n = differ.filter((essay) => essay[other] === null).length;
    return n === 0 ? [] : [`${counted(n, 'essay')} only in ${world}`];
  };
  const told = [
    `${both.length} of ${counted(common, 'essay')} differ (${grades} in grade, ${ranks} in rank)`,
    ...onlyIn('A', 'b'),
    ...onlyIn('B', 'a'),
  ];
  const left = both.length - MOST_ESSAYS;
  const more = left > 0 ? `\n  and ${left} more (--json has them)` : '';
  const rows = both.slice(0, MOST_ESSAYS);
  const shown =
    rows.length === 0
      ? ''
      : `:\n${indented(fittingTable(rows, ESSAY_COLUMNS, { style, width: width - INDENT, spare: ['SE'] }))}${more}`;
  return `${wrapped(`Batch ${batch}: ${told.join(', ')}`, width - 1, 2)}${shown}`;
}

const ESSAY_COLUMNS: readonly Column<EssayDifference>[] = [
  { head: 'essay', cell: ({ els_essay_id }) => els_essay_id },
  { head: 'grade', cell: ({ a, b }) => arrow(a?.grade ?? '–', b?.grade ?? '–') },
  { head: 'rank', cell: ({ a, b }) => arrow(decimal(a?.rank ?? null, 0), decimal(b?.rank ?? null, 0)) },
  { head: 'score', cell: ({ a, b }) => numbers(a?.score ?? null, b?.score ?? null) },
  { head: 'SE', cell: ({ a, b }) => numbers(a?.se ?? null, b?.se ?? null) },
];

function arrow(a: string, b: string): string {
  return a === b ? a : `${a} → ${b}`;
}

/** With three decimals, or with all where only the later ones differ. */
function numbers(a: number | null, b: number | null): string {
  const [left, right] = [decimal(a, 3), decimal(b, 3)];
  return a !== b && left === right ? `${a} → ${b}` : arrow(left, right);
}

function tablesText(tables: readonly TableDifference[], { style, width }: Look): string {
  const columns = tables.flatMap((difference) => {
    const text = columnsText(difference);
    return text === '' ? [] : [`  ${wrapped(`${difference.table}: ${text}`, width - 2, 4)}`];
  });
  const changed =
    columns.length === 0
      ? ''
      : `\n\n${wrapped('The columns with other values (a number: in so many of those rows):', width, 0)}\n${columns.join('\n')}`;
  return `Rows of their tables:\n${indented(fittingTable(tables, TABLE_COLUMNS, { style, width: width - INDENT, spare: ['in A', 'in B'] }))}${changed}`;
}

const TABLE_COLUMNS: readonly Column<TableDifference>[] = [
  { head: 'table', cell: ({ table: name }) => name },
  { head: 'in A', right: true, cell: ({ rows }) => String(rows.a) },
  { head: 'in B', right: true, cell: ({ rows }) => String(rows.b) },
  { head: 'only in A', right: true, cell: ({ only }) => String(only.a) },
  { head: 'only in B', right: true, cell: ({ only }) => String(only.b) },
  { head: 'with other values', right: true, cell: ({ changed }) => String(changed) },
];

/** `submitted_comparisons, processing_metadata (bt_scores 3, …)`. */
function columnsText({ columns, changed }: TableDifference): string {
  const byColumn = new Map<string, string[]>();
  for (const [path, n] of Object.entries(columns)) {
    const [column = path, ...entry] = path.split('.');
    const told = `${entry.join('.')}${n === changed ? '' : ` ${n}`}`.trim();
    byColumn.set(column, [...(byColumn.get(column) ?? []), told]);
  }
  return [...byColumn]
    .map(([column, [first = '', ...more]]) => {
      if (more.length === 0 && (first === '' || /^\d+$/.test(first))) return `${column} ${first}`.trim();
      return `${column} (${[first, ...more].join(', ')})`;
    })
    .join(', ');
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, ' '.repeat(INDENT));
}
