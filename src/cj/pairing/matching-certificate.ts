/**
 * The proof that a perfect matching has the greatest weight, checked in whole numbers (Edmonds 1965).
 *
 * With y_i + y_j + Σ z_B ≥ w_ij over the blossoms B that hold i and j, and z ≥ 0, no perfect matching weighs more
 * than Σ y_i + Σ z_B (|B| − 1) / 2. One whose pairs are all tight, and which has (|B| − 1) / 2 pairs in every B with
 * z_B > 0, weighs just that.
 */
import type { BlossomForest } from './blossom-forest.js';
import type { IntegerWeights } from './integer-weights.js';

/** What is wrong with the proof, as sentences; empty when it holds. O(nodes² · depth of blossoms). */
export function certificateProblems(weights: IntegerWeights, forest: BlossomForest): readonly string[] {
  const { nodes, matrix } = weights;
  const { mates, duals } = forest;
  const problems: string[] = [];
  const together = valuesOfCommonBlossoms(forest, problems);
  for (let i = 0; i < nodes; i++) {
    const mate = mates[i]!;
    if (mate < 0 || mate === i || mates[mate] !== i) problems.push(`node ${i} is not matched`);
    if (!Number.isSafeInteger(duals[i]!)) problems.push(`the dual of node ${i} is no exact whole number`);
    for (let j = i + 1; j < nodes; j++) {
      const slack = duals[i]! + duals[j]! + together[i * nodes + j]! - matrix[i * nodes + j]!;
      if (slack < 0) problems.push(`pair ${i}-${j} has the negative slack ${slack}`);
      if (slack !== 0 && mate === j) problems.push(`matched pair ${i}-${j} has the slack ${slack}`);
    }
  }
  return problems;
}

/** Σ z_B for every i < j; blossoms that break the proof's conditions are added to the problems. */
function valuesOfCommonBlossoms(forest: BlossomForest, problems: string[]): Float64Array {
  const together = new Float64Array(forest.size * forest.size);
  for (const blossom of forest.blossoms()) {
    const vertices = forest.vertices(blossom).sort((a, b) => a - b);
    const value = forest.values[blossom]!;
    const members = new Set(vertices);
    const leaving = vertices.filter((v) => !members.has(forest.mates[v]!)).length;
    if (value < 0) problems.push(`blossom ${blossom} has the negative value ${value}`);
    if (vertices.length % 2 === 0) problems.push(`blossom ${blossom} has ${vertices.length} vertices`);
    if (value > 0 && leaving !== 1) problems.push(`${leaving} pairs leave blossom ${blossom}`);
    vertices.forEach((i, place) => {
      for (const j of vertices.slice(place + 1)) together[i * forest.size + j]! += value;
    });
  }
  return together;
}
