import { expect, test } from 'vitest';
import { checkMapFit, checkScoreFit } from '../../../src/search/rules/fits.js';
import { rollsOf } from '../../../src/search/rules/rolls.js';

/** 50 essays joined by 49 links of up to 881,879 wins: rounding kept the steps of the climb at 2.4e-9 logits. */
test('a fit ends where rounding keeps its steps from shrinking', () => {
  expect(checkScoreFit(rollsOf('score-fit', 30_289_556))).toBeNull();
});

/** 201 items and 121 comparisons: six probes of the slope were too few. */
test('the prior of a large net of few comparisons is near the likeliest', () => {
  expect(checkMapFit(rollsOf('map-fit', 130_287_515))).toBeNull();
});

/** Six items with a peak of the evidence at a prior SD of 2.9 and a higher one at .6 or below, and four with such a pair. */
test.each([50_487_755, 50_586_719])('of two peaks the prior has the higher one: case %d', (number) => {
  expect(checkMapFit(rollsOf('map-fit', number))).toBeNull();
});

/** 201 items and 90 million comparisons: the oracle had not ended its own climb, and took the heights that it stood at for the evidence. */
test('the likeliest prior of far abilities is found by an oracle that climbs to the top', () => {
  expect(checkMapFit(rollsOf('map-fit', 150_475_649))).toBeNull();
});
