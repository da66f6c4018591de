import { expect, test } from 'vitest';
import { randomScenario } from '../../src/search/random-scenario.js';
import { checkWorldRelation } from '../../src/search/world-relations.js';

const check = (turn: number, number: number, defects: readonly string[] = []) =>
  checkWorldRelation(turn, randomScenario(number), { policy: 'current', defects })?.says ?? null;

const TURNS = [0, 1, 2, 3];

test('current keeps the relations between its worlds', () => {
  for (let number = 1; number <= 3; number++)
    expect([number, ...TURNS.map((turn) => check(turn, number))]).toEqual([number, null, null, null, null]);
});

test('a rule that goes on in the middle of a wave is found out by other names, in every third turn', () => {
  const renamed = 'renamed essays have other ranks or grades';
  expect(TURNS.map((turn) => check(turn, 2, ['overwrite-totals']))).toEqual([null, null, renamed, null]);
  expect(check(5, 2, ['stale-finalise'])).toBe(renamed);
});
