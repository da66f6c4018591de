/**
 * The next wave of a batch, of a given kind: pair selection, orientation and the budget's cut, as the policy
 * and the settings say (03). Everything comes from the comparison rows; nothing is written here.
 */
import type { Draw, KeyPart } from '../draw.js';
import type { PlannedPair } from '../pair-plan.js';
import type { Settings } from '../settings.js';
import type { EssayId, PairMode } from '../words.js';
import { mostAnsweredPartners, mostCompared } from './leave-out.js';
import { listOrderWave, shuffledList, storedList } from './list-order-wave.js';
import type { LeaveOutRule } from './matched-wave.js';
import type { OrderedPair } from './ordered-pair.js';
import { type OrientationRule, orientWave } from './orientation.js';
import type { PairHistory, PairRow } from './pair-history.js';
import { type PairNumber, pairNumber } from './pair-number.js';
import { answeredPairs, askedPairs, type ResamplingCandidates, resamplingWave } from './resampling-wave.js';
import { retryWave } from './retry-wave.js';
import { orientationStrategy, pairStrategy } from './strategies.js';
import { wavesAhead } from './waves-ahead.js';

/** The parts in which policies differ. */
export interface WaveRules {
  /** New pairs, in the order in which they are oriented; cut to the limit. */
  readonly newPairs: NewPairs;
  readonly matchingLeaveOut: LeaveOutRule;
  readonly orientation: (settings: Settings) => OrientationRule;
  readonly resamplingCandidates: ResamplingCandidates;
  /** What of the history the budget has paid for. */
  readonly paidComparisons: (history: PairHistory) => number;
  /** The part of every key that names the wave; a constant repeats the draws (defect `reseeded-wave`). */
  readonly waveKey: (wave: KeyPart) => KeyPart;
}

export interface WaveNet {
  /** The net in stored order. */
  readonly ids: readonly EssayId[];
  readonly isAnchor: (place: number) => boolean;
  /** Logits; null before the first fit. */
  readonly scores: readonly (number | null)[];
}

/** Everything that a plan comes from. */
export interface PlannedWaveInput {
  readonly net: WaveNet;
  readonly history: PairHistory;
  /** Comparisons that the batch may submit in all. */
  readonly cap: number;
  /** Label of the batch and number of the wave that is planned: the keys of its draws. */
  readonly label: string;
  readonly wave: KeyPart;
  readonly settings: Settings;
  readonly draw: Draw;
}

type NewPairs = (rules: WaveRules, context: PlannedWaveInput, limit: number) => readonly OrderedPair[];

/** Pairs for one wave of the given kind; empty when nothing can be asked. */
export function planWave(
  rules: WaveRules,
  mode: PairMode,
  context: PlannedWaveInput,
): readonly PlannedPair[] {
  return namedPairs(context.net, orientedWave(rules, mode, context));
}

/** All waves of new pairs that the budget allows, as one (`provider_batch_api`). */
export function planAllWaves(
  rules: WaveRules,
  context: PlannedWaveInput,
  rows: Iterable<PairRow>,
): readonly PlannedPair[] {
  const { ids } = context.net;
  const waves = wavesAhead({
    ids,
    rows,
    remainingBudget: limitOf(rules, context),
    planWave: (history, _remaining, wave) =>
      orientedWave(rules, 'coverage', { ...context, history, wave: `${context.wave}.${wave}` }),
  });
  return namedPairs(context.net, waves.flat());
}

function orientedWave(rules: WaveRules, mode: PairMode, context: PlannedWaveInput): readonly OrderedPair[] {
  const limit = limitOf(rules, context);
  if (context.net.ids.length < 2 || limit <= 0) return [];
  if (mode === 'retry') return retryPairs(context, limit);
  const selected =
    mode === 'resampling' ? resampledPairs(rules, context, limit) : rules.newPairs(rules, context, limit);
  const { history, net } = context;
  const { ids, isAnchor } = net;
  const chance: PairNumber = (x, y) => context.draw('orientation', ...pairKey(rules, context, x, y));
  return orientWave(selected, rules.orientation(context.settings), { mode, ids, history, isAnchor, chance });
}

function limitOf(rules: WaveRules, { cap, history }: PlannedWaveInput): number {
  return Math.max(0, cap - rules.paidComparisons(history));
}

function retryPairs({ net, history, settings }: PlannedWaveInput, limit: number): readonly OrderedPair[] {
  return retryWave({
    ids: net.ids,
    history,
    enabled: settings.ENABLE_FAILED_COMPARISON_RETRY,
    maxRetryAttempts: settings.MAX_RETRY_ATTEMPTS,
    batchSize: settings.RETRY_BATCH_SIZE,
    remainingBudget: limit,
  });
}

