/**
 * The table as results.csv, results.parquet and results.db (tables `runs`, `headers`): the same bytes for the same
 * cells. Rows pass through one by one, so that the length of the table does not matter.
 */
import { appendFileSync, closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { canonicalJson } from '../../cj/canonical-json.js';
import { invariant } from '../../cj/errors.js';
import { csvField } from '../../report/csv-field.js';
import { openFile } from '../../store/better-sqlite3-driver.js';
import type { PreparedArm } from './sweep-cells.js';
import type { TidyColumn, TidyTable, TidyValue } from './tidy-rows.js';

interface TableFile {
  readonly path: string;
  readonly write: (rows: readonly (readonly TidyValue[])[]) => void;
  readonly close: () => void;
}

/** Rows that are written together; also the row groups of Parquet. */
const TOGETHER = 5000;

const PARQUET_TYPES = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
} as const;
const SQL_TYPES = { text: 'text', integer: 'integer', number: 'real' } as const;

/** Paths of the files. */
export function writeTables(
  folder: string,
  { columns, rows }: TidyTable,
  arms: readonly PreparedArm[],
): readonly string[] {
  const files = [
    csvFile(join(folder, 'results.csv'), columns),
    parquetFile(join(folder, 'results.parquet'), columns),
    databaseFile(join(folder, 'results.db'), columns, arms),
  ];
  let block: (readonly TidyValue[])[] = [];
  const flush = (): void => {
    for (const file of files) file.write(block);
    block = [];
  };
  for (const row of rows()) {
    block.push(row);
    if (block.length === TOGETHER) flush();
  }
  if (block.length > 0) flush();
  for (const file of files) file.close();
  return files.map(({ path }) => path);
}

function csvFile(path: string, columns: readonly TidyColumn[]): TableFile {
  const file = openSync(path, 'w');
  appendFileSync(file, `${columns.map(({ name }) => csvField(name)).join(',')}\n`);
  return {
    path,
    write: (rows) => appendFileSync(file, rows.map((row) => `${row.map(csvField).join(',')}\n`).join('')),
    close: () => closeSync(file),
  };
}

function parquetFile(path: string, columns: readonly TidyColumn[]): TableFile {
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(
      ({ name, type }): SchemaElement => ({ name, ...PARQUET_TYPES[type], repetition_type: 'OPTIONAL' }),
    ),
  ];
  const writer = new ParquetWriter({ writer: fileWriter(path), schema });
  return {
    path,
    write: (rows) => {
      const columnData = columns.map(({ name }, k) => ({ name, data: rows.map((row) => row[k] ?? null) }));
      const waits = writer.write({ columnData, rowGroupSize: TOGETHER });
      invariant(waits === undefined, 'a writer into a file writes at once');
    },
    close: () => writer.finish(),
  };
}

function databaseFile(path: string, columns: readonly TidyColumn[], arms: readonly PreparedArm[]): TableFile {
  rmSync(path, { force: true });
  const driver = openFile(path);
  const named = columns.map(({ name, type }) => `"${name}" ${SQL_TYPES[type]}`).join(', ');
  driver.exec(
    `create table runs (${named}); create table headers (arm text primary key, configuration text, header text); begin`,
  );
  const insert = driver.prepare(`insert into runs values (${columns.map(() => '?').join(', ')})`);
  const header = driver.prepare('insert into headers values (?, ?, ?)');
  return {
    path,
    write: (rows) => {
      for (const row of rows) insert.run(...row);
    },
    close: () => {
      for (const { arm, configuration, scenario } of arms) {
        header.run(arm.name, configuration, canonicalJson(scenario));
      }
      driver.exec('commit');
      driver.close();
    },
  };
}
