/** The results as a tidy table: one row a batch of a run, one column a factor, label or outcome. */
import { byCodePoint } from '../../cj/code-point-order.js';
import type { StoredCell } from './cell-store.js';
import type { Arm } from './design-arms.js';
import { OUTCOME_NAMES } from './outcome-list.js';

export type TidyValue = string | number | null;

export interface TidyTable {
  readonly columns: readonly TidyColumn[];
  /** One at a time: a table may be longer than memory. */
  readonly rows: () => Iterable<readonly TidyValue[]>;
}

export interface TidyColumn {
  readonly name: string;
  readonly type: 'text' | 'number';
}

const LABELS: readonly TidyColumn[] = [
  { name: 'row', type: 'number' },
  { name: 'experiment', type: 'text' },
  { name: 'arm', type: 'text' },
  { name: 'replicate', type: 'number' },
  { name: 'seed', type: 'text' },
  { name: 'batch', type: 'number' },
  { name: 'policy', type: 'text' },
  { name: 'essays', type: 'number' },
  { name: 'ssr_design', type: 'text' },
  { name: 'stop_reason', type: 'text' },
  { name: 'ending', type: 'text' },
  { name: 'digest', type: 'text' },
  { name: 'error', type: 'text' },
  { name: 'cell', type: 'text' },
];

/** Cells in their order; a row's number is its place in the table, from 1. */
export function tidyRows({
  arms,
  cells,
}: {
  readonly arms: readonly { readonly arm: Arm }[];
  readonly cells: () => Iterable<StoredCell>;
}): TidyTable {
  const factors = [...new Set(arms.flatMap(({ arm }) => Object.keys(arm.set)))].sort(byCodePoint);
  const columns: TidyColumn[] = [
    ...LABELS,
    ...factors.map((name): TidyColumn => ({ name: `set:${name}`, type: 'text' })),
    ...OUTCOME_NAMES.map((name): TidyColumn => ({ name, type: 'number' })),
  ];
  return { columns, rows: () => rowsOfCells(cells(), factors) };
}

function* rowsOfCells(
  cells: Iterable<StoredCell>,
  factors: readonly string[],
): Iterable<readonly TidyValue[]> {
  let row = 0;
  for (const cell of cells) {
    const levels = factors.map((name) => levelText(cell.set[name]));
    for (const values of rowsOf(cell)) {
      row++;
      const { batch, policy, essays, design, stop, ending, digest, error, outcomes } = values;
      const labels = [batch, policy, essays, design, stop, ending, digest, error, cell.key];
      const place = [row, cell.experiment, cell.arm, cell.replicate, cell.seed];
      yield [...place, ...labels, ...levels, ...outcomes];
    }
  }
}

function rowsOf({ result }: StoredCell) {
  if (result.kind === 'broken') {
    const none = {
      batch: null,
      policy: null,
      essays: null,
      design: null,
      stop: null,
      ending: 'broken',
      digest: null,
    };
    return [{ ...none, error: result.error, outcomes: OUTCOME_NAMES.map(() => null) }];
  }
  return result.rows.map((row) => ({
    batch: row.batch,
    policy: row.policy,
    essays: row.essays,
    design: row.ssr_design,
    stop: row.stop_reason,
    ending: result.ending,
    digest: result.digest,
    error: null,
    outcomes: OUTCOME_NAMES.map((name) => row.outcomes[name]),
  }));
}

function levelText(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
