import { describe, expect, test } from 'vitest';
import type { VirtualTime } from '../../src/cj/words.js';
import { addBatch, addComparisons, at, essay, memoryStore } from './small-world.js';

const time = 0 as VirtualTime;

/** A batch with rows in every table that can have rows of a batch. */
function fullBatch(store: ReturnType<typeof memoryStore>, id: number) {
  const batch = addBatch(store, id);
  addComparisons(store, batch, ['e0 e1 essay_a', 'e1 e2 error', 'e2 e3 -']);
  store.projections.insert({
    els_essay_id: essay('e3'),
    cj_batch_id: batch,
    primary_grade: 'B',
    grade_scale: 'swedish_8_anchor',
    confidence_score: 0.8,
    confidence_label: 'HIGH',
    calculation_metadata: '{}',
    assessment_method: 'cj_assessment',
    created_at: at(0),
  });
  store.outbox.add({
    batch,
    aggregate_type: 'cj_batch',
    event_type: 'completed',
    event_key: `bos-${id}`,
    topic: 'completed',
    data: {},
    dedupe_key: `completed-${id}`,
    created_at: at(0),
  });
  store.journal.addBatch(batch, String(id), 'current');
  store.journal.enqueue({
    id: `m-${id}`,
    batch_id: batch,
    at: time,
    to: 'x',
    type: 'y',
    payload: '{}',
    position: '{}',
  });
  store.journal.saveActor(`batch/${id}`, batch, '{}');
  store.journal.appendTrace({ n: id, at: time, batch_id: batch, record: '{}' });
  store.journal.saveVerdict(`v-${id}`, batch, '{}');
  return batch;
}

function rowCounts(store: ReturnType<typeof memoryStore>): Record<string, unknown> {
  const tables = store.driver
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'",
    )
    .raw();
  return Object.fromEntries(
    tables.map(([name]) => [name, store.driver.prepare(`select count(*) from ${name}`).raw()[0]?.[0]]),
  );
}

describe('deleting a batch', () => {
  test('removes everything that belongs to it, and nothing else', () => {
    const store = memoryStore();
    store.contents.save('text-0', 'An essay.');
    store.journal.start('{}', 'ab');
    store.journal.saveActor('llm_provider', null, '{}');
    fullBatch(store, 5);
    const without = rowCounts(store);
    const batch = fullBatch(store, 6);
    expect(store.batches.delete(batch)).toBe(true);
    expect(rowCounts(store)).toEqual(without);
    expect(store.batches.ids()).toEqual([5]);
  });

  test('reaches every table that names a batch', () => {
    const store = memoryStore();
    fullBatch(store, 5);
    const empty = [
      'assessment_instructions',
      'anchor_essay_references',
      'sim_header',
      'sim_chain',
      'sim_contents',
      'sim_prompts',
    ];
    const counts = rowCounts(store);
    expect(
      Object.keys(counts)
        .filter((table) => counts[table] === 0)
        .sort((a, b) => (a < b ? -1 : 1)),
    ).toEqual(empty.sort((a, b) => (a < b ? -1 : 1)));
    store.batches.delete(store.batches.ids()[0] ?? (0 as never));
    expect(Object.values(rowCounts(store)).every((count) => count === 0)).toBe(true);
  });

  test('that does not exist says so', () => {
    const store = memoryStore();
    const batch = addBatch(store);
    store.batches.delete(batch);
    expect(store.batches.delete(batch)).toBe(false);
  });

  test('does not free its id for another', () => {
    const store = memoryStore();
    addBatch(store, 21);
    store.batches.delete(store.batches.ids()[0] ?? (0 as never));
    store.driver
      .prepare(
        `insert into cj_batch_uploads (bos_batch_id, event_correlation_id, language, course_code, expected_essay_count,
           status, created_at) values ('b', 'e', 'en', 'c', 2, 'PENDING', 't')`,
      )
      .run();
    expect(store.batches.ids()).toEqual([22]);
  });
});