function resampledPairs(rules: WaveRules, context: PlannedWaveInput, limit: number): readonly OrderedPair[] {
  const { net, history } = context;
  return resamplingWave({
    ids: net.ids,
    history,
    candidates: rules.resamplingCandidates,
    tieBreak: pairField('resampling-tie', rules, context),
    remainingBudget: limit,
  });
}

/** By the strategy in the settings: a matching, as many pairs as the net can have at once. */
const matchedPairs: NewPairs = (rules, context, limit) =>
  matched(rules, context, limit, pairField('matching', rules, context));

function matched(
  rules: WaveRules,
  { net, history, settings }: PlannedWaveInput,
  limit: number,
  chance: PairNumber,
): ReturnType<NewPairs> {
  const strategy = pairStrategy(settings.PAIR_MATCHING_STRATEGY);
  return strategy({
    ids: net.ids,
    asked: history,
    scores: net.scores,
    weights: {
      count: settings.PAIR_MATCHING_WEIGHT_COUNT,
      proximity: settings.PAIR_MATCHING_WEIGHT_PROXIMITY,
    },
    chance,
    leaveOut: rules.matchingLeaveOut,
    remainingBudget: limit,
  }).pairs;
}

/**
 * `current`: where the essay that rests takes the last unasked pairs with it (possible once pairs are given
 * up), nobody rests, so that a wave is empty only when no new pair is left.
 */
const matchedPairsOfAll: NewPairs = (rules, context, limit) => {
  const chance = pairField('matching', rules, context);
  const pairs = matched(rules, context, limit, chance);
  return pairs.length > 0
    ? pairs
    : matched({ ...rules, matchingLeaveOut: () => null }, context, limit, chance);
};

/** The policies of 2025: at most `COMPARISONS_PER_STABILITY_CHECK_ITERATION` pairs in the order of the list. */
const pairsInStoredOrder: NewPairs = (_rules, { net, history, settings }, limit) =>
  listOrderWave(
    storedList(net.ids),
    history,
    Math.min(limit, settings.COMPARISONS_PER_STABILITY_CHECK_ITERATION),
  );

const pairsInShuffledOrder: NewPairs = (rules, context, limit) => {
  const { net, history, settings, draw } = context;
  const list = shuffledList(net.ids, (id) => draw('shuffle', context.label, rules.waveKey(context.wave), id));
  return listOrderWave(list, history, Math.min(limit, settings.COMPARISONS_PER_STABILITY_CHECK_ITERATION));
};

export const CURRENT_WAVE_RULES: WaveRules = {
  newPairs: matchedPairsOfAll,
  matchingLeaveOut: mostAnsweredPartners,
  orientation: (settings) => orientationStrategy(settings.PAIR_ORIENTATION_STRATEGY),
  resamplingCandidates: answeredPairs,
  paidComparisons: (history) => history.rowCount,
  waveKey: (wave) => wave,
};

export const SERVICE_WAVE_RULES: WaveRules = {
  ...CURRENT_WAVE_RULES,
  newPairs: matchedPairs,
  matchingLeaveOut: mostCompared,
  resamplingCandidates: askedPairs,
};

/** `service-2025-11-27`: who is shown first is drawn. */
export const SHUFFLED_LIST_WAVE_RULES: WaveRules = {
  ...SERVICE_WAVE_RULES,
  newPairs: pairsInShuffledOrder,
  orientation: () => orientationStrategy('random'),
};

/** `service-2025-11-16`: the essay earlier in the list is shown first, and pairs asked twice are paid once. */
export const LIST_WAVE_RULES: WaveRules = {
  ...SERVICE_WAVE_RULES,
  newPairs: pairsInStoredOrder,
  orientation: () => () => ({ xFirst: true, branch: 'list_order' }),
  paidComparisons: (history) => history.askedPairCount,
};

/**
 * One number for each pair of the net, from one keyed field a wave. It is opened with the first number that is wanted:
 * a decision that finds no pair to ask may be taken again, for the same wave.
 */
function pairField(
  purpose: string,
  rules: WaveRules,
  { net, draw, label, wave }: PlannedWaveInput,
): PairNumber {
  let numbers: PairNumber | undefined;
  return (a, b) => {
    numbers ??= pairNumber(net.ids, draw.field(purpose, label, rules.waveKey(wave)));
    return numbers(a, b);
  };
}

function pairKey(
  rules: WaveRules,
  { net, label, wave }: PlannedWaveInput,
  x: number,
  y: number,
): readonly KeyPart[] {
  return [label, rules.waveKey(wave), net.ids[x] ?? x, net.ids[y] ?? y];
}

function namedPairs({ ids }: WaveNet, pairs: readonly OrderedPair[]): readonly PlannedPair[] {
  return pairs.map(({ a, b }) => ({ essayA: ids[a] as EssayId, essayB: ids[b] as EssayId }));
}
