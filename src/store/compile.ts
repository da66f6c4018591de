/**
 * Queries are built and typed with Kysely, compiled once per process, and run synchronously as prepared
 * statements, prepared once per driver (01, "Design decision"). Kysely never executes anything here.
 *
 *     const byId = query((db, id: Param<BatchId>) => db.selectFrom('cj_batch_uploads').selectAll().where('id', '=', id));
 *     byId.on(driver).get(batchId);
 *
 * Every value of a query that is not a parameter becomes a literal, which lets SQLite see it when it plans.
 */
import {
  type Compilable,
  DummyDriver,
  Kysely,
  type RawBuilder,
  type RootOperationNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
  TableNode,
} from 'kysely';
import { invariant } from '../cj/errors.js';
import type { Driver, RunResult, SqlValue, Statement } from './driver.js';
import type { Database } from './schema.js';

export type Db = Kysely<Database>;
/** A value that is given when the statement runs. */
export type Param<T> = RawBuilder<T>;

export interface Query<Args extends readonly unknown[], Row> {
  readonly sql: string;
  /** A new prepared statement: call it once per driver and keep the result. */
  on(driver: Driver): Prepared<Args, Row>;
}

export interface Prepared<Args extends readonly unknown[], Row> {
  run(...args: Args): RunResult;
  get(...args: Args): Row | undefined;
  all(...args: Args): readonly Row[];
  /** Rows as arrays of values in column order, for long lists. */
  raw(...args: Args): readonly (readonly SqlValue[])[];
}

class Placeholder {
  constructor(readonly index: number) {}
}

class QueryCompiler extends SqliteQueryCompiler {
  protected override appendValue(value: unknown): void {
    if (value instanceof Placeholder) super.appendValue(value);
    else this.appendImmediateValue(value);
  }
}

/** Builds and compiles; has no connection. */
export const builder: Db = new Kysely<Database>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new QueryCompiler(),
  },
});

/** `arity` is needed only where `build` takes its parameters as a rest. */
export function query<Args extends readonly unknown[], Row>(
  build: (db: Db, ...params: { [Index in keyof Args]: Param<Args[Index]> }) => Compilable<Row>,
  arity: number = build.length - 1,
): Query<Args, Row> {
  let compiled: CompiledText | undefined;
  const compile = () => {
    compiled ??= compileQuery(build as unknown as LooseBuild, arity);
    return compiled;
  };
  return {
    get sql() {
      return compile().sql;
    },
    on: (driver) => prepare<Args, Row>(driver, compile),
  };
}

/** The query builder as `query` calls it, its parameters made here. */
type LooseBuild = (db: Db, ...params: readonly Param<unknown>[]) => Compilable;

interface CompiledText {
  readonly sql: string;
  /** For each `?` of the SQL the argument that it takes; undefined where they are the arguments in order. */
  readonly order: readonly number[] | undefined;
  /** The service's table that the query writes. */
  readonly writes: string | undefined;
  /** The rows that it gives are those of the simulation's own tables, which nothing counts. */
  readonly isUncounted: boolean;
}

function compileQuery(build: LooseBuild, arity: number): CompiledText {
  const params = Array.from({ length: arity }, (_, index) => sql`${new Placeholder(index)}`);
  const compiled = build(builder, ...params).compile();
  const order = compiled.parameters.map((parameter) => (parameter as Placeholder).index);
  invariant(new Set(order).size === arity, 'A query uses every parameter that it declares', {
    sql: compiled.sql,
  });
  const inOrder = order.length === arity && order.every((index, at) => index === at);
  const table = tableOf(compiled.query);
  const isUncounted = table?.startsWith('sim_') ?? false;
  return {
    sql: compiled.sql,
    order: inOrder ? undefined : order,
    writes: isUncounted || compiled.query.kind === 'SelectQueryNode' ? undefined : table,
    isUncounted,
  };
}

/** The table that a query inserts into, updates, deletes from or, first of all, reads. */
function tableOf(node: RootOperationNode): string | undefined {
  const target =
    node.kind === 'InsertQueryNode'
      ? node.into
      : node.kind === 'UpdateQueryNode'
        ? node.table
        : node.kind === 'DeleteQueryNode' || node.kind === 'SelectQueryNode'
          ? node.from?.froms[0]
          : undefined;
  return target !== undefined && TableNode.is(target) ? target.table.identifier.name : undefined;
}

interface Ready extends Omit<CompiledText, 'sql'> {
  readonly statement: Statement;
}

/** Compiled and prepared at the first use: a world touches only some of the statements. */
function prepare<Args extends readonly unknown[], Row>(
  driver: Driver,
  compile: () => CompiledText,
): Prepared<Args, Row> {
  let known: Ready | undefined;
  const ready = (): Ready => {
    if (known === undefined) {
      const { sql: text, ...compiled } = compile();
      known = { statement: driver.prepare(text), ...compiled };
    }
    return known;
  };
  const bound = (args: Args, order: readonly number[] | undefined): readonly SqlValue[] =>
    (order === undefined ? args : order.map((index) => args[index])) as readonly SqlValue[];
  const { tally } = driver;
  const returned = (rows: number, { writes, isUncounted }: Ready) => {
    if (writes !== undefined) tally.wrote(writes, rows);
    else if (!isUncounted) tally.read(rows);
  };
  return {
    run: (...args) => {
      const { statement, order, writes } = ready();
      const result = statement.run(...bound(args, order));
      if (writes !== undefined) tally.wrote(writes, result.changes);
      return result;
    },
    get: (...args) => {
      const found = ready();
      const row = found.statement.get(...bound(args, found.order)) as Row | undefined;
      if (row !== undefined) returned(1, found);
      return row;
    },
    all: (...args) => {
      const found = ready();
      const rows = found.statement.all(...bound(args, found.order)) as readonly Row[];
      returned(rows.length, found);
      return rows;
    },
    raw: (...args) => {
      const found = ready();
      const rows = found.statement.raw(...bound(args, found.order));
      returned(rows.length, found);
      return rows;
    },
  };
}
