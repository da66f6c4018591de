/** A perfect matching of greatest weight in whole numbers, with the duals and blossoms that prove it. */
import { invariant } from '../errors.js';
import { BlossomForest } from './blossom-forest.js';
import { BlossomSearch } from './blossom-search.js';
import type { IntegerWeights } from './integer-weights.js';
import { startingDuals } from './starting-duals.js';

/** Starts from the duals of the assignment problem; one search joins each two vertices that are still exposed. */
export function perfectMatching(weights: IntegerWeights): BlossomForest {
  const start = startingDuals(weights);
  const forest = new BlossomForest(weights.nodes, start.duals, start.mates);
  const search = new BlossomSearch(forest, weights.matrix);
  for (let vertex = 0; vertex < weights.nodes; vertex++) {
    if (forest.mates[vertex] === -1) search.matchFrom(vertex);
  }
  const greatest = forest.duals.reduce((most, dual) => Math.max(most, Math.abs(dual)), 0);
  invariant(greatest <= 2 ** 52, 'duals are exact whole numbers', { greatest });
  return forest;
}
