/** What the simulation itself keeps: the journal of a run, texts and prompts (01, 07 "Crash and resume"). */
import { type Kysely, sql } from 'kysely';
import type { Migration } from './migration.js';

export const simulationTables: Migration = {
  name: '0002-simulation-tables',
  up: (db) => [...run(db), ...journal(db), ...texts(db)],
};

const strict = sql`strict`;

function run(db: Kysely<unknown>) {
  return [
    db.schema
      .createTable('sim_header')
      .addColumn('id', 'integer', (c) => c.primaryKey().check(sql`id = 1`))
      .addColumn('header', 'text', (c) => c.notNull())
      .addColumn('chain', 'text', (c) => c.notNull())
      .addColumn('chained_records', 'integer', (c) => c.notNull())
      .addColumn('outcome', 'text')
      .addColumn('program_version', 'text', (c) => c.notNull().defaultTo(''))
      .addColumn('resumed_at', 'integer', (c) => c.notNull().defaultTo(0))
      .modifyEnd(strict),
    db.schema
      .createTable('sim_batches')
      .addColumn('batch_id', 'integer', (c) =>
        c.primaryKey().references('cj_batch_uploads.id').onDelete('cascade'),
      )
      .addColumn('label', 'text', (c) => c.notNull().unique())
      .addColumn('policy', 'text', (c) => c.notNull())
      .modifyEnd(strict),
  ];
}

/** Rows that concern a batch go with it; those of the world have no batch. */
function journal(db: Kysely<unknown>) {
  const tables = [
    db.schema
      .createTable('sim_queue')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('batch_id', 'integer', (c) => c.references('cj_batch_uploads.id').onDelete('cascade'))
      .addColumn('at', 'integer', (c) => c.notNull())
      .addColumn('to', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('payload', 'text', (c) => c.notNull())
      .addColumn('position', 'text', (c) => c.notNull()),
    db.schema
      .createTable('sim_actors')
      .addColumn('actor', 'text', (c) => c.primaryKey().notNull())
      .addColumn('batch_id', 'integer', (c) => c.references('cj_batch_uploads.id').onDelete('cascade'))
      .addColumn('snapshot', 'text', (c) => c.notNull()),
    db.schema
      .createTable('sim_trace')
      .addColumn('n', 'integer', (c) => c.primaryKey())
      .addColumn('at', 'integer', (c) => c.notNull())
      .addColumn('batch_id', 'integer', (c) => c.references('cj_batch_uploads.id').onDelete('cascade'))
      .addColumn('record', 'text', (c) => c.notNull()),
    db.schema
      .createTable('sim_verdicts')
      .addColumn('key', 'text', (c) => c.primaryKey().notNull())
      .addColumn('batch_id', 'integer', (c) => c.references('cj_batch_uploads.id').onDelete('cascade'))
      .addColumn('verdict', 'text', (c) => c.notNull()),
  ];
  const byBatch = ['sim_queue', 'sim_actors', 'sim_trace', 'sim_verdicts'].map((table) =>
    db.schema
      .createIndex(`ix_${table}_batch`)
      .on(table)
      .column('batch_id')
      .where(sql.ref('batch_id'), 'is not', null),
  );
  return [...tables.map((table) => table.modifyEnd(strict)), ...byBatch];
}

function texts(db: Kysely<unknown>) {
  return [
    db.schema
      .createTable('sim_contents')
      .addColumn('storage_id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .modifyEnd(strict),
    db.schema
      .createTable('sim_prompts')
      .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .modifyEnd(strict),
  ];
}
