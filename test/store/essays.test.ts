import { expect, test } from 'vitest';
import { addBatch, at, essay, memoryStore } from './small-world.js';

test('essays come back in the order in which they were stored', () => {
  const store = memoryStore();
  const batch = addBatch(store, 21, { essays: 0 });
  const ids = ['z', 'a', 'ö', 'm'].map(essay);
  for (const id of ids) {
    store.essays.insert({
      els_essay_id: id,
      cj_batch_id: batch,
      text_storage_id: 't',
      is_anchor: id === 'a',
      created_at: at(0),
    });
  }
  expect(store.essays.ofBatch(batch).map((row) => row.els_essay_id)).toEqual(ids);
  expect(store.essays.ofBatch(batch)[1]).toEqual({
    els_essay_id: 'a',
    cj_batch_id: 21,
    text_storage_id: 't',
    assessment_input_text: null,
    current_bt_score: null,
    current_bt_se: null,
    comparison_count: 0,
    is_anchor: 1,
    processing_metadata: '{}',
    created_at: at(0),
  });
});

test('the same essay may be in two batches, but once in each', () => {
  const store = memoryStore();
  addBatch(store, 21);
  addBatch(store, 22);
  const again = { els_essay_id: essay('e0'), text_storage_id: 't', is_anchor: false, created_at: at(0) };
  expect(() => store.essays.insert({ ...again, cj_batch_id: 22 as never })).toThrow(
    /UNIQUE constraint failed/,
  );
});

test('an essay needs its batch', () => {
  const store = memoryStore();
  expect(() =>
    store.essays.insert({
      els_essay_id: essay('e0'),
      cj_batch_id: 99 as never,
      text_storage_id: 't',
      is_anchor: false,
      created_at: at(0),
    }),
  ).toThrow(/FOREIGN KEY constraint failed/);
});

test('scores are written bit for bit and ranked: highest first, ties by code point, unscored last', () => {
  const store = memoryStore();
  const batch = addBatch(store, 21, { essays: 0 });
  for (const id of ['b', '\u{1F600}', '\uFF5E', 'a', 'none']) {
    store.essays.insert({
      els_essay_id: essay(id),
      cj_batch_id: batch,
      text_storage_id: 't',
      is_anchor: false,
      created_at: at(0),
    });
  }
  const score = (id: string, value: number) => ({
    els_essay_id: essay(id),
    current_bt_score: value,
    current_bt_se: 5e-324,
    comparison_count: 3,
  });
  store.essays.writeScores(batch, [
    score('b', 0.1 + 0.2),
    score('\u{1F600}', 0.3),
    score('\uFF5E', 0.3),
    score('a', -1.5),
  ]);
  expect(
    store.essays
      .ranked(batch)
      .map((row) => [row.els_essay_id, row.current_bt_score, row.current_bt_se, row.comparison_count]),
  ).toEqual([
    ['b', 0.1 + 0.2, 5e-324, 3],
    ['\uFF5E', 0.3, 5e-324, 3],
    ['\u{1F600}', 0.3, 5e-324, 3],
    ['a', -1.5, 5e-324, 3],
    ['none', null, null, 0],
  ]);
});
