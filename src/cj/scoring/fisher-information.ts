/** What a net of comparisons says about abilities at one point: expected wins and Fisher information. */
import exp from '@stdlib/math-base-special-exp';
import type { ComparisonNet } from './comparison-net.js';

export interface FisherInformation {
  /** Expected wins of each item, Σ N·P. */
  readonly expected: Float64Array;
  /** Information of each item, Σ N·P(1 − P): the diagonal of the information matrix. */
  readonly own: Float64Array;
  /** N·P(1 − P) of each pair of the net: minus the other entries of the matrix. */
  readonly weight: Float64Array;
}

/** `theta` in logits, by place in the net, none beyond ±700. */
export function fisherInformation(net: ComparisonNet, theta: Float64Array): FisherInformation {
  const strength = theta.map((ability) => exp(ability));
  const expected = new Float64Array(theta.length);
  const own = new Float64Array(theta.length);
  const weight = new Float64Array(net.low.length);
  for (let e = 0; e < weight.length; e++) {
    const i = net.low[e]!;
    const j = net.high[e]!;
    const times = net.lowWins[e]! + net.highWins[e]!;
    // The chances of both, as `winChance` has them: an exponential an item costs less than one a pair.
    const share = 1 / (strength[i]! + strength[j]!);
    const winsLow = strength[i]! * share;
    const winsHigh = strength[j]! * share;
    expected[i]! += times * winsLow;
    expected[j]! += times * winsHigh;
    weight[e] = times * winsLow * winsHigh;
    own[i]! += weight[e]!;
    own[j]! += weight[e]!;
  }
  return { expected, own, weight };
}
