import { describe, expect, test } from 'vitest';
import type { Hash } from '../../src/cj/hash.js';
import { sha256 } from '../../src/library/sha256.js';
import { SERVICE_TABLES } from '../../src/store/service-tables.js';
import { stateDigest } from '../../src/store/state-digest.js';
import type { Store } from '../../src/store/store.js';
import { addBatch, addComparisons, at, essay, memoryStore } from './small-world.js';

const digest = (store: Store) => Buffer.from(stateDigest(store.driver, sha256)).toString('hex');

function world(): Store {
  const store = memoryStore();
  addComparisons(store, addBatch(store), ['e0 e1 essay_a', 'e1 e2 error', 'e2 e3 -']);
  return store;
}

function score(store: Store, value: number): void {
  store.essays.writeScores(21 as never, [
    { els_essay_id: essay('e0'), current_bt_score: value, current_bt_se: null, comparison_count: 0 },
  ]);
}

describe('the state digest', () => {
  test('is the same for the same content, whatever order it was written in', () => {
    const [one, other] = [memoryStore(), memoryStore()];
    for (const id of [19, 21]) addBatch(one, id);
    for (const id of [21, 19]) addBatch(other, id);
    expect(digest(one)).toBe(digest(other));
  });

  test.each<[string, (store: Store) => unknown]>([
    ['a counter', (store) => store.batches.countAnswer(21 as never, 'completed', at(0))],
    [
      'a document',
      (store) => store.metadata.mergeBatchProcessingMetadata(21 as never, { resampling_pass_count: 1 }),
    ],
    ['the last bit of a double', (store) => score(store, 0.1 + 0.2)],
    [
      'an event',
      (store) =>
        store.outbox.add({
          batch: 21 as never,
          aggregate_type: 'cj_batch',
          event_type: 'completed',
          event_key: null,
          topic: 'completed',
          data: {},
          dedupe_key: null,
          created_at: at(0),
        }),
    ],
    [
      'an anchor',
      (store) =>
        store.context.insertAnchorReference({
          anchor_label: 'A',
          grade: 'A',
          grade_scale: 's',
          text_storage_id: 't',
          assignment_id: null,
          created_at: at(0),
        }),
    ],
    ['a batch', (store) => addBatch(store, 22)],
  ])('changes with %s', (_, change) => {
    const store = world();
    score(store, 0.3);
    const before = digest(store);
    change(store);
    expect(digest(store)).not.toBe(before);
  });

  test('is the hash of every table: its name, how many rows it has, and their values, each with its type', () => {
    const store = memoryStore();
    store.context.insertAnchorReference({
      anchor_label: 'L',
      grade: 'Å',
      grade_scale: 's',
      text_storage_id: 't',
      assignment_id: null,
      created_at: at(0),
    });
    const text = (value: string) => {
      const head = Buffer.from([2, 0, 0, 0, 0]);
      head.writeUInt32BE(Buffer.byteLength(value), 1);
      return Buffer.concat([head, Buffer.from(value)]);
    };
    const number = (value: number) => {
      const bytes = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0]);
      bytes.writeDoubleBE(value, 1);
      return bytes;
    };
    const nothing = Buffer.from([0]);
    const row = [number(1), ...['L', 'Å', 's', 't'].map(text), nothing, text(at(0))];
    const content = SERVICE_TABLES.map(({ name }) =>
      Buffer.concat([
        text(name),
        ...(name === 'anchor_essay_references' ? [number(1), ...row] : [number(0)]),
      ]),
    );
    const itself: Hash = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)));
    expect(Buffer.from(stateDigest(store.driver, itself))).toEqual(Buffer.concat(content));
  });

  test('does not see how the run was carried out', () => {
    const store = world();
    const before = digest(store);
    store.journal.start('{}', 'd0');
    store.contents.save('t', 'text');
    expect(digest(store)).toBe(before);
  });

  test('is one hash of all content while that is small, and a chain of blocks when it is large', () => {
    let calls = 0;
    const counting: Hash = (...parts) => {
      calls++;
      return sha256(...parts);
    };
    const store = world();
    stateDigest(store.driver, counting);
    expect(calls).toBe(1);
    calls = 0;
    store.metadata.mergeBatchUploadMetadata(21 as never, { student_prompt_text: 'ö'.repeat(1 << 20) });
    store.metadata.mergeBatchProcessingMetadata(21 as never, {
      llm_overrides: { text: 'x'.repeat(1 << 21) },
    });
    stateDigest(store.driver, counting);
    expect(calls).toBe(3);
  });

  test('tells texts from each other and from nothing', () => {
    const bytes: Uint8Array[] = [];
    for (const prior of [null, '', '0', '0.5']) {
      const store = world();
      store.projections.insert({
        els_essay_id: essay('e0'),
        cj_batch_id: 21 as never,
        primary_grade: 'A',
        grade_scale: 's',
        confidence_score: 1,
        confidence_label: 'HIGH',
        calculation_metadata: '{}',
        population_prior: prior,
        assessment_method: 'm',
        created_at: at(0),
      });
      bytes.push(stateDigest(store.driver, sha256));
    }
    expect(new Set(bytes.map((one) => Buffer.from(one).toString('hex'))).size).toBe(4);
  });
});
