/** A store in memory with batches in it, for the tests of the store. */
import type { BatchId, CorrelationId, EssayId, VirtualTime, Winner } from '../../src/cj/words.js';
import { openMemory } from '../../src/store/better-sqlite3-driver.js';
import type { Driver } from '../../src/store/driver.js';
import { answerDocument } from '../../src/store/metadata.js';
import { openStore, type Store } from '../../src/store/store.js';
import { type Timestamp, timestamp } from '../../src/store/timestamp.js';

export const essay = (id: string) => id as EssayId;
export const correlation = (id: string) => id as CorrelationId;
export const batchId = (id: number) => id as BatchId;

/** A number of seconds after the start of batch 21. */
export function at(seconds: number): Timestamp {
  return timestamp((1_763_261_646_000 + seconds * 1000) as VirtualTime);
}

export function memoryStore(driver: Driver = openMemory()): Store {
  return openStore(driver);
}

/** A batch with essays e0 … e(n−1), of which the first `anchors` are anchors. */
export function addBatch(store: Store, id = 21, { essays = 4, anchors = 0 } = {}): BatchId {
  const batch = batchId(id);
  store.batches.insert(
    batch,
    {
      bos_batch_id: `bos-${id}`,
      event_correlation_id: `event-${id}`,
      language: 'en',
      course_code: 'ENG5',
      assignment_id: 'assignment',
      user_id: 'teacher',
      org_id: null,
      expected_essay_count: essays,
      status: 'PENDING',
      created_at: at(0),
    },
    { state: 'INITIALIZING', last_activity_at: at(0) },
  );
  for (let index = 0; index < essays; index++) {
    store.essays.insert({
      els_essay_id: essay(`e${index}`),
      cj_batch_id: batch,
      text_storage_id: `text-${index}`,
      is_anchor: index < anchors,
      created_at: at(0),
    });
  }
  return batch;
}

/** Comparisons as `e0 e1 essay_a`: shown first, shown second, answer (`-`: still open). Returns their correlation ids. */
export function addComparisons(
  store: Store,
  batch: BatchId,
  lines: readonly string[],
): readonly CorrelationId[] {
  return lines.map((line, index) => {
    const [essayA = '', essayB = '', winner = '-'] = line.split(' ');
    const id = correlation(`c-${batch}-${store.coverage.countAnswers(batch).submitted}`);
    store.pairs.insertWave({ batch, mode: 'coverage', submittedAt: at(index) }, [
      { essayA: essay(essayA), essayB: essay(essayB), correlationId: id, promptHash: null },
    ]);
    if (winner !== '-') answer(store, id, winner as Winner);
    return id;
  });
}

export const provider = answerDocument({ provider: 'mock', model: 'mock-1', response_time_ms: 1200 });

export function answer(store: Store, id: CorrelationId, winner: Winner): void {
  const found = store.pairs.byCorrelationId(id);
  if (!found) throw new Error(`no comparison ${id}`);
  const common = { rawResponse: null, document: provider, completedAt: at(60) };
  if (winner === 'error') {
    const details = '{"message":"quota"}';
    store.pairs.recordFailure(found.id, {
      code: 'RATE_LIMIT',
      correlationId: id,
      service: 'llm',
      details,
      ...common,
    });
  } else {
    store.pairs.recordAnswer(found.id, { winner, confidence: 4, justification: 'clearer', ...common });
  }
}

/** A driver that remembers the SQL of every statement that it prepares. */
export function recordingDriver(): { readonly driver: Driver; readonly prepared: string[] } {
  const prepared: string[] = [];
  const inner = openMemory();
  const driver: Driver = {
    ...inner,
    prepare: (sql) => {
      prepared.push(sql);
      return inner.prepare(sql);
    },
  };
  return { driver, prepared };
}

/** What SQLite would do for a statement, a line each; placeholders become nulls. */
export function queryPlan(driver: Driver, sql: string): readonly string[] {
  const steps = driver.prepare(`explain query plan ${sql.replaceAll('?', 'null')}`).all();
  return steps.map((step) => (step as { detail: string }).detail);
}
