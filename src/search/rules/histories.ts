/** What pairing reads from rows, and who is shown first, on drawn batches. */

import { byCodePoint } from '../../cj/code-point-order.js';
import { positionalFairness } from '../../cj/pairing/fairness.js';
import { orientWave } from '../../cj/pairing/orientation.js';
import { pairNumber } from '../../cj/pairing/pair-number.js';
import { placesById } from '../../cj/pairing/places-by-id.js';
import { orientationStrategy } from '../../cj/pairing/strategies.js';
import { type Broken, broken } from '../../sim/invariants/invariant.js';
import { expectedFirst, type ShownPair } from '../../sim/specification/expected-orientation.js';
import {
  allPairs,
  answeredPartners,
  comparisonsOf,
  isAnswered,
  isFailed,
  rowsOfPair,
} from '../../sim/specification/expected-waves.js';
import { type DrawnBatch, drawnBatch } from './drawn-rows.js';
import { type Rolls, times } from './rolls.js';

const CLOSE = 1e-12;

export function checkHistory(rolls: Rolls): Broken | null {
  const batch = drawnBatch(rolls, rolls.whole(0, 6));
  const { ids, rows, history } = batch;
  const skew = (id: string) =>
    rows.filter(({ a }) => a === id).length - rows.filter(({ b }) => b === id).length;
  const told = ids.map((_, i) => [
    history.comparisonCounts[i],
    history.answeredPartners[i],
    history.skews[i],
  ]);
  const expected = ids.map((id) => [comparisonsOf(rows, id), answeredPartners(ids, rows, id), skew(id)]);
  if (JSON.stringify(told) !== JSON.stringify(expected))
    return broken('the counts of essays', { told, expected, rows });
  for (const [i, x] of ids.entries()) {
    for (const [j, y] of ids.entries()) {
      if (i === j) continue;
      const own = rowsOfPair(rows, x, y);
      const shown = own.filter(({ a }) => a === x).length;
      const is = [
        history.isAsked(i, j),
        history.isAnswered(i, j),
        history.isFailed(i, j),
        history.timesAsked(i, j),
        history.timesShown(i, j),
        history.wasFirstLast(i, j),
      ];
      const wanted = [
        own.length > 0,
        isAnswered(rows, x, y),
        isFailed(rows, x, y),
        own.length,
        shown,
        own.at(-1)?.a === x,
      ];
      if (is.join() !== wanted.join()) return broken('what is known of a pair', { x, y, is, wanted, own });
    }
  }
  return checkAsked(batch) ?? checkFairness(batch, rolls);
}

function checkAsked(batch: DrawnBatch): Broken | null {
  const { ids, rows, history } = batch;
  const first = rows.map(({ a, b }) => (a < b ? `${a} ${b}` : `${b} ${a}`));
  const asked = [...new Set(first)].filter((pair) =>
    pair.split(' ').every((id) => ids.some((own) => own === id)),
  );
  const visited: string[] = [];
  history.eachAskedPair((i, j) =>
    visited.push([ids[i] ?? '', ids[j] ?? ''].sort((x, y) => (x < y ? -1 : 1)).join(' ')),
  );
  if (
    visited.join() !== asked.join() ||
    history.askedPairCount !== asked.length ||
    history.rowCount !== rows.length
  )
    return broken('the asked pairs', { visited, asked });
  const byId = placesById(ids)
    .map((place) => ids[place])
    .join();
  const sorted = [...ids].sort((x, y) => (x < y ? -1 : 1)).join();
  if (byId !== sorted) return broken('the order of ids', { byId, sorted });
  const number = pairNumber(ids, (a, b) => a - b);
  if (
    allPairs(ids).some(
      ([x, y]) =>
        number(placeOf(batch, x), placeOf(batch, y)) !== number(placeOf(batch, y), placeOf(batch, x)),
    )
  )
    return broken('the number of a pair depends on its order', { ids });
  return null;
}

function placeOf({ ids }: DrawnBatch, id: string): number {
  return (ids as readonly string[]).indexOf(id);
}

