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
  /** Integers have 32 bits. */
  readonly type: 'text' | 'integer' | 'number';
}

/** Before the factors and the outcomes. */
export const LABELS: readonly (TidyColumn & { readonly describe: string })[] = [
  { name: 'row', type: 'integer', describe: 'From 1; what `cjsim sweep rerun` takes' },
  { name: 'experiment', type: 'text', describe: 'Name of the experiment' },
  { name: 'arm', type: 'text', describe: 'Name of the arm' },
  {
    name: 'replicate',
    type: 'integer',
    describe: 'From 1; the same replicate has the same seed in every arm',
  },
  { name: 'seed', type: 'text', describe: 'Seed of the run' },
  { name: 'batch', type: 'integer', describe: 'Id of the batch in its run' },
  { name: 'policy', type: 'text', describe: 'Policy that the run had' },
  { name: 'essays', type: 'integer', describe: 'Students; the net has the anchors besides' },
  { name: 'ssr_design', type: 'text', describe: '`fixed`, or `adaptive`: SSR can then be too high' },
  { name: 'stop_reason', type: 'text', describe: '`stable`, `budget`, `other` or `failed`' },
  {
    name: 'ending',
    type: 'text',
    describe: 'How the run ended: `finished` in order, `broken` with an error',
  },
  { name: 'digest', type: 'text', describe: 'Digest of the run' },
  { name: 'error', type: 'text', describe: 'What broke the run' },
  { name: 'cell', type: 'text', describe: 'Address of the run: hash of configuration, seed and version' },
];

/** Cells in their order; a row's number is its place in the table, from 1. */
export function tidyRows({
  arms,
  cells,
}: {
  readonly arms: readonly { readonly arm: Arm }[];
  readonly cells: () => Iterable<StoredCell>;
}): TidyTable {
  const factors = [...new Set(arms.flatMap(({ arm }) => Object.keys(arm.set)))]
    .sort(byCodePoint)
    .map((name): TidyColumn => ({ name, type: typeOf(arms.map(({ arm }) => arm.set[name])) }));
  const columns: TidyColumn[] = [
    ...LABELS.map(({ name, type }) => ({ name, type })),
    ...factors.map(({ name, type }) => ({ name: `set:${name}`, type })),
    ...OUTCOME_NAMES.map((name): TidyColumn => ({ name, type: 'number' })),
  ];
  return { columns, rows: () => rowsOfCells(cells(), factors) };
}

/** A factor that is a number in every arm that sets it is one in the table, so that it can be sorted and fitted. */
function typeOf(levels: readonly unknown[]): TidyColumn['type'] {
  const given = levels.filter((level) => level !== undefined);
  if (given.every((level) => typeof level === 'number' && level === (level | 0))) return 'integer';
  return given.every((level) => typeof level === 'number') ? 'number' : 'text';
}

function* rowsOfCells(
  cells: Iterable<StoredCell>,
  factors: readonly TidyColumn[],
): Iterable<readonly TidyValue[]> {
  let row = 0;
  for (const cell of cells) {
    const { experiment, arm, replicate, seed, key, result } = cell;
    const levels = factors.map(({ name, type }) => levelOf(cell.set[name], type));
    const place = [experiment, arm, replicate, seed];
    if (result.kind === 'broken') {
      const outcomes = OUTCOME_NAMES.map(() => null);
      yield [++row, ...place, ...NO_BATCH, 'broken', null, result.error, key, ...levels, ...outcomes];
      continue;
    }
    const { ending, digest } = result;
    for (const { batch, policy, essays, ssr_design, stop_reason, outcomes: found } of result.rows) {
      const ofBatch = [batch, policy, essays, ssr_design, stop_reason];
      const outcomes = OUTCOME_NAMES.map((name) => found[name]);
      yield [++row, ...place, ...ofBatch, ending, digest, null, key, ...levels, ...outcomes];
    }
  }
}

/** Of a run that broke: its labels from `batch` to `stop_reason`. */
const NO_BATCH = [null, null, null, null, null];

function levelOf(value: unknown, type: TidyColumn['type']): TidyValue {
  if (value === undefined) return null;
  if (type !== 'text') return Number(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
