import { expect, test } from 'vitest';
import { addBatch, at, essay, memoryStore } from './small-world.js';

function projection(id: string, batch: number) {
  return {
    els_essay_id: essay(id),
    cj_batch_id: batch as never,
    primary_grade: 'B+',
    grade_scale: 'swedish_8_anchor',
    confidence_score: 0.1 + 0.2,
    confidence_label: 'MID',
    calculation_metadata: '{"probabilities":{}}',
    population_prior: null,
    assessment_method: 'cj_assessment',
    model_used: 'mock-1',
    model_provider: 'mock',
    normalized_score: 0.87,
    created_at: at(3),
  };
}

test('projections are kept per essay and batch, and read by essay id', () => {
  const store = memoryStore();
  addBatch(store, 21);
  addBatch(store, 22);
  for (const row of [projection('e1', 21), projection('e0', 21), projection('e0', 22)])
    store.projections.insert(row);
  expect(store.projections.ofBatch(21 as never)).toEqual([projection('e0', 21), projection('e1', 21)]);
  expect(() => store.projections.insert(projection('e0', 21))).toThrow(/UNIQUE constraint failed/);
  store.projections.deleteOfBatch(21 as never);
  expect(store.projections.ofBatch(21 as never)).toEqual([]);
  expect(store.projections.ofBatch(22 as never)).toEqual([projection('e0', 22)]);
});

test('a projection needs its essay', () => {
  const store = memoryStore();
  addBatch(store, 21);
  expect(() => store.projections.insert(projection('nobody', 21))).toThrow(/FOREIGN KEY constraint failed/);
});
