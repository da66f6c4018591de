/**
 * Standard errors with covariances (`se=full`): the diagonal of the pseudo-inverse of the information matrix,
 * whose rows add up to 0 in each connected part. With G the inverse without one item, bordered by zeros, the
 * pseudo-inverse of a part of m items is (I − J/m)·G·(I − J/m). The published example gives
 * .3821 .3067 .3057 .5316.
 */
import { Cholesky } from '../../cj/scoring/cholesky.js';
import type { ComparisonNet } from '../../cj/scoring/comparison-net.js';
import { connectedParts } from '../../cj/scoring/connected-parts.js';
import { fisherInformation } from '../../cj/scoring/fisher-information.js';

/** Logits by place; Infinity for an item without information. O(n³) in the items of a part. */
export function fullStandardErrors(net: ComparisonNet, theta: Float64Array): Float64Array {
  const parts = connectedParts(net.essays.length, net.low, net.high);
  const { weight } = fisherInformation(net, theta);
  const errors = new Float64Array(theta.length).fill(Number.POSITIVE_INFINITY);
  const members = new Map<number, number[]>();
  parts.forEach((part, item) => {
    members.set(part, [...(members.get(part) ?? []), item]);
  });
  for (const nodes of members.values()) {
    if (nodes.length < 2) continue;
    const variances = variancesOfPart(nodes, net, weight);
    nodes.forEach((node, k) => {
      errors[node] = Math.sqrt(variances?.[k] ?? Number.POSITIVE_INFINITY);
    });
  }
  return errors;
}

function variancesOfPart(
  nodes: readonly number[],
  net: ComparisonNet,
  weight: Float64Array,
): Float64Array | null {
  const count = nodes.length;
  const size = count - 1;
  const place = new Map(nodes.map((node, k) => [node, k - 1]));
  const matrix = new Float64Array(size * size);
  for (let e = 0; e < weight.length; e++) {
    const i = place.get(net.low[e]!);
    const j = place.get(net.high[e]!);
    if (i === undefined || j === undefined) continue;
    if (i >= 0) matrix[i * size + i]! += weight[e]!;
    if (j >= 0) matrix[j * size + j]! += weight[e]!;
    if (i < 0 || j < 0) continue;
    matrix[i * size + j]! -= weight[e]!;
    matrix[j * size + i]! -= weight[e]!;
  }
  const factor = Cholesky.factorise(matrix, size);
  if (!factor) return null;
  const rowSums = new Float64Array(size).fill(1);
  factor.solve(rowSums);
  const total = rowSums.reduce((sum, value) => sum + value, 0);
  const variances = new Float64Array(count);
  variances.set(factor.inverseDiagonal(), 1);
  for (let k = 0; k < count; k++) {
    const rowSum = k === 0 ? 0 : rowSums[k - 1]!;
    variances[k]! += total / (count * count) - (2 * rowSum) / count;
  }
  return variances;
}
