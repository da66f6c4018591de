/**
 * Which chance decides an answer. The numbers are uniform whatever the two consistencies are, so that they
 * change how answers hang together and never how often an essay wins.
 */
import { byCodePoint } from '../cj/code-point-order.js';
import type { ComparisonRequest } from './judge.js';
import type { ComparingTraits } from './profile.js';

/**
 * A uniform number in [0, 1): how favourably this asking falls out for the smaller id of the pair.
 *
 * - Both orders share the pair's number with probability `orderConsistency`, else each order has its own.
 * - The first asking of an order takes the order's number; a repeat takes it again with probability
 *   `consistency`, else one of its own.
 *
 * With p the chance that A wins, first asking and repeat agree with probability c + (1 − c)(p² + (1 − p)²). So
 * repeats are not independent, and standard errors that take them so are too small.
 */
export function impression(
  { essayA, essayB, attempt, draw, pairDraw }: ComparisonRequest,
  { consistency, orderConsistency }: Pick<ComparingTraits, 'consistency' | 'orderConsistency'>,
): number {
  if (consistency === 0 && orderConsistency === 0) return draw('impression');
  if (attempt > 1 && draw('fresh-impression') >= consistency) return draw('impression');
  if (pairDraw('orders-agree') < orderConsistency) return pairDraw('impression');
  return pairDraw(
    byCodePoint(essayA.id, essayB.id) < 0 ? 'impression-smaller-first' : 'impression-greater-first',
  );
}
