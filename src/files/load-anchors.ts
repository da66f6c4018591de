/** Anchors from a CSV: each row names a text file and its grade, and if known a label and the true ability. */
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { UserError } from '../cj/errors.js';
import { type CsvRow, type CsvTable, readCsvTable } from './csv-table.js';
import { readEssay } from './load-essays.js';
import { idOfFile, namedText } from './named-text.js';

interface LoadedAnchor {
  readonly label: string;
  readonly grade: string;
  readonly text: string;
  /** Logits. */
  readonly ability?: number;
}

export interface AnchorFiles {
  readonly csv: string;
  /** Where texts are looked for after the folder of the CSV, in this order. */
  readonly folders?: readonly string[];
  /** Where the CSV is named, for errors. */
  readonly where?: string;
}

export interface AnchorTable {
  /** In the order of the CSV. */
  readonly anchors: readonly LoadedAnchor[];
  /** Row of each in the CSV, for errors. */
  readonly rows: readonly string[];
  /** Absolute paths of their texts. */
  readonly paths: ReadonlySet<string>;
}

const FILE_COLUMNS = ['file', 'filename', 'text'];

export function loadAnchors({ csv, folders = [], where = csv }: AnchorFiles): AnchorTable {
  const table = readCsvTable(csv, where);
  const fileColumn = requiredColumn(table, FILE_COLUMNS);
  const gradeColumn = requiredColumn(table, ['grade']);
  const anchors: LoadedAnchor[] = [];
  const paths = new Set<string>();
  const labels = new Set<string>();
  for (const row of table.rows) {
    const path = pathOf(row, fileColumn, [dirname(csv), ...folders]);
    const anchor = loadAnchor(row, path, gradeColumn);
    if (paths.has(path)) throw twice(row, `the text ${row.text(fileColumn)}`);
    if (labels.has(anchor.label)) throw twice(row, `the label ${anchor.label}`);
    paths.add(path);
    labels.add(anchor.label);
    anchors.push(anchor);
  }
  if (anchors.length === 0) {
    throw new UserError({ code: 'empty_file', message: `${csv} lists no anchor.`, where: csv });
  }
  return { anchors, rows: table.rows.map(({ where: row }) => row), paths };
}

/** Without a label an anchor is called like its file. */
function loadAnchor(row: CsvRow, path: string, gradeColumn: string): LoadedAnchor {
  const grade = row.text(gradeColumn);
  if (grade === '') throw new UserError({ code: 'no_grade', message: 'grade is empty.', where: row.where });
  const ability = row.number('ability');
  return {
    label: row.text('label') || idOfFile(path),
    grade,
    text: readEssay(path, row.where),
    ...(ability === null ? {} : { ability }),
  };
}

/** The absolute path of the row's text: beside the CSV, or in one of the folders. */
function pathOf(row: CsvRow, column: string, folders: readonly string[]): string {
  const name = row.text(column);
  if (name === '') throw new UserError({ code: 'no_file', message: `${column} is empty.`, where: row.where });
  const candidates = isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name));
  for (const candidate of candidates) {
    const found = namedText(candidate, row.where);
    if (found !== null) return resolve(found);
  }
  throw new UserError({
    code: 'unknown_file',
    message: `There is no file ${candidates.join(' and no file ')}.`,
    fix: 'Name it as the folder has it, with or without its ending (.txt, .md).',
    where: row.where,
  });
}

function requiredColumn(table: CsvTable, names: readonly string[]): string {
  const column = table.columnAmong(names);
  if (column !== null) return column;
  throw new UserError({
    code: 'missing_column',
    message: `There is no column ${names.join(' or ')}.`,
    fix: 'The first line names the columns, for example: file,grade,label,ability',
    where: table.header,
  });
}

function twice(row: CsvRow, what: string): UserError {
  return new UserError({ code: 'duplicate_anchor', message: `Two anchors have ${what}.`, where: row.where });
}
