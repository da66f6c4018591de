/**
 * Does the simulation say what a real session does? Abilities are fitted on a random half of the session's
 * decisions, the other half is simulated many times on its own pairs, and the real statistics of that half are put
 * beside the simulated ones. Each simulation draws abilities from the posterior of the fit, which carries what the first half
 * does not know; abilities straight from a fit would be too widely spread.
 */
import * as z from 'zod';
import { UserError } from '../../cj/errors.js';
import { fitMap } from '../../cj/scoring/map-fit.js';
import { winChance } from '../../cj/scoring/win-chance.js';
import { checkOptions, wholeNumber } from '../../input/check-options.js';
import { createDraw } from '../../sim/randomness.js';
import { fitBtm } from '../fit/btm.js';
import {
  type ComparisonTable,
  checkTable,
  type Decision,
  netOf,
  partialNets,
  tableOfSome,
} from '../fit/comparison-table.js';
import { misfits } from '../fit/misfit.js';
import { oneSidedWords, positionEffect } from '../fit/position-effect.js';
import { reliability } from '../fit/reliability.js';
import { firstHalf, halvesCorrelation } from '../fit/split-half.js';
import { meanOf } from '../statistics/mean-interval.js';
import { type PosteriorDraw, posteriorDraws } from './posterior-draws.js';
import { type BacktestVerdict, verdictOf } from './verdict.js';

const BACKTEST_STATISTICS = ['ssr', 'split_half_correlation', 'misfit_share'] as const;
export type BacktestStatistic = (typeof BACKTEST_STATISTICS)[number];

export interface Prediction {
  /** `misfit_share`: of the items, those with an infit above 1.3. */
  readonly statistic: BacktestStatistic;
  /** Of the half that was not fitted; null where it cannot be computed. */
  readonly real: number | null;
  /** 5 % point of the simulations. */
  readonly low: number;
  /** Their median. */
  readonly median: number;
  /** Their 95 % point. */
  readonly high: number;
  /** Whether `real` lies from `low` to `high`; null where it cannot be computed. */
  readonly inside: boolean | null;
  /** Share of simulations below the real value; null as above. */
  readonly below: number | null;
  /** How often a session of the model lies as far out, to either side: a Monte Carlo p-value; null as above. */
  readonly p: number | null;
}

export interface Backtest {
  readonly fitted: number;
  readonly simulated: number;
  readonly simulations: number;
  /** Of the abilities (logits): the mean of its posterior. */
  readonly priorSd: number;
  /** Logits; 0 where it cannot be estimated or the table does not say who was shown first. */
  readonly positionEffect: number;
  /** Of which item the effect is: the one shown first or, in a table that does not say who was, the one listed first. */
  readonly order: 'shown' | 'listed';
  /** What the reader must know about the fit. */
  readonly notes: readonly string[];
  readonly predictions: readonly Prediction[];
  readonly verdict: BacktestVerdict;
}

export interface BacktestOptions {
  /** Of the division and the simulations; default '1'. */
  readonly seed?: string;
  /** Default 200. */
  readonly simulations?: number;
  /** What errors call the table: its file. */
  readonly source?: string;
}

/** How often the hidden half is simulated. */
export const SIMULATIONS = { least: 20, most: 10_000 } as const;

const OPTIONS = {
  seed: z.string().optional(),
  simulations: wholeNumber(SIMULATIONS).optional(),
  source: z.string().optional(),
};

/** An infit above this counts as misfit. */
const MISFIT_ABOVE = 1.3;

/**
 * Half of the decisions is fitted, and the other half predicted. Throws a UserError for a table with too few items, and for
 * an option that is wrong.
 */
