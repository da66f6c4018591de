import { describe, expect, test } from 'vitest';
import type { VirtualTime } from '../../src/cj/words.js';
import { inTransaction } from '../../src/store/driver.js';
import { addBatch, memoryStore } from './small-world.js';

const at = (ms: number) => ms as VirtualTime;

describe('the journal', () => {
  test('keeps the header, how far the digest has come, and the outcome', () => {
    const { journal } = memoryStore();
    expect(journal.header()).toBeUndefined();
    journal.start('{"seed":"1"}', 'd0');
    expect(journal.header()).toEqual({
      header: '{"seed":"1"}',
      chain: 'd0',
      chained_records: 0,
      outcome: null,
    });
    journal.setChain('d1', 256);
    journal.setOutcome('{"end":"done"}');
    expect(journal.header()).toEqual({
      header: '{"seed":"1"}',
      chain: 'd1',
      chained_records: 256,
      outcome: '{"end":"done"}',
    });
    expect(() => journal.start('{}', 'd0')).toThrow(/UNIQUE constraint failed/);
  });

  test('keeps what is in flight until it is taken', () => {
    const store = memoryStore();
    const batch = addBatch(store);
    const entry = (id: string, ms: number) => ({
      id,
      batch_id: batch,
      at: at(ms),
      to: 'batch/21',
      type: 'wave.complete',
      payload: '{"iteration":1}',
      position: '[0.25,3]',
    });
    for (const one of [entry('b', 20), entry('a', 20), entry('c', 5)]) store.journal.enqueue(one);
    store.journal.dequeue('b');
    expect(store.journal.queue()).toEqual([entry('c', 5), entry('a', 20)]);
  });

  test('keeps the last snapshot of each actor', () => {
    const store = memoryStore();
    const batch = addBatch(store);
    store.journal.saveActor('batch/21', batch, '{"value":"preparing"}');
    store.journal.saveActor('batch_monitor', null, '{}');
    store.journal.saveActor('batch/21', batch, '{"value":"continuing"}');
    expect(store.journal.actors()).toEqual([
      { actor: 'batch/21', batch_id: 21, snapshot: '{"value":"continuing"}' },
      { actor: 'batch_monitor', batch_id: null, snapshot: '{}' },
    ]);
  });

  test('gives the trace from a step on', () => {
    const store = memoryStore();
    expect(store.journal.lastTraced()).toBeUndefined();
    for (const n of [1, 2, 3]) {
      store.journal.appendTrace({ n, at: at(10 * n), batch_id: null, record: `{"n":${n}}` });
    }
    expect(store.journal.traceAfter(1)).toEqual(['{"n":2}', '{"n":3}']);
    expect(store.journal.lastTraced()).toEqual({ n: 3, at: 30 });
  });

  test('knows the verdicts that were committed', () => {
    const { journal } = memoryStore();
    journal.saveVerdict('21/e0/e1/1', null, '{"winner":"essay_a"}');
    expect(journal.verdict('21/e0/e1/1')).toBe('{"winner":"essay_a"}');
    expect(journal.verdict('21/e0/e1/2')).toBeUndefined();
  });

  test('knows the label and the policy of each batch', () => {
    const store = memoryStore();
    store.journal.addBatch(addBatch(store), 'batch-21', 'current');
    expect(store.journal.batches()).toEqual([{ batch_id: 21, label: 'batch-21', policy: 'current' }]);
  });

  test('is cleared of everything but its header, and may be written again', () => {
    const store = memoryStore();
    const batch = addBatch(store);
    const { journal } = store;
    journal.start('{}', 'd0');
    const write = () => {
      journal.addBatch(batch, 'batch-21', 'current');
      const entry = { id: 'a', batch_id: batch, at: at(5), to: 'batch/21', type: 'x', payload: '{}' };
      journal.enqueue({ ...entry, position: '[]' });
      journal.saveActor('batch/21', batch, '{}');
      journal.appendTrace({ n: 1, at: at(0), batch_id: null, record: '{}' });
      journal.saveVerdict('key', null, '{}');
      return [
        journal.batches(),
        journal.queue(),
        journal.actors(),
        journal.traceAfter(0),
        journal.verdicts(),
      ];
    };
    const written = write();
    journal.clear();
    expect([journal.lastTraced(), journal.actors(), journal.header()?.chain]).toEqual([undefined, [], 'd0']);
    expect(write()).toEqual(written);
  });

  test('is left out of the tally, so that a run with a file counts like one without', () => {
    const store = memoryStore();
    store.driver.tally.takeWritten();
    store.journal.start('{}', 'd0');
    store.journal.appendTrace({ n: 1, at: at(0), batch_id: null, record: '{}' });
    expect(store.driver.tally.takeWritten()).toEqual({});
  });
});

describe('texts', () => {
  test('are found by storage id, and each prompt is kept once', () => {
    const { contents, driver } = memoryStore();
    contents.save('t-1', 'first');
    contents.save('t-1', 'second');
    contents.savePrompt('hash', 'prompt');
    contents.savePrompt('hash', 'prompt');
    expect([contents.text('t-1'), contents.text('t-2')]).toEqual(['second', undefined]);
    expect(driver.prepare('select hash, text from sim_prompts').raw()).toEqual([['hash', 'prompt']]);
  });
});

describe('a transaction', () => {
  test('keeps all of its rows', () => {
    const store = memoryStore();
    expect(inTransaction(store.driver, () => addBatch(store))).toBe(21);
    expect(store.batches.ids()).toEqual([21]);
  });

  test('that throws keeps none, and the next one works', () => {
    const store = memoryStore();
    expect(() =>
      inTransaction(store.driver, () => {
        addBatch(store);
        throw new Error('crash');
      }),
    ).toThrow('crash');
    expect(store.batches.ids()).toEqual([]);
    inTransaction(store.driver, () => addBatch(store, 22));
    expect(store.batches.ids()).toEqual([22]);
  });
});
