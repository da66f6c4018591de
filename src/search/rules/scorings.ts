/** Whole fits as a continuation stores them: reference, summary, flags and ranking, of drawn nets small and large. */

import type { ComparisonRow } from '../../cj/scoring/comparison-net.js';
import { qualityFlags } from '../../cj/scoring/quality-flags.js';
import { ranking } from '../../cj/scoring/ranking.js';
import { type BatchScores, scoreBatch, scoresById } from '../../cj/scoring/score-batch.js';
import { greatestId, lastAnchorOrGreatestId, lastEssay } from '../../cj/scoring/se-reference.js';
import { seSummary } from '../../cj/scoring/se-summary.js';
import { SE_CAP, standardErrors } from '../../cj/scoring/standard-errors.js';
import type { EssayId } from '../../cj/words.js';
import { type Broken, broken } from '../../sim/invariants/invariant.js';
import { informationMatrix } from '../../sim/specification/expected-errors.js';
import { solved } from '../../sim/specification/plain-algebra.js';
import { differs } from './differs.js';
import { drawnNet, netOf } from './drawn-nets.js';
import { type Rolls, times } from './rolls.js';

const CLOSE = 1e-6;

export function checkScoring(rolls: Rolls): Broken | null {
  const essays = rolls.shuffled(
    times(rolls.whole(1, 6), (i) => ({ id: `e${(i * 7) % 10}` as EssayId, is_anchor: rolls.chance(0.3) })),
  );
  const listed = rolls.chance(0.2) ? [...essays, essays[0] as (typeof essays)[number]] : essays;
  const rows = times(rolls.whole(0, 12), (): ComparisonRow => {
    const [a, b] = [rolls.pick([...essays, { id: 'gone' }]).id, rolls.pick(essays).id];
    return [a, b, rolls.pick(['essay_a', 'essay_b', 'error', null])];
  });
  const usable = rows.filter(
    ([a, b, winner]) => winner?.startsWith('essay') && a !== b && a !== 'gone' && b !== 'gone',
  );
  const scored = scoreBatch(listed, rows, { seReference: lastAnchorOrGreatestId, isolatedSeAtCap: true });
  if (usable.length === 0 || scored.kind === 'failed') {
    const isRight =
      usable.length === 0 && scored.kind === 'failed' && scored.reason === 'insufficient_comparisons';
    return isRight ? null : broken('a fit without answers', { rows, kind: scored.kind });
  }
  const places = essays.map(({ id }) => id);
  const lastAnchor = essays.findLastIndex(({ is_anchor }) => is_anchor);
  const repeated = listed.length > essays.length && listed[0]?.is_anchor ? 0 : lastAnchor;
  const greatest = places.indexOf([...places].sort((x, y) => (x < y ? 1 : -1))[0] as EssayId);
  const reference = lastAnchor < 0 ? greatest : repeated;
  const problem = differs('the reference of standard errors', { listed }, [
    ['of current', lastAnchorOrGreatestId(listed), reference],
    ['by id', greatestId(listed), greatest],
    ['the last', lastEssay(listed), listed.length > essays.length ? 0 : essays.length - 1],
    ['its own error', scored.standardErrors[reference], 0],
    ['scores by id', [...scoresById(scored)], places.map((id, i) => [id, scored.scores[i]])],
  ]);
  const counts = places.map((id) => usable.filter(([a, b]) => a === id || b === id).length);
  return problem ?? checkSummary(scored, counts, usable.length) ?? checkRanking(places, scored, counts);
}

type Scored = Extract<BatchScores, { readonly kind: 'scored' }>;

function checkSummary(
  { standardErrors: errors, summary, flags }: Scored,
  counts: readonly number[],
  total: number,
): Broken | null {
  const values = [...errors];
  const mean = values.reduce((sum, error) => sum + error, 0) / values.length;
  return differs('the summary of a fit', { values }, [
    ['the mean', Math.abs(summary.mean_se - mean) < CLOSE, true],
    ['the greatest', summary.max_se, Math.max(...values)],
    ['the least', summary.min_se, Math.min(...values)],
    ['items', summary.item_count, values.length],
    ['comparisons', summary.comparison_count, total],
    ['at the cap', summary.items_at_cap, values.filter((error) => error >= 2).length],
    ['isolated', summary.isolated_items, counts.filter((count) => count === 0).length],
    [
      'an item on average',
      Math.abs(summary.mean_comparisons_per_item - (2 * total) / values.length) < CLOSE,
      true,
    ],
    ['an item at least', summary.min_comparisons_per_item, Math.min(...counts)],
    ['an item at most', summary.max_comparisons_per_item, Math.max(...counts)],
    ['inflated', flags.bt_se_inflated, mean > 0.4 || Math.max(...values) > 0.8],
    ['sparse', flags.comparison_coverage_sparse, (2 * total) / values.length < 1],
    ['with isolated items', flags.has_isolated_items, counts.includes(0)],
  ]);
}

