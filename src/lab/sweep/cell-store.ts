/**
 * The results of cells on disk: one JSON line a cell, appended as it ends, so that whatever interrupts a sweep loses
 * at most the cells under way. In memory there is only where each line stands, so that a hundred thousand cells
 * take no more room than their keys. Tables are made from it when a sweep ends.
 */
import { appendFileSync, closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { objectOrNull } from '../../cj/stored-value.js';
import { makeFolder } from '../../files/make-folder.js';
import type { CellResult } from './run-cell.js';
import type { SweepCell } from './sweep-cells.js';

export interface StoredCell {
  readonly key: string;
  readonly experiment: string;
  readonly arm: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly replicate: number;
  readonly seed: string;
  readonly configuration: string;
  readonly result: CellResult;
}

interface Place {
  readonly start: number;
  readonly length: number;
  readonly isDone: boolean;
}

const FILE = 'cells.ndjson';
const NEWLINE = 10;
/** Bytes read at once when a file is opened. */
const BLOCK = 1 << 20;

export class CellStore {
  /** null: everything is kept in memory alone. */
  readonly #path: string | null;
  #open: number | null = null;
  readonly #kept = new Map<string, StoredCell>();
  readonly #places = new Map<string, Place>();
  /** Lines that are no cell: damaged, or cut off by a crash. */
  #unreadable = 0;
  /** Configurations that an arm had, by its name. */
  readonly #before = new Map<string, Set<string>>();
  #end = 0;

  /** Opens the folder, and makes it if there is none; null keeps the cells in memory. */
  constructor(folder: string | null) {
    this.#path = folder === null ? null : join(folder, FILE);
    if (folder === null) return;
    makeFolder(folder);
    this.#index();
  }

  static isIn(folder: string): boolean {
    return existsSync(join(folder, FILE));
  }

  /** Lets go of the file; it is opened again when a cell is asked for. */
  close(): void {
    if (this.#open !== null) closeSync(this.#open);
    this.#open = null;
  }

  get(key: string): StoredCell | undefined {
    const place = this.#places.get(key);
    if (place === undefined) return undefined;
    if (this.#path === null) return this.#kept.get(key);
    const bytes = Buffer.allocUnsafe(place.length);
    readSync(this.#file(), bytes, 0, place.length, place.start);
    return JSON.parse(bytes.toString('utf8')) as StoredCell;
  }

  keys(): Iterable<string> {
    return this.#places.keys();
  }

  *all(): Iterable<StoredCell> {
    for (const key of this.#places.keys()) {
      const cell = this.get(key);
      if (cell !== undefined) yield cell;
    }
  }

  add(experiment: string, cells: readonly { readonly cell: SweepCell; readonly result: CellResult }[]): void {
    this.put(
      cells.map(({ cell: { arm, replicate, seed, key }, result }) => {
        const { name, set } = arm.arm;
        return { key, experiment, arm: name, set, replicate, seed, configuration: arm.configuration, result };
      }),
    );
  }

  /** One write for all of them. */
  put(cells: readonly StoredCell[]): void {
    const lines = this.#path === null ? [] : cells.map((cell) => Buffer.from(`${JSON.stringify(cell)}\n`));
    if (this.#path === null) for (const cell of cells) this.#kept.set(cell.key, cell);
    else appendFileSync(this.#file(), Buffer.concat(lines));
    cells.forEach((cell, k) => {
      const length = lines[k]?.length ?? 0;
      this.#remember(cell, { start: this.#end, length });
      this.#end += length;
    });
  }

  /** Cells that broke are tried again. */
  isMissing(key: string): boolean {
    return this.#places.get(key)?.isDone !== true;
  }

  /** Why a cell that is missing has to be computed. */
  whyMissing({ arm, key }: SweepCell): string {
    if (this.#places.has(key)) return 'broken last time';
    const isKnown = this.#before.get(arm.arm.name)?.has(arm.configuration) ?? true;
    if (isKnown) return this.#unreadable === 0 ? 'new' : `new, or damaged in ${FILE}`;
    return 'because the configuration of the arm or the version of cjsim has changed';
  }

  #remember(cell: StoredCell, { start, length }: Omit<Place, 'isDone'>): void {
    this.#places.set(cell.key, { start, length, isDone: cell.result.kind === 'done' });
  }

  #file(): number {
    this.#open ??= openSync(this.#path ?? '', 'a+');
    return this.#open;
  }

  #index(): void {
    const file = this.#file();
    const { size } = fstatSync(file);
    const block = Buffer.allocUnsafe(BLOCK);
    let rest = Buffer.alloc(0);
    for (let read = 0; read < size; ) {
      const count = readSync(file, block, 0, BLOCK, read);
      if (count === 0) break;
      read += count;
      const bytes = Buffer.concat([rest, block.subarray(0, count)]);
      let start = 0;
      for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
        this.#indexLine(bytes.toString('utf8', start, end), end + 1 - start);
        start = end + 1;
      }
      rest = bytes.subarray(start);
    }
    if (rest.length === 0) return;
    // A line that was cut off by a crash is no cell; the next one starts on a line of its own.
    appendFileSync(file, '\n');
    this.#end += rest.length + 1;
  }

  #indexLine(line: string, length: number): void {
    const cell = parsedLine(line);
    if (cell === null) this.#unreadable++;
    else {
      this.#remember(cell, { start: this.#end, length });
      const before = this.#before.get(cell.arm) ?? new Set<string>();
      this.#before.set(cell.arm, before.add(cell.configuration));
    }
    this.#end += length;
  }
}

function parsedLine(line: string): StoredCell | null {
  try {
    const cell = objectOrNull(JSON.parse(line));
    const result = objectOrNull(cell?.['result']);
    const isWhole =
      typeof cell?.['key'] === 'string' && (result?.['kind'] === 'broken' || Array.isArray(result?.['rows']));
    return isWhole ? (cell as unknown as StoredCell) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
