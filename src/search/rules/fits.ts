/** Fits of drawn nets: a stationary point of what is maximised, and the standard errors of 04, dense and naive. */
import type { Policy } from '../../cj/policy.js';
import { fitBradleyTerry } from '../../cj/scoring/bradley-terry.js';
import { type ComparisonRow, comparisonNet } from '../../cj/scoring/comparison-net.js';
import { DETERMINANT_ITEMS, fitMap } from '../../cj/scoring/map-fit.js';
import { standardErrors } from '../../cj/scoring/standard-errors.js';
import type { EssayId } from '../../cj/words.js';
import { type Broken, broken } from '../../sim/invariants/invariant.js';
import { pseudoInverseErrors } from '../../sim/specification/expected-errors.js';
import { logEvidence, mapErrors, mapGradient } from '../../sim/specification/expected-map.js';
import { scoreResidual } from '../../sim/specification/expected-scores.js';
import { type DrawnNet, drawnNet, netOf } from './drawn-nets.js';
import { type Rolls, times } from './rolls.js';

const CLOSE = 1e-6;
/** A start that is as good as none, or none. */
const STARTS = ['none', 'zero', 'near', 'far', 'absurd'] as const;

export function checkScoreFit(rolls: Rolls): Broken | null {
  const drawn = drawnNet(rolls, rolls.chance(0.85) ? rolls.whole(1, 9) : rolls.whole(44, 60));
  const net = netOf(drawn);
  const cold = fitBradleyTerry(net);
  if (drawn.pairs.length === 0)
    return cold.kind === 'insufficient_comparisons' ? null : broken('a fit without comparisons', { cold });
  if (cold.kind !== 'fitted') return broken(`the fit ends ${cold.kind}`, { drawn });
  const rows = drawn.wins.map(({ i, j, wins }) => ({
    a: String(drawn.ids[i]),
    b: String(drawn.ids[j]),
    winner: 'essay_a' as const,
    times: wins,
  }));
  const total = rows.reduce((sum, row) => sum + row.times, 0);
  const residual = scoreResidual(drawn.ids, rows, [...cold.scores]);
  if (!(residual < CLOSE * (1 + total / 10)))
    return broken('the scores are no fixed point', { residual, drawn });
  const mean = cold.scores.reduce((sum, score) => sum + score, 0) / cold.scores.length;
  if (!(Math.abs(mean) < CLOSE)) return broken(`the mean score is ${mean}`, { drawn });
  const kind = rolls.pick(STARTS);
  if (kind === 'none') return null;
  const start = Float64Array.from(cold.scores, (score) => {
    if (kind === 'zero') return 0;
    if (kind === 'near') return score + rolls.between(-0.1, 0.1);
    return kind === 'far' ? rolls.between(-40, 40) : rolls.pick([Number.NaN, 1e9, 41, score]);
  });
  const warm = fitBradleyTerry(
    net,
    rolls.chance(0.5) ? start : new Map(drawn.ids.map((id, i) => [id, start[i] ?? 0])),
  );
  if (warm.kind !== 'fitted') return broken(`from a start ${kind} the fit ends ${warm.kind}`, { drawn });
  const apart = warm.scores.reduce(
    (most, score, i) => Math.max(most, Math.abs(score - (cold.scores[i] ?? 0))),
    0,
  );
  return apart < CLOSE / 10 ? null : broken(`a start ${kind} changes the scores`, { apart, drawn });
}

/** Wins as if of a hundred thousand judges along a chain: the farthest that a fit has to climb. */
export function checkSteepFit(rolls: Rolls): Broken | null {
  const size = rolls.pick([8, 30, 52]);
  const wins = rolls.pick([1e4, 1e6]);
  const ids = times(size, (i) => `e${i}` as EssayId);
  const rows = times(size - 1, (i): ComparisonRow => [ids[i] ?? '', ids[i + 1] ?? '', 'essay_a', wins]);
  const fit = fitBradleyTerry(comparisonNet(ids, rows));
  if (fit.kind !== 'fitted') return broken(`the fit of a chain ends ${fit.kind}`, { size, wins });
  const isFalling = fit.scores.every((score, i) => i === 0 || score < (fit.scores[i - 1] ?? 0));
  return isFalling ? null : broken('a chain is not in its order', { scores: [...fit.scores] });
}

