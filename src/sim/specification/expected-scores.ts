/**
 * What 04 says of scores and standard errors once more, from the comparison rows alone: not how they are found but
 * what they satisfy. Small nets only, by plain elimination.
 */
import exp from '@stdlib/math-base-special-exp';
import { informationMatrix, SE_CAP } from './expected-errors.js';
import { inverted, type Matrix } from './plain-algebra.js';

export interface JudgedPair {
  readonly a: string;
  readonly b: string;
  readonly winner: 'essay_a' | 'essay_b';
  /** How often, default once. */
  readonly times?: number;
}

/** The regularisation of the service (04). */
const ALPHA = 0.01;

/** How far the scores are from the fixed point of 04: the greatest inflow less outflow of any essay. */
export function scoreResidual(
  ids: readonly string[],
  pairs: readonly JudgedPair[],
  scores: readonly number[],
): number {
  const place = new Map(ids.map((id, index) => [id, index]));
  const strengths = scores.map((score) => exp(score));
  const mean = strengths.reduce((sum, strength) => sum + strength, 0) / ids.length;
  const pi = strengths.map((strength) => strength / mean);
  const flow = pi.map((strength) => ALPHA * ids.length * (1 - strength));
  for (const { a, b, winner, times = 1 } of pairs) {
    const won = place.get(winner === 'essay_a' ? a : b) ?? 0;
    const lost = place.get(winner === 'essay_a' ? b : a) ?? 0;
    const share = (times * (pi[lost] ?? 0)) / ((pi[won] ?? 0) + (pi[lost] ?? 0));
    flow[won] = (flow[won] ?? 0) + share;
    flow[lost] = (flow[lost] ?? 0) - share;
  }
  return Math.max(...flow.map((value) => Math.abs(value)));
}

/**
 * The standard errors of 04, or null for an essay of which plain elimination cannot be sure: one in a part of the net
 * without the reference, or with next to no information.
 */
export function expectedErrors(
  ids: readonly string[],
  pairs: readonly JudgedPair[],
  scores: readonly number[],
  reference: number,
): readonly (number | null)[] {
  const compared = pairs.map(({ a, b }) => ({ i: ids.indexOf(a), j: ids.indexOf(b), times: 1 }));
  const information = informationMatrix(scores, compared);
  const part = partOf(information, reference);
  const others = [...part].filter((index) => index !== reference);
  const inverse = inverted(others.map((i) => others.map((j) => information[i]?.[j] ?? 0)));
  return ids.map((id, index) => {
    if (index === reference) return 0;
    if (!pairs.some(({ a, b }) => a === id || b === id)) return SE_CAP;
    const at = others.indexOf(index);
    const variance = inverse?.[at]?.[at];
    return variance === undefined ? null : Math.min(SE_CAP, Math.sqrt(variance));
  });
}

/** Everything that information joins to an essay. */
function partOf(information: Matrix, from: number): ReadonlySet<number> {
  const part = new Set([from]);
  for (const index of part) {
    information[index]?.forEach((value, other) => {
      if (value !== 0) part.add(other);
    });
  }
  return part;
}
