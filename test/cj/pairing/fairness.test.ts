import { expect, test } from 'vitest';
import { positionalFairness } from '../../../src/cj/pairing/fairness.js';
import { historyOf, named } from './nets.js';

const ids = named('anchor1', 'anchor2', 's1', 's2');
const isAnchor = (place: number) => place < 2;

test('fairness is counted over all comparisons of a batch', () => {
  const history = historyOf(ids, 'anchor1>s1', 'anchor1!s2', 's1-anchor2', 's2>s1', 's1>s2');
  expect(positionalFairness(history, isAnchor)).toEqual({
    meanAbsSkew: (2 + 1 + 0 + 1) / 4,
    maxAbsSkew: 2,
    anchorFirstShare: 2 / 3,
    comparisonsWithAnchorFirstShare: 2 / 5,
    bothOrientationsShare: 1 / 4,
  });
});

test('shares of nothing are absent', () => {
  expect(positionalFairness(historyOf(ids), isAnchor)).toEqual({
    meanAbsSkew: 0,
    maxAbsSkew: 0,
    anchorFirstShare: null,
    comparisonsWithAnchorFirstShare: null,
    bothOrientationsShare: null,
  });
  expect(positionalFairness(historyOf([]), isAnchor).meanAbsSkew).toBe(0);
});
