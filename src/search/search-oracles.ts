/** What a search checks beside the promises of every step: after the end of a case, between cases and between worlds. */
import { byCodePoint } from '../cj/code-point-order.js';
import { INVARIANTS, WORLD_INVARIANTS } from '../sim/invariants/invariants.js';
import type { Oracle } from './found.js';
import { SAMPLED_RULES } from './rules/sampled-rules.js';

export interface SearchOracle {
  /** As violations name it. */
  readonly name: string;
  /** What kind of promise it is. */
  readonly oracle: Oracle;
  /** What it promises, in one sentence. */
  readonly promise: string;
}

const RULES = [...new Set(SAMPLED_RULES.map(({ name }) => name))].sort(byCodePoint);

export const SEARCH_ORACLES: readonly SearchOracle[] = [
  {
    name: 'same-case-same-digest',
    oracle: 'invariant',
    promise: 'A case that is run twice, the second time in another worker, has one digest',
  },
  {
    name: 'chance-is-fair',
    oracle: 'invariant',
    promise:
      'Over all cases the pairs of first waves show the smaller id first as often as the greater (p < 1e-12)',
  },
  {
    name: 'same-meaning-same-grades',
    oracle: 'metamorphic',
    promise:
      'An anchor resolves to the same grades by an id as text or as number and by a storage id of row or metadata, and one of a grade outside the scale changes nothing',
  },
  {
    name: 'related-worlds-agree',
    oracle: 'metamorphic',
    promise:
      'Renamed and reordered essays have the same ranks and grades, a larger budget never buys fewer comparisons, and another batch in the world changes no answer',
  },
  {
    name: 'rules-as-specified',
    oracle: 'specification',
    promise: 'Under current the decision on drawn rows is what the executable specification says',
  },
  {
    name: 'RULE-as-specified',
    oracle: 'specification',
    promise: `A rule gives on drawn values what brute force, a proof or its plain specification says; RULE is one of ${RULES.join(', ')}`,
  },
];

/** What other worlds or many cases show together. */
const OF_OTHER_WORLDS = ['same-case-same-digest', 'chance-is-fair', 'related-worlds-agree'];

/** Whether the world of one case, run again with its sampled rules, can break it. */
export function isSeenInACase(rule: string): boolean {
  return !OF_OTHER_WORLDS.includes(rule);
}

/** Whether a case shows it on values that are drawn beside its world, which keeps its promises. */
export function isOfDrawnValues(rule: string): boolean {
  return isSeenInACase(rule) && !isSeenInAWorld(rule);
}

/** Whether a world can break it as it runs or when it has ended: no drawn values, and no other world. */
export function isSeenInAWorld(rule: string): boolean {
  const ofWorlds = [...INVARIANTS, ...WORLD_INVARIANTS].map(({ name }) => name);
  return rule === 'same-meaning-same-grades' || ofWorlds.includes(rule);
}
