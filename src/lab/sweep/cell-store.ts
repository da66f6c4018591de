/**
 * The results of cells on disk: one JSON line a cell, appended as it ends, so that whatever interrupts a sweep loses
 * at most the cells under way. Tables are made from it when a sweep ends.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

const FILE = 'cells.ndjson';

export class CellStore {
  readonly #path: string;
  readonly #cells = new Map<string, StoredCell>();
  /** Configuration that an arm had before, by its name. */
  readonly #before = new Map<string, string>();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#path = join(folder, FILE);
    if (!existsSync(this.#path)) return;
    for (const line of readFileSync(this.#path, 'utf8').split('\n')) {
      const cell = parsedLine(line);
      if (cell === null) continue;
      this.#cells.set(cell.key, cell);
      this.#before.set(cell.arm, cell.configuration);
    }
  }

  get(key: string): StoredCell | undefined {
    return this.#cells.get(key);
  }

  get size(): number {
    return this.#cells.size;
  }

  all(): Iterable<StoredCell> {
    return this.#cells.values();
  }

  add(experiment: string, cell: SweepCell, result: CellResult): void {
    const { arm, replicate, seed, key } = cell;
    const { name, set } = arm.arm;
    this.put({ key, experiment, arm: name, set, replicate, seed, configuration: arm.configuration, result });
  }

  put(stored: StoredCell): void {
    this.#cells.set(stored.key, stored);
    appendFileSync(this.#path, `${JSON.stringify(stored)}\n`);
  }

  /** Cells that broke are tried again. */
  isMissing(key: string): boolean {
    return this.#cells.get(key)?.result.kind !== 'done';
  }

  /** Why a cell that is missing has to be computed. */
  whyMissing({ arm, key }: SweepCell): string {
    if (this.#cells.has(key)) return 'broken last time';
    const before = this.#before.get(arm.arm.name);
    const isSame = before === undefined || before === arm.configuration;
    return isSame ? 'new' : 'because the configuration of the arm or the version of cjsim has changed';
  }
}

/** A line that was cut off by a crash is no cell. */
function parsedLine(line: string): StoredCell | null {
  if (line === '') return null;
  try {
    return JSON.parse(line) as StoredCell;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