function checkFairness({ ids, rows, history }: DrawnBatch, rolls: Rolls): Broken | null {
  const anchors = new Set(ids.filter(() => rolls.chance(0.4)) as readonly string[]);
  const skews = ids.map((id) =>
    Math.abs(rows.reduce((sum, { a, b }) => sum + Number(a === id) - Number(b === id), 0)),
  );
  const isAnchor = (id: string) => anchors.has(id);
  const firsts = rows.filter(({ a }) => isAnchor(a)).length;
  const appearances = rows.reduce((sum, { a, b }) => sum + Number(isAnchor(a)) + Number(isAnchor(b)), 0);
  const pairs = allPairs(ids).filter(([x, y]) => rowsOfPair(rows, x, y).length > 0);
  const both = pairs.filter(([x, y]) => new Set(rowsOfPair(rows, x, y).map(({ a }) => a)).size === 2).length;
  const expected = [
    ids.length === 0 ? 0 : skews.reduce((sum, skew) => sum + skew, 0) / ids.length,
    Math.max(0, ...skews),
    appearances === 0 ? null : firsts / appearances,
    rows.length === 0 ? null : firsts / rows.length,
    pairs.length === 0 ? null : both / pairs.length,
  ];
  const fair = positionalFairness(history, (place) => anchors.has(ids[place] ?? ''));
  const told = [
    fair.meanAbsSkew,
    fair.maxAbsSkew,
    fair.anchorFirstShare,
    fair.comparisonsWithAnchorFirstShare,
    fair.bothOrientationsShare,
  ];
  const isSame = told.every((value, i) => {
    const other = expected[i] ?? null;
    return value === other || Math.abs((value ?? 9) - (other ?? -9)) < CLOSE;
  });
  return isSame ? null : broken('the fairness of a batch', { told, expected, rows });
}

/** Each pair of a wave in its turn; where the rows decide nothing, chance does, or the rule by its name. */
export function checkOrientation(rolls: Rolls): Broken | null {
  const batch = drawnBatch(rolls, rolls.whole(2, 6));
  const { ids, rows, history } = batch;
  const mode = rolls.pick(['coverage', 'coverage', 'resampling'] as const);
  const rule = rolls.pick([
    'fair_complement',
    'fair_complement',
    'fair_complement',
    'random',
    'anchor_first',
    'id_order',
  ] as const);
  const anchors = new Set(ids.filter(() => rolls.chance(0.4)));
  const chances = times(ids.length, () => times(ids.length, () => rolls.pick([0.2, 0.4999, 0.5, 0.9])));
  const chance = (x: number, y: number) => chances[x]?.[y] ?? 0;
  const pairs = rolls
    .shuffled(allPairs(ids))
    .slice(0, rolls.whole(0, 6))
    .map(([x, y]) => ({ a: placeOf(batch, x), b: placeOf(batch, y) }));
  const found = orientWave(pairs, orientationStrategy(rule), {
    mode,
    ids,
    history,
    isAnchor: (place) => anchors.has(ids[place] as (typeof ids)[number]),
    chance,
  });
  const shown: ShownPair[] = rows.map(({ a, b }) => ({ a, b }));
  const before = shown.length;
  for (const [k, { a, b }] of pairs.entries()) {
    const [x, y] = [ids[a] as (typeof ids)[number], ids[b] as (typeof ids)[number]];
    const byChance = chance(a, b) < 0.5 ? x : y;
    const isMixed = anchors.has(x) !== anchors.has(y);
    // A complement looks at the rows alone, skews at this wave's pairs too.
    const complement = mode === 'resampling' ? complementOf(x, y, shown.slice(0, before)) : null;
    const fair = complement ?? expectedFirst(x, y, 'coverage', shown);
    const first = {
      random: byChance,
      anchor_first: isMixed ? (anchors.has(x) ? x : y) : a < b ? x : y,
      id_order: fair ?? (byCodePoint(x, y) < 0 ? x : y),
      fair_complement: fair ?? byChance,
    }[rule];
    const told = found[k];
    if (
      told === undefined ||
      ids[told.a] !== first ||
      (ids[told.b] !== x && ids[told.b] !== y) ||
      told.a === told.b
    )
      return broken(`${first} must be shown first`, { x, y, rule, mode, told, rows });
    shown.push({ a: first, b: first === x ? y : x });
  }
  return null;
}

function complementOf(x: string, y: string, rows: readonly ShownPair[]): string | null {
  const hasX = rows.some(({ a, b }) => a === x && b === y);
  const hasY = rows.some(({ a, b }) => a === y && b === x);
  return hasX === hasY ? null : hasX ? y : x;
}
