/** The service's tables of two worlds, row by row: what their digests of the state see. */
import { byCodePoint } from '../../cj/code-point-order.js';
import { objectOrNull } from '../../cj/stored-value.js';
import { SERVICE_TABLES } from '../../store/service-tables.js';
import type { Store } from '../../store/store.js';

export interface TableDifference {
  /** Its name. */
  readonly table: string;
  /** Rows in all. */
  readonly rows: CountsOfBoth;
  /** Rows whose key the other world does not have. */
  readonly only: CountsOfBoth;
  /** Rows with the same key and other values. */
  readonly changed: number;
  /** In how many of them each column differs; `processing_metadata.bt_scores` for an entry of a document. */
  readonly columns: Readonly<Record<string, number>>;
}

interface CountsOfBoth {
  /** In the first world. */
  readonly a: number;
  /** In the second world. */
  readonly b: number;
}

type Row = Readonly<Record<string, unknown>>;

/** The tables that differ, in the order of the specification. */
export function rowDifferences(a: Store, b: Store): readonly TableDifference[] {
  return SERVICE_TABLES.flatMap(({ name, key, rows }) => {
    const rowsOf = (store: Store) =>
      new Map((rows.on(store.driver).all() as readonly Row[]).map((row) => [keyOf(row, key), row]));
    const difference = tableDifference(name, rowsOf(a), rowsOf(b));
    return difference.only.a + difference.only.b + difference.changed === 0 ? [] : [difference];
  });
}

function tableDifference(
  table: string,
  a: ReadonlyMap<string, Row>,
  b: ReadonlyMap<string, Row>,
): TableDifference {
  const columns = new Map<string, number>();
  let common = 0;
  let changed = 0;
  for (const [key, row] of a) {
    const other = b.get(key);
    if (other === undefined) continue;
    common++;
    const differing = changedColumns(row, other);
    if (differing.length > 0) changed++;
    for (const column of differing) columns.set(column, (columns.get(column) ?? 0) + 1);
  }
  return {
    table,
    rows: { a: a.size, b: b.size },
    only: { a: a.size - common, b: b.size - common },
    changed,
    columns: Object.fromEntries(columns),
  };
}

function keyOf(row: Row, key: readonly string[]): string {
  return JSON.stringify(key.map((column) => row[column]));
}

function changedColumns(a: Row, b: Row): readonly string[] {
  return Object.keys(a).flatMap((column) => {
    if (Object.is(a[column], b[column])) return [];
    const [left, right] = [documentOf(a[column]), documentOf(b[column])];
    if (left === null || right === null) return [column];
    const entries = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort(byCodePoint);
    const differing = entries.filter((entry) => JSON.stringify(left[entry]) !== JSON.stringify(right[entry]));
    // The same entries in another order.
    if (differing.length === 0) return [column];
    return differing.map((entry) => `${column}.${entry}`);
  });
}

/** null for anything else, also for a text that only begins like a document, as an answer of a judge may. */
function documentOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'string' || !value.startsWith('{')) return null;
  try {
    return objectOrNull(JSON.parse(value));
  } catch {
    return null;
  }
}
