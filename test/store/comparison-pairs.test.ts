import { describe, expect, test } from 'vitest';
import type { Winner } from '../../src/cj/words.js';
import {
  addBatch,
  addComparisons,
  answer,
  at,
  correlation,
  essay,
  memoryStore,
  queryPlan,
  recordingDriver,
} from './small-world.js';

function world() {
  const store = memoryStore();
  return { store, batch: addBatch(store), pairs: store.pairs };
}

describe('a callback', () => {
  test('finds its comparison and the state of its batch in one query', () => {
    const { driver, prepared } = recordingDriver();
    const store = memoryStore(driver);
    const batch = addBatch(store);
    const [id] = addComparisons(store, batch, ['e0 e1 -']);
    if (!id) throw new Error('no comparison');
    prepared.length = 0;
    expect(store.pairs.byCorrelationId(id)).toEqual({
      id: 1,
      winner: null,
      state: 'INITIALIZING',
      current_iteration: 0,
    });
    expect(prepared.length).toBe(1);
    expect(queryPlan(driver, prepared[0] ?? '')).toEqual([
      expect.stringMatching(/^SEARCH pair USING INDEX .*\(request_correlation_id=\?\)$/),
      'SEARCH batch USING INTEGER PRIMARY KEY (rowid=?)',
    ]);
  });

  test('with an unknown id finds nothing', () => {
    expect(world().pairs.byCorrelationId(correlation('nobody'))).toBeUndefined();
  });

  test('records an answer', () => {
    const { store, batch } = world();
    const [id] = addComparisons(store, batch, ['e0 e1 -']);
    if (id) answer(store, id, 'essay_b');
    expect(store.driver.prepare('select * from cj_comparison_pairs').all()).toEqual([
      {
        id: 1,
        cj_batch_id: 21,
        essay_a_els_id: 'e0',
        essay_b_els_id: 'e1',
        prompt_hash: null,
        request_correlation_id: 'c-21-0',
        submitted_at: at(0),
        completed_at: at(60),
        winner: 'essay_b',
        confidence: 4,
        justification: 'clearer',
        raw_llm_response: null,
        error_code: null,
        error_correlation_id: null,
        error_timestamp: null,
        error_service: null,
        error_details: null,
        pair_generation_mode: 'coverage',
        processing_metadata: '{"provider":"mock","model":"mock-1","response_time_ms":1200}',
        created_at: at(0),
      },
    ]);
  });

  test('records an error', () => {
    const { store, batch } = world();
    addComparisons(store, batch, ['e0 e1 error']);
    expect(
      store.driver
        .prepare(
          `select winner, confidence, completed_at, error_code, error_correlation_id, error_timestamp, error_service,
             error_details from cj_comparison_pairs`,
        )
        .all(),
    ).toEqual([
      {
        winner: 'error',
        confidence: null,
        completed_at: at(60),
        error_code: 'RATE_LIMIT',
        error_correlation_id: 'c-21-0',
        error_timestamp: at(60),
        error_service: 'llm',
        error_details: '{"message":"quota"}',
      },
    ]);
  });
});

describe('the rows of a batch', () => {
  test('come as arrays in the order of their ids', () => {
    const { store, batch, pairs } = world();
    addComparisons(store, batch, ['e3 e1 essay_a', 'e0 e1 -']);
    addComparisons(store, addBatch(store, 22), ['e0 e1 error']);
    addComparisons(store, batch, ['e0 e2 error']);
    expect(pairs.rowsOfBatch(batch)).toEqual([
      ['e3', 'e1', 'essay_a'],
      ['e0', 'e1', null],
      ['e0', 'e2', 'error'],
    ]);
  });

  test('are shown to a person in the order of their ids, and of errors what they say', () => {
    const { store, batch, pairs } = world();
    addComparisons(store, addBatch(store, 22), ['e0 e1 error']);
    addComparisons(store, batch, ['e3 e1 essay_a', 'e0 e2 error', 'e0 e1 -']);
    const shown = { confidence: null, mode: 'coverage', error: null };
    expect(pairs.shownRows(batch)).toEqual([
      {
        ...{ ...shown, id: 2, essay_a: 'e3', essay_b: 'e1', winner: 'essay_a', confidence: 4 },
        ...{ submitted_at: at(0), completed_at: at(60) },
      },
      {
        ...{ ...shown, id: 3, essay_a: 'e0', essay_b: 'e2', winner: 'error', error: 'RATE_LIMIT' },
        ...{ submitted_at: at(1), completed_at: at(60) },
      },
      {
        ...{ ...shown, id: 4, essay_a: 'e0', essay_b: 'e1', winner: null },
        ...{ submitted_at: at(2), completed_at: null },
      },
    ]);
    expect(pairs.failures(batch)).toEqual([
      { error_code: 'RATE_LIMIT', error_details: '{"message":"quota"}' },
    ]);
  });

  test('that are open are those without an answer, in the order in which they were asked', () => {
    const { store, batch, pairs } = world();
    addComparisons(store, batch, ['e0 e1 -', 'e0 e2 essay_a', 'e0 e3 -', 'e1 e2 -']);
    expect(pairs.open(batch)).toEqual([
      { id: 1, request_correlation_id: 'c-21-0' },
      { id: 3, request_correlation_id: 'c-21-2' },
      { id: 4, request_correlation_id: 'c-21-3' },
    ]);
  });
});

describe('the table refuses', () => {
  const insert = (
    pairs: ReturnType<typeof world>['pairs'],
    batch: ReturnType<typeof world>['batch'],
    id: string,
    b = 'e1',
  ) =>
    pairs.insertWave({ batch, mode: 'coverage', submittedAt: at(0) }, [
      { essayA: essay('e0'), essayB: essay(b), correlationId: correlation(id), promptHash: null },
    ]);

  test('a correlation id that is there already', () => {
    const { batch, pairs } = world();
    insert(pairs, batch, 'one');
    expect(() => insert(pairs, batch, 'one')).toThrow(
      /UNIQUE constraint failed: cj_comparison_pairs.request_correlation_id/,
    );
  });

  test('an essay against itself', () => {
    const { batch, pairs } = world();
    expect(() => insert(pairs, batch, 'one', 'e0')).toThrow(/two_essays/);
  });

  test('a winner that is none of the three', () => {
    const { store, batch } = world();
    const [id] = addComparisons(store, batch, ['e0 e1 -']);
    if (!id) throw new Error('no comparison');
    expect(() => answer(store, id, 'draw' as Winner)).toThrow(/CHECK constraint failed/);
  });
});
