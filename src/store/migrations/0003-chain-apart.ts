/**
 * How far the digest has come gets a row of its own: SQLite rewrites a whole row, and the header of a world of many
 * batches is large.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from './migration.js';

export const chainApart: Migration = {
  name: '0003-chain-apart',
  up: (db) => {
    const tables = db as Kysely<{
      sim_header: { chain: string; chained_records: number };
      sim_chain: { id: 1; chain: string; chained_records: number };
    }>;
    return [
      db.schema
        .createTable('sim_chain')
        .addColumn('id', 'integer', (c) => c.primaryKey().check(sql`id = 1`))
        .addColumn('chain', 'text', (c) => c.notNull())
        .addColumn('chained_records', 'integer', (c) => c.notNull())
        .modifyEnd(sql`strict`),
      tables
        .insertInto('sim_chain')
        .columns(['id', 'chain', 'chained_records'])
        .expression((eb) =>
          eb.selectFrom('sim_header').select([sql.lit(1).as('id'), 'chain', 'chained_records']),
        ),
      db.schema.alterTable('sim_header').dropColumn('chain'),
      db.schema.alterTable('sim_header').dropColumn('chained_records'),
    ];
  },
};
