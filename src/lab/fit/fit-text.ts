/** The fit as text for people: reliability, connectivity, problems of rows, then tables of items and judges. */
import { counted, firstOf } from '../../report/words-of.js';
import { shortNames } from '../short-names.js';
import { wrappedLines } from '../wrapped-lines.js';
import { type EstimatorFit, leadOf } from './estimator-fit.js';
import type { Fit } from './fit.js';
import { itemTable, judgeTable, MISFIT_NOTE, type NamedTable } from './fit-tables.js';
import { hasGroups } from './part-numbers.js';
import type { ReadNotes, RowProblem } from './read-comparisons.js';
import { reliabilityLines } from './reliability-lines.js';

const MOST_PROBLEMS = 10;
/** Columns that are named though nothing of them is read. */
const MOST_UNREAD = 10;
const INDENT = '  ';

/** `columns`: what lines may fill. */
export function fitText(fit: Fit, read?: ReadNotes, columns = 120): string {
  const items = itemTable(fit, columns);
  const tables = [items, judgeTable(fit, columns)];
  const connected = ['Connectivity', ...fit.connectivity.words.map((words) => `  ${words}`)];
  const blocks = [
    wrappedLines(reliabilityLines(fit).join('\n'), columns),
    wrappedLines(connected.join('\n'), columns),
    rowText(read, columns),
    ...tables.map(({ text }) => text),
    wrappedLines(
      [...tableNotes(fit, tables), ...estimatorNotes([...fit.fits.values()], items.names)].join('\n'),
      columns,
    ),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** What the marks of the tables mean. */
function tableNotes({ fits, connectivity }: Fit, tables: readonly NamedTable[]): readonly string[] {
  const lead = leadOf(fits);
  const isStandIn = lead !== undefined && fits.has('btm') && lead.estimator !== 'btm';
  return [
    ...(tables.some(({ isMarked }) => isMarked) ? [MISFIT_NOTE] : []),
    ...(tables.some(({ isCut }) => isCut) ? ['…: names are cut; --json has them whole.'] : []),
    ...(isStandIn ? [`infit and outfit: at the scores of ${lead.estimator}.`] : []),
    ...(connectivity.parts.length > 1 ? ['part: scores of different parts are not comparable.'] : []),
    ...(hasGroups(connectivity)
      ? ['group: between groups all wins go one way, so that only scores within a group compare.']
      : []),
  ];
}

/** One that has no scale is spoken of at the top. An item has the name that it has in the table. */
function estimatorNotes(
  fits: readonly EstimatorFit[],
  names: ReadonlyMap<string, string>,
): readonly string[] {
  return fits.flatMap(({ estimator, hasScale, reference, notes }) => {
    const shown = (note: string) =>
      reference === null
        ? note
        : note.replace(`from ${reference},`, () => `from ${names.get(reference) ?? reference},`);
    return hasScale ? notes.map((note) => `${estimator}: ${shown(note)}.`) : [];
  });
}

/** Which columns of a file were read, which rows were left out, and which repeat others. */
export function rowText(read: ReadNotes | undefined, columns: number): string {
  if (read === undefined) return '';
  const { impossible, duplicates, unordered } = read;
  const lines = [
    columnLine(read),
    ...problemLines(`${counted(impossible.length, 'impossible row')}, left out`, impossible, columns),
    ...problemLines(
      `${counted(duplicates.length, 'row that repeats an earlier one', 'rows that repeat an earlier one')}, kept`,
      duplicates,
      columns,
    ),
    ...problemLines(`${counted(unordered.length, 'row')} kept without the order`, unordered, columns),
  ];
  return wrappedLines(lines.join('\n'), columns);
}

/** `Columns read: winner, loser, judge from assessor; not read: comment.` */
function columnLine({ columns, unread }: ReadNotes): string {
  const read = Object.entries(columns).map(([use, column]) => {
    const words = use.replaceAll('_', ' ');
    return words === column ? words : `${words} from ${column}`;
  });
  const others = unread.length === 0 ? '' : `; not read: ${firstOf(unread, MOST_UNREAD)}`;
  return `Columns read: ${read.join(', ')}${others}.`;
}

function problemLines(title: string, problems: readonly RowProblem[], columns: number): readonly string[] {
  if (problems.length === 0) return [];
  const first = problems.slice(0, MOST_PROBLEMS);
  const words = new Set(first.flatMap(({ problem }) => problem.split(' ')));
  const short = shortNames([...words], columns - INDENT.length);
  const shown = first.map(({ where, problem }) => {
    const fitting = problem.split(' ').map((word) => short.get(word) ?? word);
    return `${INDENT}${where}: ${fitting.join(' ')}`;
  });
  const more =
    problems.length > MOST_PROBLEMS ? [`${INDENT}and ${problems.length - MOST_PROBLEMS} more`] : [];
  return [`${title}:`, ...shown, ...more];
}