export function backtest(table: ComparisonTable, options: BacktestOptions = {}): Backtest {
  checkTable('backtest()', table);
  checkOptions('backtest()', OPTIONS, options);
  const { seed = '1', simulations = 200, source } = options;
  refuseFewItems(table, source);
  const draw = createDraw(seed);
  const half = draw.field('backtest-half');
  const isFitted = firstHalf(table.decisions.length, (k) => half(k, 0));
  const known = tableOfSome(table, (k) => isFitted[k] === 1);
  const hidden = tableOfSome(table, (k) => isFitted[k] !== 1);
  const net = netOf(known);
  const start = fitMap(net);
  const position = positionEffect(known, net, start);
  const eta = position?.eta ?? 0;
  const oneSided = position === null ? null : oneSidedWords(position, table.order);
  const division = draw.field('backtest-division');
  const isFirst = firstHalf(hidden.decisions.length, (k) => division(k, 0));
  const real = statisticsOf(hidden, isFirst);
  const answers = draw.field('backtest-answer');
  const drawn = posteriorDraws(known, {
    start,
    position: { eta, se: position?.se ?? 0 },
    draws: simulations,
    draw,
  });
  const simulated = drawn.map((posterior, run) => {
    const decisions = hidden.decisions.map((decision, k) => answered(decision, posterior, answers(run, k)));
    return statisticsOf({ ...hidden, decisions }, isFirst);
  });
  const predictions = BACKTEST_STATISTICS.map((statistic) =>
    prediction(
      statistic,
      real[statistic],
      simulated.map((values) => values[statistic]).filter((value) => value !== null),
    ),
  );
  return {
    fitted: known.decisions.length,
    simulated: hidden.decisions.length,
    simulations,
    priorSd: meanOf(drawn.map((posterior) => posterior.priorSd)),
    positionEffect: eta,
    order: table.order ?? 'shown',
    notes:
      oneSided === null
        ? []
        : [`The position effect cannot be estimated and is taken as 0: in the fitted half ${oneSided}`],
    predictions,
    verdict: verdictOf(table.decisions.length, predictions),
  };
}

/** Two items have one difference: no scale whose spread or order could be predicted. */
const FEWEST_ITEMS = 3;

function refuseFewItems({ items }: ComparisonTable, source: string | undefined): void {
  if (items.length >= FEWEST_ITEMS) return;
  throw new UserError({
    code: 'too_few_items',
    message: `The session compares ${items.length} items only; a back-test needs at least ${FEWEST_ITEMS}, and some hundred decisions.`,
    ...(source === undefined ? {} : { where: source }),
  });
}

/** The same pair, asked in the same order, answered by chance. */
function answered(
  { winner, loser, judge, winnerFirst }: Decision,
  { abilities, eta }: PosteriorDraw,
  u: number,
): Decision {
  const [first, second] = winnerFirst === false ? [loser, winner] : [winner, loser];
  const lead = (abilities[first] ?? 0) - (abilities[second] ?? 0) + (winnerFirst === null ? 0 : eta);
  const firstWins = u < winChance(lead);
  return {
    winner: firstWins ? first : second,
    loser: firstWins ? second : first,
    judge,
    winnerFirst: winnerFirst === null ? null : firstWins,
  };
}

type Statistics = Readonly<Record<BacktestStatistic, number | null>>;

function statisticsOf(table: ComparisonTable, isFirst: Uint8Array): Statistics {
  const net = netOf(table);
  const { theta, se, converged } = fitBtm(net);
  if (!converged) return { ssr: null, split_half_correlation: null, misfit_share: null };
  const compared = misfits(table, theta).items.filter(({ n }) => n > 0);
  return {
    ssr: reliability(theta, se).ssr,
    split_half_correlation: halvesCorrelation(partialNets(table), theta, isFirst),
    misfit_share:
      compared.length === 0
        ? null
        : compared.filter(({ infit }) => (infit ?? 0) > MISFIT_ABOVE).length / compared.length,
  };
}

function prediction(
  statistic: BacktestStatistic,
  real: number | null,
  values: readonly number[],
): Prediction {
  const sorted = [...values].sort((a, b) => a - b);
  const count = sorted.length;
  // Of n simulations and the real value each is equally likely to be the k-th: k/(n + 1) lie at or below the k-th.
  const tail = Math.max(1, Math.round(0.05 * (count + 1)));
  const at = (place: number): number => sorted[place - 1] ?? Number.NaN;
  const [low, median, high] = [at(tail), at(Math.ceil(count / 2)), at(count + 1 - tail)];
  if (real === null || count === 0)
    return { statistic, real, low, median, high, inside: null, below: null, p: null };
  const below = sorted.filter((value) => value < real).length;
  const above = sorted.filter((value) => value > real).length;
  const farthest = 1 + Math.min(count - below, count - above);
  return {
    statistic,
    real,
    low,
    median,
    high,
    inside: low <= real && real <= high,
    below: below / count,
    p: Math.min(1, (2 * farthest) / (count + 1)),
  };
}