export function checkErrors(rolls: Rolls, policy: Policy): Broken | null {
  const size = rolls.whole(1, 7);
  const drawn = drawnNet(rolls, size);
  const spread = rolls.pick([1, 4, 12, 30]);
  const scores = times(size, () => rolls.between(-spread / 2, spread / 2));
  if (rolls.chance(0.3) && size > 1) scores[1] = (scores[0] ?? 0) - rolls.pick([10, 9.99, 10.01]);
  const reference = rolls.whole(0, size - 1);
  const found = standardErrors(netOf(drawn), Float64Array.from(scores), reference, {
    isolatedAtCap: policy.isolatedSeAtCap,
  });
  if (size === 1) return found[0] === 0 ? null : broken('an essay that is alone is uncertain', { found });
  const expected = policy.isolatedSeAtCap ? pseudoInverseErrors(scores, drawn.pairs, reference) : null;
  const wrong = expected?.findIndex((error, i) => !(Math.abs(error - (found[i] ?? Number.NaN)) < 1e-4)) ?? -1;
  if (wrong < 0) return null;
  return broken(`the standard error of essay ${wrong} is ${found[wrong]}`, {
    expected,
    drawn,
    scores,
    reference,
  });
}

export function checkMapFit(rolls: Rolls): Broken | null {
  const isLarge = rolls.chance(0.01);
  const drawn = drawnNet(rolls, isLarge ? DETERMINANT_ITEMS + 1 : rolls.whole(1, 6));
  if (drawn.wins.length === 0) return null;
  const given = rolls.chance(0.5) ? rolls.pick([0.2, 1, 1.5, 8]) : undefined;
  const fit = fitMap(netOf(drawn), given);
  const theta = [...fit.theta];
  const isFrom = fit.priorFrom === (given === undefined ? 'empirical_bayes' : 'given');
  if (!isFrom || (given !== undefined && fit.priorSd !== given))
    return broken('another prior than given', { given });
  const steepest = Math.max(...mapGradient(drawn.wins, theta, fit.priorSd).map((slope) => Math.abs(slope)));
  const total = drawn.wins.reduce((sum, { wins }) => sum + wins, 0);
  if (!(steepest < CLOSE * (1 + total)))
    return broken('the abilities are no maximum', { steepest, drawn, fit });
  const errors = mapErrors(drawn.wins, theta, fit.priorSd);
  const { se } = fit;
  const wrong = errors.findIndex((error, i) => !(Math.abs(error - (se[i] ?? Number.NaN)) < CLOSE));
  if (wrong >= 0) return broken(`the error of item ${wrong} is ${se[wrong]}`, { errors, drawn, fit });
  if (given !== undefined) return null;
  return isLarge ? checkLargePrior(drawn, fit.priorSd) : checkPrior(drawn, fit.priorSd);
}

/** The prior is the likeliest one there is between its bounds. */
function checkPrior({ wins, ids }: DrawnNet, priorSd: number): Broken | null {
  const own = logEvidence(wins, ids.length, priorSd);
  for (const factor of [0.2, 0.9, 0.98, 1.02, 1.1, 5]) {
    const other = Math.min(20, Math.max(0.1, priorSd * factor));
    // At a bound the search ends a hair before it.
    if (Math.abs(other / priorSd - 1) > 1e-3 && logEvidence(wins, ids.length, other) > own + 1e-5)
      return broken(`the prior ${priorSd} is less likely than ${other}`, { wins });
  }
  return priorSd >= 0.1 && priorSd <= 20 ? null : broken(`the prior is ${priorSd}`);
}

/**
 * Of a large net the slope is known from a few probes: the prior is near the likeliest one, within half a unit of log
 * likelihood, which is about its standard error.
 */
function checkLargePrior({ wins, ids }: DrawnNet, priorSd: number): Broken | null {
  const own = logEvidence(wins, ids.length, priorSd);
  for (const factor of [0.7, 1.4]) {
    const other = Math.min(20, Math.max(0.1, priorSd * factor));
    if (logEvidence(wins, ids.length, other) > own + 0.5)
      return broken(`the prior ${priorSd} of a large net is less likely than ${other}`);
  }
  return null;
}
