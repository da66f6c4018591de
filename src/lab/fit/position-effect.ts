/** The position effect η: logits in favour of the item shown first, in P(first wins) = 1/(1 + e^−(θ₁ − θ₂ + η)). */
import type { ComparisonNet } from '../../cj/scoring/comparison-net.js';
import type { MapFit } from '../../cj/scoring/map-fit.js';
import type { ComparisonTable } from './comparison-table.js';
import { positionFit } from './position-fit.js';

export interface PositionEffect {
  /** Comparisons whose order is known. */
  readonly n: number;
  /** Share won by the item shown first. */
  readonly firstWins: number;
  /** Logits. null where the item shown first won all or none: the likelihood then rises without end. */
  readonly eta: number | null;
  readonly se: number | null;
}

/** Why there is no estimate, as a clause; null where there is one. */
export function oneSidedWords(
  { n, firstWins, eta }: PositionEffect,
  order: ComparisonTable['order'] = 'shown',
): string | null {
  if (eta !== null) return null;
  const won = firstWins === 1 ? 'every comparison' : 'no comparison';
  return `the item ${order} first won ${won} (${Math.round(firstWins * n)} of ${n})`;
}

/** null where no row says who was shown first. `map`: the fit without the effect. */
export function positionEffect(
  table: ComparisonTable,
  net: ComparisonNet,
  map: MapFit,
): PositionEffect | null {
  const rows = table.decisions.flatMap(({ winner, loser, winnerFirst }) => {
    if (winnerFirst === null) return [];
    return [
      { first: winnerFirst ? winner : loser, second: winnerFirst ? loser : winner, firstWon: winnerFirst },
    ];
  });
  if (rows.length === 0) return null;
  const won = rows.reduce((sum, { firstWon }) => sum + Number(firstWon), 0);
  const counts = { n: rows.length, firstWins: won / rows.length };
  if (won === 0 || won === rows.length) return { ...counts, eta: null, se: null };
  return { ...counts, ...positionFit(rows, net, map) };
}
