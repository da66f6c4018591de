import { expect, test } from 'vitest';
import { gradeScale } from '../../src/cj/projection/grade-scales.js';
import type { EssayId } from '../../src/cj/words.js';
import { anchorsAgainstGrades } from '../../src/report/anchors-against-grades.js';

const scale = gradeScale('swedish_8_anchor');

function anchors(...rows: readonly (readonly [string, number | null, string])[]) {
  return rows.map(([id, score, grade]) => ({
    els_essay_id: id as EssayId,
    is_anchor: true,
    bradley_terry_score: score,
    anchor_grade: grade,
  }));
}

test('anchors in the order of their grades are not told, nor is a grade with several scores', () => {
  const rows = anchors(['e', -1, 'E'], ['a', 1, 'A'], ['a2', 1.5, 'A'], ['a3', 1.5, 'A'], ['f', null, 'F']);
  expect(anchorsAgainstGrades(rows, scale)).toEqual([]);
  expect(anchorsAgainstGrades([{ els_essay_id: 's' as EssayId, bradley_terry_score: 0 }], scale)).toEqual([]);
});

test('a better grade with a lower score is told, and one score with two grades', () => {
  const rows = anchors(['e', 2, 'E'], ['a', -1, 'A'], ['c', 2, 'C']);
  for (const order of [rows, rows.toReversed()]) {
    expect(anchorsAgainstGrades(order, scale)).toEqual([
      'a (A, -1) lies below e (E, 2)',
      'e (E, 2) and c (C, 2) have one score',
    ]);
  }
});

test('of many pairs five are named', () => {
  const told = (length: number) =>
    anchorsAgainstGrades(
      anchors(...Array.from({ length }, (_, k) => [`x${k}`, k, k % 2 ? 'E' : 'A'] as const)),
      scale,
    );
  expect(told(20)).toEqual([...told(10), 'and 5 more']);
  expect(told(12)).toEqual([...told(10), 'and 1 more']);
});

test('five pairs are all named, and a student, or an anchor without a grade or with one off the scale, is none of them', () => {
  const rows = anchors(...Array.from({ length: 10 }, (_, k) => [`x${k}`, k, k % 2 ? 'E' : 'A'] as const));
  const others = [
    { els_essay_id: 's' as EssayId, bradley_terry_score: 9, anchor_grade: 'F' },
    { els_essay_id: 't' as EssayId, is_anchor: true, bradley_terry_score: 8.5 },
    ...anchors(['u', 10, 'A+']),
  ];
  expect(anchorsAgainstGrades([...rows, ...others], scale)).toEqual(
    [0, 2, 4, 6, 8].map((k) => `x${k} (A, ${k}) lies below x${k + 1} (E, ${k + 1})`),
  );
});
