import { describe, expect, test } from 'vitest';
import { addBatch, at, batchId, memoryStore } from './small-world.js';

function world() {
  const store = memoryStore();
  return { store, batch: addBatch(store), batches: store.batches };
}

const COUNTERS = {
  batch_id: 21,
  state: 'INITIALIZING',
  total_budget: null,
  total_comparisons: 0,
  submitted_comparisons: 0,
  completed_comparisons: 0,
  failed_comparisons: 0,
  current_iteration: 0,
  completion_threshold_pct: 95,
  last_activity_at: at(0),
};

describe('a new batch', () => {
  test('has empty documents and no counts', () => {
    const { batch, batches } = world();
    expect(batches.upload(batch)).toEqual({
      id: 21,
      bos_batch_id: 'bos-21',
      event_correlation_id: 'event-21',
      language: 'en',
      course_code: 'ENG5',
      assignment_id: 'assignment',
      user_id: 'teacher',
      org_id: null,
      expected_essay_count: 4,
      status: 'PENDING',
      processing_metadata: '{}',
      created_at: at(0),
      completed_at: null,
    });
    expect(batches.state(batch)).toEqual({
      ...COUNTERS,
      completion_threshold_pct: 95,
      partial_scoring_triggered: 0,
      processing_metadata: '{}',
    });
    expect(batches.counters(batch)).toEqual(COUNTERS);
  });

  test('belongs to a school and an assignment, or to none', () => {
    const { batch, batches } = world();
    const { id: _, processing_metadata: _m, completed_at: _c, ...upload } = batches.upload(batch) ?? never();
    const state = { state: 'INITIALIZING', last_activity_at: at(0) } as const;
    batches.insert(batchId(22), { ...upload, org_id: 'school', user_id: null, assignment_id: null }, state);
    expect(batches.upload(batchId(22))).toMatchObject({
      org_id: 'school',
      user_id: null,
      assignment_id: null,
    });
  });
});

function never(): never {
  throw new Error('the batch is there');
}

describe('progress', () => {
  test('status, state, number of essays and end are set one by one', () => {
    const { batch, batches } = world();
    batches.setStatus(batch, 'FETCHING_CONTENT');
    batches.setExpectedEssayCount(batch, 24);
    batches.setState(batch, 'WAITING_CALLBACKS', at(5));
    expect(batches.upload(batch)).toMatchObject({
      status: 'FETCHING_CONTENT',
      expected_essay_count: 24,
      completed_at: null,
    });
    expect(batches.counters(batch)).toEqual({
      ...COUNTERS,
      state: 'WAITING_CALLBACKS',
      last_activity_at: at(5),
    });
    batches.setFinalStatus(batch, 'COMPLETE_STABLE', at(9));
    expect(batches.upload(batch)).toMatchObject({ status: 'COMPLETE_STABLE', completed_at: at(9) });
  });

  test('a submission writes its four counters and the activity', () => {
    const { batch, batches } = world();
    const submission = {
      total_budget: 100,
      total_comparisons: 10,
      submitted_comparisons: 10,
      current_iteration: 1,
    };
    batches.writeSubmission(batch, submission, at(3));
    expect(batches.counters(batch)).toEqual({ ...COUNTERS, ...submission, last_activity_at: at(3) });
  });

  test('an answer adds one and gives the counters after it', () => {
    const { batch, batches } = world();
    batches.countAnswer(batch, 'completed', at(1));
    batches.countAnswer(batch, 'completed', at(2));
    const after = { ...COUNTERS, completed_comparisons: 2, failed_comparisons: 1, last_activity_at: at(3) };
    expect(batches.countAnswer(batch, 'failed', at(3))).toEqual(after);
    expect(batches.counters(batch)).toEqual(after);
  });

  test('counters read before another answer and written after it lose that answer', () => {
    const { batch, batches } = world();
    const read = batches.counters(batch);
    batches.countAnswer(batch, 'completed', at(1));
    const late = {
      completed_comparisons: (read?.completed_comparisons ?? 0) + 1,
      failed_comparisons: read?.failed_comparisons ?? 0,
    };
    expect(batches.writeAnswerCounters(batch, late, at(2))).toMatchObject({ completed_comparisons: 1 });
  });
});

describe('the monitor', () => {
  test('sees the batches that have not ended and were not active since a time', () => {
    const { store, batches } = world();
    const [active, ended, waiting] = [addBatch(store, 22), addBatch(store, 23), addBatch(store, 19)];
    batches.setState(active, 'WAITING_CALLBACKS', at(100));
    batches.setState(ended, 'COMPLETED', at(1));
    batches.setState(waiting, 'WAITING_CALLBACKS', at(50));
    expect(batches.inactiveSince(at(50)).map((row) => row.batch_id)).toEqual([19, 21]);
    expect(batches.unfinished().map((row) => row.batch_id)).toEqual([19, 21, 22]);
    expect(batches.ids()).toEqual([19, 21, 22, 23]);
  });
});

describe('the table refuses', () => {
  test('a state and a status that do not exist', () => {
    const { batch, batches } = world();
    expect(() => batches.setState(batch, 'SLEEPING' as never, at(1))).toThrow(/CHECK constraint failed/);
    expect(() => batches.setStatus(batch, 'DONE' as never)).toThrow(/CHECK constraint failed/);
  });

  test('an id that is there already', () => {
    const { store } = world();
    expect(() => addBatch(store, 21)).toThrow(/UNIQUE constraint failed: cj_batch_uploads.id/);
  });

  test('a document that is no JSON object', () => {
    const { store } = world();
    for (const text of ['[]', 'null', '{', '']) {
      expect(() =>
        store.driver.prepare('update cj_batch_states set processing_metadata = ?').run(text),
      ).toThrow(/CHECK constraint failed/);
    }
  });
});
