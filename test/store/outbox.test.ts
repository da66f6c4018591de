import { describe, expect, test } from 'vitest';
import type { NewEvent } from '../../src/store/outbox.js';
import { addBatch, at, memoryStore } from './small-world.js';

function world() {
  const store = memoryStore();
  const event: NewEvent = {
    batch: addBatch(store),
    aggregate_type: 'cj_batch',
    event_type: 'huleedu.cj_assessment.completed.v1',
    event_key: 'bos-21',
    topic: 'completed',
    data: { status: 'COMPLETE_STABLE', score: 0.1 },
    dedupe_key: 'completed/bos-21',
    created_at: at(7),
  };
  return { outbox: store.outbox, event };
}

describe('the outbox', () => {
  test('keeps an event until it is published, in the order of ids', () => {
    const { outbox, event } = world();
    outbox.add(event);
    outbox.add({ ...event, dedupe_key: 'other' });
    expect(outbox.oldestUnpublished(new Set())?.id).toBe(1);
    outbox.markPublished(1, at(8));
    expect(outbox.oldestUnpublished(new Set())?.id).toBe(2);
    expect(outbox.countUnpublished()).toBe(1);
    expect(outbox.ofBatch(21 as never)[0]).toEqual({
      id: 1,
      aggregate_type: 'cj_batch',
      event_type: 'huleedu.cj_assessment.completed.v1',
      event_data: '{"status":"COMPLETE_STABLE","score":0.1}',
      event_key: 'bos-21',
      topic: 'completed',
      created_at: at(7),
      published_at: at(8),
      retry_count: 0,
      last_error: null,
      dedupe_key: 'completed/bos-21',
      cj_batch_id: 21,
    });
  });

  test('takes an event with a dedupe key once', () => {
    const { outbox, event } = world();
    expect(outbox.add(event)).toBe(true);
    expect(outbox.add({ ...event, created_at: at(9) })).toBe(false);
    expect(outbox.countUnpublished()).toBe(1);
  });

  test('takes events without a dedupe key as often as they come', () => {
    const { outbox, event } = world();
    expect([outbox.add({ ...event, dedupe_key: null }), outbox.add({ ...event, dedupe_key: null })]).toEqual([
      true,
      true,
    ]);
    expect(outbox.countUnpublished()).toBe(2);
  });

  test('counts failures to publish and keeps the last reason', () => {
    const { outbox, event } = world();
    outbox.add(event);
    outbox.countFailure(1, 'broker down');
    outbox.countFailure(1, 'still down');
    expect(outbox.oldestUnpublished(new Set())).toMatchObject({ retry_count: 2, last_error: 'still down' });
  });
});
