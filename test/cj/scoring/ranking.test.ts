import { expect, test } from 'vitest';
import type { ComparisonRow } from '../../../src/cj/scoring/comparison-net.js';
import { ranking } from '../../../src/cj/scoring/ranking.js';
import { scoreBatch } from '../../../src/cj/scoring/score-batch.js';
import { lastAnchorOrGreatestId } from '../../../src/cj/scoring/se-reference.js';
import type { EssayId } from '../../../src/cj/words.js';
import { netOf } from './nets.js';

const fit = {
  net: netOf(3, [
    [1, 0, 2],
    [2, 0, 1],
  ]),
  scores: Float64Array.of(-1, 0.5, 0.5),
  standardErrors: Float64Array.of(0.25, 0, 0.75),
};

test('scores go from high to low, ties by id, essays without a score last by id', () => {
  const essays = ['late', 'e02', 'e01', 'Late', 'e00'].map((els_essay_id) => ({
    els_essay_id,
    is_anchor: false,
  }));
  expect(ranking(essays, fit)).toEqual([
    {
      els_essay_id: 'e01',
      is_anchor: false,
      rank: 1,
      bradley_terry_score: 0.5,
      bradley_terry_se: 0,
      comparison_count: 2,
    },
    {
      els_essay_id: 'e02',
      is_anchor: false,
      rank: 2,
      bradley_terry_score: 0.5,
      bradley_terry_se: 0.75,
      comparison_count: 1,
    },
    {
      els_essay_id: 'e00',
      is_anchor: false,
      rank: 3,
      bradley_terry_score: -1,
      bradley_terry_se: 0.25,
      comparison_count: 3,
    },
    {
      els_essay_id: 'Late',
      is_anchor: false,
      rank: 4,
      bradley_terry_score: null,
      bradley_terry_se: null,
      comparison_count: 0,
    },
    {
      els_essay_id: 'late',
      is_anchor: false,
      rank: 5,
      bradley_terry_score: null,
      bradley_terry_se: null,
      comparison_count: 0,
    },
  ]);
});

test('essays that won and lost alike are ranked by id, however they are listed', () => {
  const rows: readonly ComparisonRow[] = ['ab', 'bc', 'ca', 'ad', 'bd', 'cd'].map(([a = '', b = '']) => [
    a,
    b,
    'essay_a',
  ]);
  for (const listed of ['abcd', 'cadb', 'bdca']) {
    const ids = [...listed] as EssayId[];
    const scored = scoreBatch(
      ids.map((id) => ({ id, is_anchor: false })),
      rows,
      { seReference: lastAnchorOrGreatestId, isolatedSeAtCap: true },
    );
    const ranked = ranking(
      ids.map((els_essay_id) => ({ els_essay_id })),
      scored.kind === 'scored' ? scored : null,
    );
    expect(ranked.map((row) => row.els_essay_id).join('')).toBe('abcd');
  }
});

test('without a fit the essays are ranked by id', () => {
  expect(
    ranking([{ els_essay_id: 'b' }, { els_essay_id: 'a' }], null).map((row) => [row.rank, row.els_essay_id]),
  ).toEqual([
    [1, 'a'],
    [2, 'b'],
  ]);
});
