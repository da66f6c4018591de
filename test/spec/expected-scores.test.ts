import { describe, expect, test } from 'vitest';
import { fitBradleyTerry } from '../../src/cj/scoring/bradley-terry.js';
import { comparisonNet } from '../../src/cj/scoring/comparison-net.js';
import type { EssayId } from '../../src/cj/words.js';
import { expectedGrade } from '../../src/sim/specification/expected-grades.js';
import { expectedErrors, scoreResidual } from '../../src/sim/specification/expected-scores.js';

const IDS = ['p', 'q', 'r'];
const PAIRS = [
  { a: 'p', b: 'q', winner: 'essay_a' },
  { a: 'q', b: 'r', winner: 'essay_a' },
  { a: 'r', b: 'p', winner: 'essay_a' },
  { a: 'p', b: 'r', winner: 'essay_a' },
] as const;

function fitted(): readonly number[] {
  const rows = PAIRS.map(({ a, b, winner }) => [a as EssayId, b as EssayId, winner] as const);
  const fit = fitBradleyTerry(comparisonNet(IDS as EssayId[], rows));
  return fit.kind === 'fitted' ? [...fit.scores] : [];
}

describe('the specification of scores', () => {
  test('holds for fitted scores, and not for scores that are a little off', () => {
    const scores = fitted();
    expect(scoreResidual(IDS, PAIRS, scores)).toBeLessThan(1e-8);
    expect(
      scoreResidual(
        IDS,
        PAIRS,
        scores.map((score, place) => score + 0.01 * place),
      ),
    ).toBeGreaterThan(1e-4);
  });

  test('gives the reference 0 and an essay that nobody compared the cap', () => {
    const errors = expectedErrors([...IDS, 'alone'], PAIRS, [...fitted(), 0], 2);
    expect(errors[2]).toBe(0);
    expect(errors[3]).toBe(2);
    expect(errors[0]).toBeGreaterThan(0.5);
  });

  test('says nothing of an essay in a part without the reference', () => {
    const apart = [{ a: 'x', b: 'y', winner: 'essay_a' }, ...PAIRS] as const;
    expect(expectedErrors(['x', 'y', ...IDS], apart, [1, -1, ...fitted()], 4).slice(0, 2)).toEqual([
      null,
      null,
    ]);
  });
});

test('the specification of grades puts a student between two anchors into the nearer grade', () => {
  const scale = {
    grades: ['1', '2', '3'],
    priors: [1 / 3, 1 / 3, 1 / 3],
    belowLowest: '0',
    signed: { minus: [], plus: [] },
  };
  const anchors = [-4, -4, -4, 0, 0, 0, 4, 4, 4].map((score, place) => ({
    grade: scale.grades[Math.floor(place / 3)] ?? '',
    score,
  }));
  const gradeOf = (score: number) => expectedGrade({ score, error: 0.1 }, anchors, scale).grade;
  expect([-9, -4, -1, 1, 3].map(gradeOf)).toEqual(['0', '1', '2', '2', '3']);
});
