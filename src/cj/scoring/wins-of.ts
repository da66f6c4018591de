/** How often each item of a net has won. */
import type { ComparisonNet } from './comparison-net.js';

export function winsOf(net: ComparisonNet): Float64Array {
  const wins = new Float64Array(net.essays.length);
  for (let e = 0; e < net.low.length; e++) {
    wins[net.low[e]!]! += net.lowWins[e]!;
    wins[net.high[e]!]! += net.highWins[e]!;
  }
  return wins;
}
