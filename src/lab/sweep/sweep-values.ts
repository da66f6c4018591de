/**
 * The outcomes of a sweep as columns of numbers, filled cell by cell: what means, intervals and pictures are made of.
 * A cell's value is the mean over the batches of its run; NaN where it broke or the outcome is not known.
 */
import { isSameNumber } from '../statistics/is-same-number.js';
import { OUTCOME_NAMES, type OutcomeName } from './outcome-list.js';
import type { CellResult } from './run-cell.js';
import { type ArmDesign, commonDesign, type SsrDesign } from './ssr-design.js';

interface BrokenCell {
  readonly arm: number;
  readonly replicate: number;
  readonly error: string;
}

export class SweepValues {
  readonly #columns: readonly ReadonlyMap<OutcomeName, Float64Array>[];
  readonly #runs: Int32Array;
  readonly #broken: Int32Array;
  readonly #designs: readonly Set<SsrDesign>[];
  readonly #students: Int32Array;
  #brokenExample: BrokenCell | null = null;

  constructor(arms: number, replicates: number) {
    const column = (): Float64Array => new Float64Array(replicates).fill(Number.NaN);
    this.#columns = Array.from(
      { length: arms },
      () => new Map(OUTCOME_NAMES.map((name) => [name, column()])),
    );
    this.#runs = new Int32Array(arms);
    this.#broken = new Int32Array(arms);
    this.#students = new Int32Array(arms);
    this.#designs = Array.from({ length: arms }, () => new Set<SsrDesign>());
  }

  /** The one that stands first in the order of arms and replicates, whichever broke first. */
  get brokenExample(): BrokenCell | null {
    return this.#brokenExample;
  }

  /** `replicate` from 1. */
  add(arm: number, { replicate, result }: { readonly replicate: number; readonly result: CellResult }): void {
    this.#runs[arm] = this.runs(arm) + 1;
    if (result.kind === 'broken') {
      this.#broken[arm] = this.broken(arm) + 1;
      const known = this.#brokenExample;
      if (known === null || arm < known.arm || (arm === known.arm && replicate < known.replicate))
        this.#brokenExample = { arm, replicate, error: result.error };
      return;
    }
    for (const { ssr_design, essays } of result.rows) {
      this.#designs[arm]?.add(ssr_design);
      this.#students[arm] = Math.max(this.students(arm), essays);
    }
    for (const [name, column] of this.#columns[arm] ?? []) {
      let sum = 0;
      let known = 0;
      for (const { outcomes } of result.rows) {
        const value = outcomes[name];
        if (value === null) continue;
        sum += value;
        known++;
      }
      if (known > 0) column[replicate - 1] = sum / known;
    }
  }

  /** By replicate, NaN where there is none. */
  column(arm: number, outcome: OutcomeName): Float64Array {
    return this.#columns[arm]?.get(outcome) ?? new Float64Array(0);
  }

  /** The known values in the order of replicates. */
  known(arm: number, outcome: OutcomeName): readonly number[] {
    return Array.from(this.column(arm, outcome).filter((value) => !Number.isNaN(value)));
  }

  /** The values of two arms in the replicates in which both are known. */
  paired(a: number, b: number, outcome: OutcomeName): { readonly a: number[]; readonly b: number[] } {
    const [left, right] = [this.column(a, outcome), this.column(b, outcome)];
    const both: { a: number[]; b: number[] } = { a: [], b: [] };
    left.forEach((value, k) => {
      const other = right[k] ?? Number.NaN;
      if (Number.isNaN(value) || Number.isNaN(other)) return;
      both.a.push(value);
      both.b.push(other);
    });
    return both;
  }

  /**
   * The first arm minus the second, pair by pair. Values that only rounding parts are equal: it would make a difference
   * without spread, and so beyond chance.
   */
  gaps(first: number, second: number, outcome: OutcomeName): readonly number[] {
    const { a, b } = this.paired(first, second, outcome);
    return a.map((value, k) => {
      const other = b[k] ?? 0;
      return isSameNumber(value, other) ? 0 : value - other;
    });
  }

  /** In the largest batch of an arm. */
  students(arm: number): number {
    return this.#students[arm] ?? 0;
  }

  runs(arm: number): number {
    return this.#runs[arm] ?? 0;
  }

  broken(arm: number): number {
    return this.#broken[arm] ?? 0;
  }

  /** How the SSR of an arm was come by. */
  design(arm: number): ArmDesign {
    return commonDesign(this.#designs[arm] ?? []);
  }
}
