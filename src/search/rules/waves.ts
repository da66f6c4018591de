/** Waves of drawn batches: of new pairs by every strategy, of answered pairs again, and of failed ones. */
import { coverageOfRows } from '../../cj/continuation/coverage-of-rows.js';
import { mostAnsweredPartners } from '../../cj/pairing/leave-out.js';
import type { MatchedWave } from '../../cj/pairing/matched-wave.js';
import { pairNumber } from '../../cj/pairing/pair-number.js';
import { answeredPairs, resamplingWave } from '../../cj/pairing/resampling-wave.js';
import { retryWave } from '../../cj/pairing/retry-wave.js';
import { pairStrategy } from '../../cj/pairing/strategies.js';
import { type Broken, broken } from '../../sim/invariants/invariant.js';
import { bestMatching } from '../../sim/specification/expected-matching.js';
import {
  allPairs,
  coverageWeight,
  determinantGain,
  expectedResampling,
  expectedResting,
  expectedRetries,
  informationAt,
  isAnswered,
  isFailed,
  type NamedPair,
  rowsOfPair,
} from '../../sim/specification/expected-waves.js';
import { type DrawnBatch, drawnBatch } from './drawn-rows.js';
import { type Rolls, times } from './rolls.js';

const CLOSE = 1e-7;
const STRATEGIES = ['optimal_graph', 'random', 'adaptive', 'd_optimal'] as const;
/** Ties are broken by less than this. */
const JITTER = { optimal_graph: 0.001, random: 1, adaptive: 1e-9, d_optimal: 1e-9 };

interface Wish {
  readonly strategy: (typeof STRATEGIES)[number];
  readonly weights: { readonly count: number; readonly proximity: number };
  readonly budget: number | null;
  /** A number for two essays, or null: no chance. */
  readonly chance: ((x: string, y: string) => number) | null;
}

export function checkNewPairs(rolls: Rolls): Broken | null {
  const batch = drawnBatch(rolls, rolls.whole(0, 9));
  const numbers = times(batch.ids.length, () => times(batch.ids.length, () => rolls.next()));
  const place = (id: string) => (batch.ids as readonly string[]).indexOf(id);
  const strategy = rolls.pick([...STRATEGIES, 'optimal_graph', 'adaptive'] as const);
  const wish: Wish = {
    strategy,
    weights: { count: rolls.pick([1, 1, 0, 3]), proximity: rolls.pick([0.5, 0.5, 0, 2]) },
    budget: rolls.pick([null, null, 0, 1, 2]),
    chance:
      strategy === 'random' || rolls.chance(0.5)
        ? (x, y) => numbers[Math.min(place(x), place(y))]?.[Math.max(place(x), place(y))] ?? 0
        : null,
  };
  const { chance } = wish;
  const waveFor = (remainingBudget: number | null) =>
    pairStrategy(strategy)({
      ids: batch.ids,
      asked: batch.history,
      scores: batch.scores,
      weights: wish.weights,
      chance: chance === null ? null : (i, j) => chance(batch.ids[i] ?? '', batch.ids[j] ?? ''),
      leaveOut: mostAnsweredPartners,
      remainingBudget,
    });
  const wave = waveFor(wish.budget);
  const problem = checkPairs(batch, wave) ?? checkCut(wave, waveFor(null), wish);
  if (problem !== null) return problem;
  const isGreedy = strategy === 'adaptive' || strategy === 'd_optimal';
  return isGreedy ? checkGreedy(batch, wave, wish) : checkBest(batch, wave, wish);
}

function namesOf(
  { ids }: DrawnBatch,
  pairs: readonly { readonly a: number; readonly b: number }[],
): readonly NamedPair[] {
  return pairs.map(({ a, b }): NamedPair => [ids[a] ?? '', ids[b] ?? '']);
}

/** Nobody twice, no pair that was asked, the smaller id first. */
function checkPairs(batch: DrawnBatch, wave: MatchedWave): Broken | null {
  const pairs = namesOf(batch, wave.pairs);
  const everybody = pairs.flat();
  if (new Set(everybody).size < everybody.length) return broken('an essay is twice in a wave', { pairs });
  const wrong = pairs.find(([x, y]) => !(x < y) || rowsOfPair(batch.rows, x, y).length > 0);
  return wrong === undefined ? null : broken('a pair that is not new', { wrong, rows: batch.rows });
}

/** The budget leaves the first pairs of the wave without it. */
function checkCut(wave: MatchedWave, whole: MatchedWave, { budget, strategy }: Wish): Broken | null {
  const expected = whole.pairs.slice(0, budget ?? whole.pairs.length);
  if (JSON.stringify(wave.pairs) !== JSON.stringify(expected))
    return broken('the budget cuts another wave', { budget, wave, whole, strategy });
  const isSorted = whole.pairs.every(
    ({ weight }, i) => i === 0 || weight <= (whole.pairs[i - 1]?.weight ?? 0) || strategy === 'd_optimal',
  );
  const total = whole.pairs.reduce((sum, { weight }) => sum + weight, 0);
  return isSorted && whole.pairs.length === whole.matchingSize && Math.abs(total - whole.totalWeight) < CLOSE
    ? null
    : broken('a wave is not in the order of its weights', { whole });
}

function weightOf(
  batch: DrawnBatch,
  { strategy, weights, chance }: Wish,
  pair: NamedPair,
  known: readonly NamedPair[],
): number {
  const jitter = chance === null ? 0 : JITTER[strategy] * chance(...pair);
  const distance = batch.distance(...pair);
  if (strategy === 'random') return jitter;
  if (strategy === 'optimal_graph') return coverageWeight(batch.rows, pair, distance, weights) + jitter;
  if (strategy === 'adaptive') return informationAt(distance) + jitter;
  return determinantGain(batch.ids, known, pair, batch.distance) + jitter;
}

