/** The table as results.csv, results.parquet and results.db (tables `runs`, `headers`): the same bytes for the same cells. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { canonicalJson } from '../../cj/canonical-json.js';
import { openFile } from '../../store/better-sqlite3-driver.js';
import { inTransaction } from '../../store/driver.js';
import type { PreparedArm } from './sweep-cells.js';
import type { TidyTable, TidyValue } from './tidy-rows.js';

export function writeTables(
  folder: string,
  table: TidyTable,
  arms: readonly PreparedArm[],
): readonly string[] {
  const csv = join(folder, 'results.csv');
  const parquet = join(folder, 'results.parquet');
  const database = join(folder, 'results.db');
  writeFileSync(csv, csvText(table));
  writeFileSync(parquet, new Uint8Array(parquetBytes(table)));
  writeDatabase(database, table, arms);
  return [csv, parquet, database];
}

function csvText({ columns, rows }: TidyTable): string {
  const lines = [columns.map(({ name }) => name), ...rows].map((row) => row.map(csvField).join(','));
  return `${lines.join('\n')}\n`;
}

function csvField(value: TidyValue): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function parquetBytes({ columns, rows }: TidyTable): ArrayBuffer {
  return parquetWriteBuffer({
    columnData: columns.map(({ name, type }, column) => ({
      name,
      data: rows.map((row) => row[column] ?? null),
      type: type === 'number' ? ('DOUBLE' as const) : ('STRING' as const),
      nullable: true,
    })),
  });
}

function writeDatabase(path: string, { columns, rows }: TidyTable, arms: readonly PreparedArm[]): void {
  rmSync(path, { force: true });
  const driver = openFile(path);
  try {
    const named = columns
      .map(({ name, type }) => `"${name}" ${type === 'number' ? 'real' : 'text'}`)
      .join(', ');
    driver.exec(
      `create table runs (${named}); create table headers (arm text primary key, configuration text, header text)`,
    );
    const insert = driver.prepare(`insert into runs values (${columns.map(() => '?').join(', ')})`);
    const header = driver.prepare('insert into headers values (?, ?, ?)');
    inTransaction(driver, () => {
      for (const row of rows) insert.run(...row);
      for (const { arm, configuration, scenario } of arms) {
        header.run(arm.name, configuration, canonicalJson(scenario));
      }
    });
  } finally {
    driver.close();
  }
}
