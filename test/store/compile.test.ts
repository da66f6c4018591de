import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { BugError } from '../../src/cj/errors.js';
import type { BatchId } from '../../src/cj/words.js';
import { type Param, query } from '../../src/store/compile.js';
import { addBatch, memoryStore, recordingDriver } from './small-world.js';

describe('a query', () => {
  test('has placeholders for its parameters and literals for everything else', () => {
    const { sql: text } = query((db, id: Param<BatchId>) =>
      db
        .selectFrom('cj_batch_states')
        .select('state')
        .where('batch_id', '=', id)
        .where('state', 'in', ['FAILED']),
    );
    expect(text).toBe(`select "state" from "cj_batch_states" where "batch_id" = ? and "state" in ('FAILED')`);
  });

  test('quotes a literal', () => {
    expect(query((db) => db.selectNoFrom(sql<string>`${"it's"}`.as('text'))).sql).toBe(
      `select 'it''s' as "text"`,
    );
  });

  test('may use its parameters in any order and more than once', () => {
    const store = memoryStore();
    const both = query((db, first: Param<number>, second: Param<number>) =>
      db.selectNoFrom([
        sql<number>`${second}`.as('b'),
        sql<number>`${first}`.as('a'),
        sql<number>`${second} - ${first}`.as('gap'),
      ]),
    );
    expect(both.on(store.driver).get(1, 10)).toEqual({ b: 10, a: 1, gap: 9 });
  });

  test('that does not use a parameter is a bug', () => {
    expect(() => query((db, _: Param<number>) => db.selectFrom('sim_header').selectAll()).sql).toThrow(
      BugError,
    );
  });

  test('is prepared when it is first used, and once', () => {
    const { driver, prepared } = recordingDriver();
    const store = memoryStore(driver);
    prepared.length = 0;
    store.batches.ids();
    store.batches.ids();
    expect(prepared).toEqual(['select "id" from "cj_batch_uploads" order by "id"']);
  });
});

describe('the tally', () => {
  test('counts rows read', () => {
    const store = memoryStore();
    const batch = addBatch(store);
    store.essays.ofBatch(batch);
    store.batches.counters(batch);
    store.batches.counters(99 as never);
    expect(store.driver.tally.rowsRead).toBe(5);
  });

  test("counts none of the simulation's own", () => {
    const store = memoryStore();
    store.contents.save('essay/1', 'a text');
    expect(store.contents.text('essay/1')).toBe('a text');
    expect(store.driver.tally.rowsRead).toBe(0);
    expect(store.driver.tally.takeWritten()).toEqual({});
  });

  test('counts rows written by table, since it was last asked', () => {
    const store = memoryStore();
    const batch = addBatch(store);
    expect(store.driver.tally.takeWritten()).toEqual({
      cj_batch_uploads: 1,
      cj_batch_states: 1,
      cj_processed_essays: 4,
    });
    store.batches.countAnswer(batch, 'failed', '' as never);
    store.batches.setStatus(99 as never, 'PENDING');
    expect(store.driver.tally.takeWritten()).toEqual({ cj_batch_states: 1 });
    expect(store.driver.tally.takeWritten()).toEqual({});
  });
});

test('a registered function can be called from SQL', () => {
  const { driver } = memoryStore();
  driver.function('version', () => 'cjsim');
  driver.function('joined', (...args) => args.join('+'));
  expect(driver.prepare("select version() as v, joined('a', 1, null) as j").all()).toEqual([
    { v: 'cjsim', j: 'a+1+' },
  ]);
});