function checkBest(batch: DrawnBatch, wave: MatchedWave, wish: Wish): Broken | null {
  const resting = wish.strategy === 'random' ? null : expectedResting(batch.ids, batch.rows);
  const leftOut = wave.leftOut === null ? null : batch.ids[wave.leftOut];
  if (leftOut !== resting) return broken(`${leftOut} rests and not ${resting}`, { rows: batch.rows });
  const nodes = batch.ids.filter((id) => id !== resting);
  const best = bestMatching(nodes.length, (i, j) => {
    const pair: NamedPair = [nodes[i] ?? '', nodes[j] ?? ''];
    return rowsOfPair(batch.rows, ...pair).length > 0 ? null : weightOf(batch, wish, pair, []);
  });
  const isBest = wave.matchingSize === best.pairs && Math.abs(wave.totalWeight - best.weight) < CLOSE;
  if (!isBest) return broken('a better wave exists', { best, wave, strategy: wish.strategy });
  return checkWeights(batch, wave, wish);
}

function checkWeights(batch: DrawnBatch, wave: MatchedWave, wish: Wish): Broken | null {
  const wrong = namesOf(batch, wave.pairs).findIndex(
    (pair, i) => Math.abs(weightOf(batch, wish, pair, []) - (wave.pairs[i]?.weight ?? Number.NaN)) > CLOSE,
  );
  return wrong < 0
    ? null
    : broken('a pair weighs another', { pair: wave.pairs[wrong], strategy: wish.strategy });
}

/** Each pair is the best of those that are left when it is chosen, and none is left at the end. */
function checkGreedy(batch: DrawnBatch, wave: MatchedWave, wish: Wish): Broken | null {
  const fresh = allPairs(batch.ids).filter(([x, y]) => rowsOfPair(batch.rows, x, y).length === 0);
  const known = allPairs(batch.ids).filter(([x, y]) => rowsOfPair(batch.rows, x, y).length > 0);
  const chosen = namesOf(batch, wave.pairs);
  const leftAfter = (count: number) =>
    fresh.filter((pair) => !chosen.slice(0, count).some((other) => other.some((id) => pair.includes(id))));
  for (const [k, pair] of chosen.entries()) {
    const before = [...known, ...chosen.slice(0, k)];
    const own = weightOf(batch, wish, pair, before);
    const best = Math.max(...leftAfter(k).map((other) => weightOf(batch, wish, other, before)));
    const told = wave.pairs[k]?.weight ?? Number.NaN;
    if (!(own >= best - 1e-12 * (1 + Math.abs(best)) - (wish.strategy === 'd_optimal' ? CLOSE / 1000 : 0)))
      return broken('a pair is not the best one left', { pair, own, best, strategy: wish.strategy });
    if (!(Math.abs(own - told) < CLOSE / 100)) return broken('a pair weighs another', { pair, own, told });
  }
  const isWhole = wish.budget !== null || leftAfter(chosen.length).length === 0;
  return wave.leftOut === null && isWhole ? null : broken('a pair is left out', { wave });
}

export function checkAskedAgain(rolls: Rolls): Broken | null {
  const batch = drawnBatch(rolls, rolls.whole(1, 7));
  const { ids, rows, history } = batch;
  const budget = rolls.pick([null, 0, 1, 3, 8]);
  const isTied = rolls.chance(0.5);
  const salt = rolls.whole(0, 1e6);
  const tieBreak = isTied ? () => 0 : pairNumber(ids, (a, b) => ((a ^ (b * 31) ^ salt) >>> 0) / 2 ** 32);
  const place = (id: string) => (ids as readonly string[]).indexOf(id);
  const found = namesOf(
    batch,
    resamplingWave({ ids, history, candidates: answeredPairs, tieBreak, remainingBudget: budget }),
  );
  const expected = expectedResampling(ids, rows, budget ?? 1e9, (x, y) => tieBreak(place(x), place(y)));
  if (JSON.stringify(found) !== JSON.stringify(expected))
    return broken('a resampling wave', { found, expected, budget, rows });
  const enabled = rolls.chance(0.8);
  const maxRetryAttempts = rolls.whole(0, 3);
  const batchSize = rolls.pick([1, 2, 50]);
  const retried = namesOf(
    batch,
    retryWave({ ids, history, enabled, maxRetryAttempts, batchSize, remainingBudget: budget }),
  );
  const attempts = enabled ? 1 + maxRetryAttempts : 1;
  const wanted = enabled ? expectedRetries(ids, rows, attempts, Math.min(batchSize, budget ?? 1e9)) : [];
  if (JSON.stringify(retried) !== JSON.stringify(wanted))
    return broken('a retry wave', { retried, wanted, rows });
  return checkCoverage(batch, attempts);
}

function checkCoverage({ ids, rows }: DrawnBatch, attempts: number): Broken | null {
  const pairs = allPairs(ids);
  const failed = pairs.filter(([x, y]) => isFailed(rows, x, y));
  const expected = JSON.stringify({
    maxPossible: pairs.length,
    successful: pairs.filter(([x, y]) => isAnswered(rows, x, y)).length,
    givenUp: failed.filter(([x, y]) => rowsOfPair(rows, x, y).length >= attempts).length,
    waitingRetry: failed.filter(([x, y]) => rowsOfPair(rows, x, y).length < attempts).length,
  });
  const counted = JSON.stringify(
    coverageOfRows(
      ids,
      rows.map(({ a, b, winner }) => [a, b, winner] as const),
      attempts,
    ),
  );
  return counted === expected ? null : broken('the coverage of a net', { counted, expected, rows });
}