/** Highest score first, equal ones by id, those without a score last. */
function checkRanking(ids: readonly EssayId[], fit: Scored, counts: readonly number[]): Broken | null {
  const tied: Scored = { ...fit, scores: fit.scores.map((score) => Math.round(score)) };
  const essays = [...ids, 'z-late', 'a-late'].map((els_essay_id) => ({ els_essay_id }));
  for (const scored of [fit, tied]) {
    const rows = ids.map((id, i) => ({
      id,
      score: scored.scores[i] ?? 0,
      se: fit.standardErrors[i],
      count: counts[i],
    }));
    rows.sort((x, y) => Number(y.score.toFixed(9)) - Number(x.score.toFixed(9)) || (x.id < y.id ? -1 : 1));
    const expected = [
      ...rows,
      ...['a-late', 'z-late'].map((id) => ({ id, score: null, se: null, count: 0 })),
    ];
    const found = ranking(essays, scored).map((row) => [
      row.els_essay_id,
      row.bradley_terry_score,
      row.bradley_terry_se,
      row.comparison_count,
      row.rank,
    ]);
    const wanted = expected.map(({ id, score, se, count }, place) => [id, score, se, count, place + 1]);
    if (JSON.stringify(found) !== JSON.stringify(wanted)) return broken('a ranking', { found, wanted });
  }
  const unscored = ranking(essays, null).every(
    (row) => row.bradley_terry_score === null && row.comparison_count === 0,
  );
  return unscored ? null : broken('a ranking without a fit', {});
}

/** Limits of the flags, at them and beyond; now and then large nets. */
export function checkLargeErrors(rolls: Rolls): Broken | null {
  return checkFlags(rolls) ?? (rolls.chance(0.2) ? checkErrorsByBlocks(rolls) : null);
}

function checkFlags(rolls: Rolls): Broken | null {
  const [mean, max, per, isolated] = [
    rolls.pick([0.4, 0.41]),
    rolls.pick([0.8, 0.81]),
    rolls.pick([1, 0.9]),
    rolls.whole(0, 1),
  ];
  const summary = {
    ...seSummary(netOf(drawnNet(rolls, 2)), new Float64Array(2)),
    mean_se: mean,
    max_se: max,
    mean_comparisons_per_item: per,
    isolated_items: isolated,
  };
  return differs('the flags of a fit', { mean, max, per, isolated }, [
    [
      'all',
      qualityFlags(summary),
      {
        bt_se_inflated: mean > 0.4 || max > 0.8,
        comparison_coverage_sparse: per < 1,
        has_isolated_items: isolated > 0,
      },
    ],
  ]);
}

/** Of a net so large that its information is factorised by blocks. */
function checkErrorsByBlocks(rolls: Rolls): Broken | null {
  const size = rolls.whole(131, 160);
  const pairs = times(size - 1, (i) => ({ i, j: i + 1, times: rolls.whole(10, 40) })).concat(
    times(2 * size, () => ({ i: rolls.whole(0, size - 2), j: size - 1, times: rolls.whole(1, 9) })),
  );
  const wins = pairs.map(({ i, j, times: count }) => ({ i, j, wins: count }));
  const scores = times(size, () => rolls.between(-2, 2));
  const reference = rolls.whole(0, size - 1);
  const ids = times(size, (i) => `e${i}` as EssayId);
  const found = standardErrors(netOf({ ids, pairs, wins }), Float64Array.from(scores), reference, {
    isolatedAtCap: true,
  });
  const information = informationMatrix(scores, pairs);
  const others = times(size, (i) => i).filter((i) => i !== reference);
  const k = rolls.pick(others);
  const column = solved(
    others.map((i) => others.map((j) => information[i]?.[j] ?? 0)),
    others.map((i) => (i === k ? 1 : 0)),
  );
  const expected = Math.min(SE_CAP, Math.sqrt(column?.[others.indexOf(k)] ?? Number.NaN));
  return Math.abs(expected - (found[k] ?? Number.NaN)) < CLOSE && found[reference] === 0
    ? null
    : broken(`the standard error of essay ${k} of ${size}`, { expected, is: found[k] });
}
