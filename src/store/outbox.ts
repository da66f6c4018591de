/** Queries on the outbox: events are written with the change that they tell of, and published later. */
import type { BatchId } from '../cj/words.js';
import { type Param, query } from './compile.js';
import { documentText } from './document-text.js';
import type { Driver } from './driver.js';
import type { Timestamp } from './timestamp.js';

export interface NewEvent {
  readonly batch: BatchId | null;
  readonly aggregate_type: string;
  readonly event_type: string;
  readonly event_key: string | null;
  readonly topic: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** null for policies without the guard against a second event. */
  readonly dedupe_key: string | null;
  readonly created_at: Timestamp;
}

const insert = query(
  (
    db,
    aggregateType: Param<string>,
    eventType: Param<string>,
    data: Param<string>,
    key: Param<string | null>,
    topic: Param<string>,
    at: Param<Timestamp>,
    dedupeKey: Param<string | null>,
    batch: Param<BatchId | null>,
  ) =>
    db
      .insertInto('event_outbox')
      .values({
        aggregate_type: aggregateType,
        event_type: eventType,
        event_data: data,
        event_key: key,
        topic,
        created_at: at,
        dedupe_key: dedupeKey,
        cj_batch_id: batch,
      })
      .onConflict((conflict) => conflict.column('dedupe_key').doNothing()),
);

const oldestUnpublished = query((db, after: Param<number>) =>
  db
    .selectFrom('event_outbox')
    .selectAll()
    .where('published_at', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(1),
);
const countUnpublished = query((db) =>
  db
    .selectFrom('event_outbox')
    .select((eb) => eb.fn.countAll<number>().as('events'))
    .where('published_at', 'is', null),
);
const ofBatch = query((db, batch: Param<BatchId>) =>
  db.selectFrom('event_outbox').selectAll().where('cj_batch_id', '=', batch).orderBy('id'),
);
const published = query((db, id: Param<number>, at: Param<Timestamp>) =>
  db.updateTable('event_outbox').set({ published_at: at }).where('id', '=', id),
);
const failed = query((db, id: Param<number>, error: Param<string>) =>
  db
    .updateTable('event_outbox')
    .set((eb) => ({ retry_count: eb('retry_count', '+', 1), last_error: error }))
    .where('id', '=', id),
);

export type Outbox = ReturnType<typeof outbox>;

export function outbox(driver: Driver) {
  const q = {
    insert: insert.on(driver),
    oldestUnpublished: oldestUnpublished.on(driver),
    countUnpublished: countUnpublished.on(driver),
    ofBatch: ofBatch.on(driver),
    published: published.on(driver),
    failed: failed.on(driver),
  };
  return {
    /** False, and nothing written, where an event with this dedupe key is there already. */
    add: (event: NewEvent): boolean =>
      q.insert.run(
        event.aggregate_type,
        event.event_type,
        documentText(event.data),
        event.event_key,
        event.topic,
        event.created_at,
        event.dedupe_key,
        event.batch,
      ).changes > 0,
    /** Of the events that are of none of these batches. */
    oldestUnpublished: (butOf: ReadonlySet<BatchId | null>) => {
      let event = q.oldestUnpublished.get(0);
      while (event && butOf.has(event.cj_batch_id)) event = q.oldestUnpublished.get(event.id);
      return event;
    },
    countUnpublished: (): number => q.countUnpublished.get()?.events ?? 0,
    ofBatch: q.ofBatch.all,
    markPublished: q.published.run,
    countFailure: q.failed.run,
  };
}
