/**
 * A session without a workflow around it: waves of pairs by one of the pairing strategies, answered at given abilities
 * by a Bradley-Terry judge, with the service's scores after each wave. Pairing sees what it would see in a batch.
 */
import type { Draw } from '../../cj/draw.js';
import { mostAnsweredPartners } from '../../cj/pairing/leave-out.js';
import type { OrderedPair } from '../../cj/pairing/ordered-pair.js';
import { PairHistory } from '../../cj/pairing/pair-history.js';
import { type PairNumber, pairNumber } from '../../cj/pairing/pair-number.js';
import { answeredPairs, resamplingWave } from '../../cj/pairing/resampling-wave.js';
import { pairStrategy } from '../../cj/pairing/strategies.js';
import { fitBradleyTerry } from '../../cj/scoring/bradley-terry.js';
import type { ComparisonNet } from '../../cj/scoring/comparison-net.js';
import { winChance } from '../../cj/scoring/win-chance.js';
import { DEFAULT_SETTINGS, type Settings } from '../../cj/settings.js';
import type { EssayId } from '../../cj/words.js';

export const PAIRING_NAMES = [
  'random',
  'optimal_graph',
  'adaptive',
  'd_optimal',
] as const satisfies readonly Settings['PAIR_MATCHING_STRATEGY'][];
export type PairingName = (typeof PAIRING_NAMES)[number];

const WEIGHTS = {
  count: DEFAULT_SETTINGS.PAIR_MATCHING_WEIGHT_COUNT,
  proximity: DEFAULT_SETTINGS.PAIR_MATCHING_WEIGHT_PROXIMITY,
};

export interface WavesPlan {
  /** Logits, an item each. */
  readonly abilities: ArrayLike<number>;
  readonly comparisons: number;
  readonly strategy: PairingName;
  readonly draw: Draw;
}

/** Fewer comparisons only where nothing can be asked (fewer than two items). */
export function simulateWaves({ abilities, comparisons, strategy, draw }: WavesPlan): ComparisonNet {
  const ids = Array.from(abilities, (_, i) => `item-${String(i).padStart(5, '0')}` as EssayId);
  const history = new PairHistory(ids);
  const wins = new Wins(ids);
  const answer = draw.field('answer');
  let scores = new Float64Array(ids.length);
  for (let wave = 1; history.rowCount < comparisons; wave++) {
    const left = comparisons - history.rowCount;
    const pairs = nextPairs({ ids, history, scores: [...scores], left }, strategy, (purpose) =>
      pairNumber(ids, draw.field(purpose, wave)),
    );
    if (pairs.length === 0) break;
    for (const { a, b } of pairs) {
      const aWins = answer(history.rowCount, 0) < winChance((abilities[a] ?? 0) - (abilities[b] ?? 0));
      history.record(ids[a] ?? '', ids[b] ?? '', aWins ? 'essay_a' : 'essay_b');
      wins.add(aWins ? a : b, aWins ? b : a);
    }
    const fit = fitBradleyTerry(wins.net(), scores);
    if (fit.kind === 'fitted') scores = new Float64Array(fit.scores);
  }
  return wins.net();
}

/** Wins counted by place: a net of many waves without going through its rows again. */
class Wins {
  readonly #ids: readonly EssayId[];
  readonly #indexOf: ReadonlyMap<string, number>;
  readonly #over: Float64Array;
  readonly #countOf: Float64Array;
  #total = 0;

  constructor(ids: readonly EssayId[]) {
    this.#ids = ids;
    this.#indexOf = new Map<string, number>(ids.map((id, place) => [id, place]));
    this.#over = new Float64Array(ids.length * ids.length);
    this.#countOf = new Float64Array(ids.length);
  }

  add(winner: number, loser: number): void {
    this.#over[winner * this.#ids.length + loser]! += 1;
    this.#countOf[winner]! += 1;
    this.#countOf[loser]! += 1;
    this.#total += 1;
  }

  net(): ComparisonNet {
    const size = this.#ids.length;
    const pairs: { low: number[]; high: number[]; lowWins: number[]; highWins: number[] } = {
      low: [],
      high: [],
      lowWins: [],
      highWins: [],
    };
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        const [won, lost] = [this.#over[i * size + j]!, this.#over[j * size + i]!];
        if (won + lost === 0) continue;
        pairs.low.push(i);
        pairs.high.push(j);
        pairs.lowWins.push(won);
        pairs.highWins.push(lost);
      }
    }
    return {
      essays: this.#ids,
      indexOf: this.#indexOf,
      comparisonCount: this.#total,
      countOf: this.#countOf.slice(),
      low: Int32Array.from(pairs.low),
      high: Int32Array.from(pairs.high),
      lowWins: Float64Array.from(pairs.lowWins),
      highWins: Float64Array.from(pairs.highWins),
    };
  }
}

interface SessionSoFar {
  readonly ids: readonly EssayId[];
  readonly history: PairHistory;
  readonly scores: readonly number[];
  readonly left: number;
}

/** New pairs while there are any, then pairs again. Who is shown first does not matter to this judge. */
function nextPairs(
  { ids, history, scores, left }: SessionSoFar,
  strategy: PairingName,
  chanceOf: (purpose: string) => PairNumber,
): readonly OrderedPair[] {
  const { pairs } = pairStrategy(strategy)({
    ids,
    asked: history,
    scores,
    weights: WEIGHTS,
    chance: chanceOf('matching'),
    leaveOut: mostAnsweredPartners,
    remainingBudget: left,
  });
  if (pairs.length > 0) return pairs;
  return resamplingWave({
    ids,
    history,
    candidates: answeredPairs,
    tieBreak: chanceOf('resampling-tie'),
    remainingBudget: left,
  });
}
