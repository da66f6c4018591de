/** Oracle agreement is of the grades that students are given, signs and all. */
import { beforeAll, expect, test } from 'vitest';
import { loadScenario } from '../../../src/files/load-scenario.js';
import {
  type GradedEssay,
  gradeAgreement,
  gradesOf,
  inversions,
} from '../../../src/lab/sweep/grade-agreement.js';
import { createWorld } from '../../../src/library/create-world.js';
import { run } from '../../../src/library/run.js';
import { expandScenario } from '../../../src/sim/scenario/expand-scenario.js';
import type { WorldPlan } from '../../../src/sim/scenario/world-plan.js';

let plan: WorldPlan;
let essays: readonly GradedEssay[];
let published: ReadonlyMap<string, string>;

beforeAll(() => {
  const { scenario, sources } = loadScenario('class-60');
  plan = expandScenario(scenario, { maxComparisons: 300 }, sources);
  const world = createWorld({ plan });
  run(world);
  const [batch] = plan.batches;
  if (batch === undefined) throw new Error('class-60 has a batch');
  essays = world.store.essays.ofBatch(batch.id).map((row) => ({
    els_essay_id: row.els_essay_id,
    is_anchor: row.is_anchor === 1,
    text_storage_id: row.text_storage_id,
    score: row.current_bt_score,
    se: row.current_bt_se,
    processing_metadata: row.processing_metadata,
  }));
  published = new Map(
    world.store.projections.ofBatch(batch.id).map((row) => [row.els_essay_id, row.primary_grade]),
  );
  world.close();
}, 180_000);

const truthOf = (changed: string, by: number): ReadonlyMap<string, number> =>
  new Map(essays.map(({ els_essay_id: id, score }) => [id, (score ?? 0) + (id === changed ? by : 0)]));

function gradeAt(id: string, score: number): string {
  const moved = essays.map((essay) => (essay.els_essay_id === id ? { ...essay, score } : essay));
  const students = essays.filter((essay) => !essay.is_anchor).map((essay) => essay.els_essay_id as string);
  return gradesOf(plan, moved)?.[students.indexOf(id)] ?? '';
}

test('the grades are those that the batch published', () => {
  const students = essays.filter((essay) => !essay.is_anchor);
  expect(gradesOf(plan, essays)).toEqual(students.map(({ els_essay_id }) => published.get(els_essay_id)));
  expect([...published.values()].some((grade) => grade.endsWith('-'))).toBe(true);
});

test('where the truth is what was found all agree', () => {
  expect(gradeAgreement(plan, essays, truthOf('', 0))).toMatchObject({ exact: 1, adjacent: 1 });
});

test('a grade that differs in its sign alone is another grade, one step away', () => {
  const students = essays.filter((essay) => !essay.is_anchor);
  const found = students.flatMap(({ els_essay_id: id, score }) => {
    const own = gradeAt(id, score ?? 0);
    const steps = Array.from({ length: 40 }, (_, k) => (k - 20) / 20);
    const by = steps.find((step) => {
      const other = gradeAt(id, (score ?? 0) + step);
      return other !== own && other.replace(/[+-]$/, '') === own.replace(/[+-]$/, '') && own.startsWith('B');
    });
    return by === undefined ? [] : [{ id, by }];
  });
  const [{ id, by } = { id: '', by: 0 }] = found;
  expect(id).not.toBe('');
  const agreement = gradeAgreement(plan, essays, truthOf(id, by));
  expect(agreement?.exact).toBeCloseTo((students.length - 1) / students.length, 12);
  expect(agreement?.adjacent).toBe(1);
});

test('anchors with tied scores are half in the wrong order, whichever is listed first', () => {
  const [low, high, higher] = [
    { place: 1, score: 0.5 },
    { place: 2, score: 0.5 },
    { place: 3, score: 0.9 },
  ];
  expect(inversions([low, high])).toBe(0.5);
  expect(inversions([high, low])).toBe(0.5);
  expect(inversions([higher, high, low])).toBeCloseTo(1 / 6, 12);
  expect(inversions([low, { place: 3, score: 0.1 }, { place: 4, score: null }])).toBe(1);
  expect(inversions([low, { place: 1, score: 0.7 }])).toBeNull();
});
