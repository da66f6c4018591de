/** A folder of essay texts, with their true qualities from a CSV if there is one. */
import { readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { byCodePoint } from '../cj/code-point-order.js';
import { MOST_MAGNITUDE } from '../cj/distribution-schema.js';
import { UserError } from '../cj/errors.js';
import { type CsvRow, readCsvTable } from './csv-table.js';
import { ending, idOfFile, TEXT_ENDINGS } from './named-text.js';
import { readText, unreadable } from './read-text.js';

interface LoadedEssay {
  /** Name of the file without its ending, and without spaces around it. */
  readonly id: string;
  readonly text: string;
  /** Logits; absent where the CSV does not say. */
  readonly ability?: number;
}

export interface EssayFolder {
  /** In code point order of their ids. */
  readonly essays: readonly LoadedEssay[];
  /** Files that are neither texts nor hidden, by name, and folders from which no anchor is taken, with a slash. */
  readonly ignored: readonly string[];
}

export interface EssayFiles {
  readonly folder: string;
  readonly csv?: string;
  /** Absolute paths of texts that are anchors and so no essays of students. */
  readonly except?: ReadonlySet<string>;
  /** Where the folder is named, for errors. */
  readonly where?: string;
}

const DATA_ENDINGS = ['.csv', '.yaml', '.yml', '.json'];

const ID_COLUMNS = ['id', 'essay_id', 'file'];
const ABILITY_COLUMNS = ['ability', 'quality', 'true_quality'];

export function loadEssays({ folder, csv, except, where = folder }: EssayFiles): EssayFolder {
  const { names, folders } = namesIn(folder, where);
  const files = textFiles(names, folder);
  const abilities = csv === undefined ? new Map<string, number>() : readAbilities(csv, files, where);
  const essays: LoadedEssay[] = [];
  for (const [id, name] of files) {
    const path = join(folder, name);
    if (except?.has(resolve(path))) continue;
    const ability = abilities.get(id);
    essays.push({ id, text: readEssay(path), ...(ability === undefined ? {} : { ability }) });
  }
  if (essays.length === 0) {
    throw new UserError({
      code: 'no_essays',
      message: `${folder} holds no essay${files.size > 0 ? ' that is not an anchor' : ''}.`,
      fix: 'Put each text into a file of its own that ends with .txt or .md.',
      where,
    });
  }
  const known = [...TEXT_ENDINGS, ...DATA_ENDINGS];
  const others = names.filter((name) => !known.includes(ending(name)));
  const isRead = (name: string): boolean =>
    [...(except ?? [])].some((path) => path.startsWith(resolve(folder, name) + sep));
  return {
    essays,
    ignored: [...others, ...folders.filter((name) => !isRead(name)).map((name) => `${name}/`)],
  };
}

/** The text of an essay or anchor; an empty one is a UserError. */
export function readEssay(path: string, where = path): string {
  const text = readText(path, where);
  if (text.trim() !== '') return text;
  throw new UserError({
    code: 'empty_essay',
    message: `${path} is an empty text.`,
    fix: 'Remove the file, or put the essay into it.',
    where,
  });
}

/** Files and folders that are not hidden, in code point order. */
function namesIn(
  folder: string,
  where: string,
): { readonly names: readonly string[]; readonly folders: readonly string[] } {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.'))
      .sort((a, b) => byCodePoint(a.name, b.name));
    const named = (isFolder: boolean): readonly string[] =>
      entries.filter((entry) => entry.isDirectory() === isFolder).map(({ name }) => name);
    return { names: named(false), folders: named(true) };
  } catch (error) {
    throw unreadable(folder, where, error);
  }
}

/** Id → file name, in code point order of the ids. Ids are in Unicode's composed form, whatever the disk has. */
function textFiles(names: readonly string[], folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const name of names) {
    if (!TEXT_ENDINGS.includes(ending(name))) continue;
    const id = idOfFile(name);
    const fault = id === '' ? 'holds nothing but spaces before its ending' : nameFault(name);
    if (fault !== null) {
      throw new UserError({
        code: 'bad_file_name',
        message: `The name of the file ${JSON.stringify(name)} ${fault}.`,
        fix: 'Rename it: the name is the id of the essay.',
        where: folder,
      });
    }
    const earlier = files.get(id);
    if (earlier !== undefined) {
      throw new UserError({
        code: 'duplicate_id',
        message: `${earlier} and ${name} would both be the essay ${id}.`,
        fix: 'Rename one of them.',
        where: join(folder, name),
      });
    }
    files.set(id, name);
  }
  return new Map([...files].sort(([a], [b]) => byCodePoint(a, b)));
}

function nameFault(name: string): string | null {
  if (name.includes('\ufffd')) return 'is not UTF-8';
  return /\p{Cc}/u.test(name) ? 'holds a line break or another control character' : null;
}

function readAbilities(
  csv: string,
  files: ReadonlyMap<string, string>,
  where: string,
): ReadonlyMap<string, number> {
  const table = readCsvTable(csv, where);
  const idColumn = table.columnAmong(ID_COLUMNS);
  const abilityColumn = table.columnAmong(ABILITY_COLUMNS);
  if (idColumn === null || abilityColumn === null) {
    const missing = idColumn === null ? ID_COLUMNS : ABILITY_COLUMNS;
    throw new UserError({
      code: 'missing_column',
      message: `There is no column ${missing.join(' or ')}.`,
      fix: 'The first line names the columns, for example: id,quality',
      where: table.header,
    });
  }
  const abilities = new Map<string, number>();
  const seen = new Set<string>();
  for (const row of table.rows) {
    const id = essayOfRow(row, idColumn, files);
    if (seen.has(id)) {
      throw new UserError({ code: 'duplicate_id', message: `${id} is there twice.`, where: row.where });
    }
    seen.add(id);
    const ability = row.logits(abilityColumn, { least: -MOST_MAGNITUDE, most: MOST_MAGNITUDE });
    if (ability !== null) abilities.set(id, ability);
  }
  return abilities;
}

/** The essay that a row names, by its id or by the name of its file. */
function essayOfRow(row: CsvRow, column: string, files: ReadonlyMap<string, string>): string {
  const name = row.text(column).normalize('NFC');
  if (files.has(name)) return name;
  const id = idOfFile(name);
  if (TEXT_ENDINGS.includes(ending(name)) && files.has(id)) return id;
  throw new UserError({
    code: 'unknown_essay',
    message: name === '' ? `${column} is empty.` : `${name} is no text of the folder.`,
    where: row.where,
  });
}
