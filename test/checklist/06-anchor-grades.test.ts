import { expect, test } from 'vitest';
import { byCodePoint } from '../../src/cj/code-point-order.js';
import { ran } from './ran.js';

test('every anchor of batch 21 resolves to its grade, and the facts say by which tier', () => {
  const { factsOf, rows } = ran('batch-21');
  const resolved = factsOf('anchor.resolved');
  expect([resolved.length, factsOf('anchor.unresolved')]).toEqual([12, []]);
  expect(new Set(resolved.map(({ tier }) => tier))).toEqual(new Set(['known_grade']));
  expect(resolved.map(({ grade }) => grade).sort(byCodePoint)).toEqual(
    rows('select grade from anchor_essay_references')
      .map((row) => (row as { grade: string }).grade)
      .sort(byCodePoint),
  );
  expect(factsOf('projection.done')).toEqual([
    { fact: 'projection.done', students: 12, scale: 'eng5_np_legacy_9_step' },
  ]);
  expect(rows('select count(*) as projections from grade_projections')).toEqual([{ projections: 12 }]);
});
