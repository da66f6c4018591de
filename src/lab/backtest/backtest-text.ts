/** A back-test in plain words. */
import { PLAIN } from '../../report/style.js';
import { type Column, table } from '../../report/table.js';
import { counted, percent } from '../../report/words-of.js';
import { digits } from '../sweep/format-number.js';
import { wrappedLines } from '../wrapped-lines.js';
import type { Backtest, BacktestStatistic, Prediction } from './backtest.js';
import { FEWEST_DECISIONS, isFarOut } from './verdict.js';

interface StatisticWords {
  readonly name: string;
  readonly meaning: string;
  readonly text: (value: number) => string;
}

const WORDS: Readonly<Record<BacktestStatistic, StatisticWords>> = {
  ssr: {
    name: 'SSR',
    meaning: 'scale separation reliability, the share of the variance of scores that is no error (at most 1)',
    text: digits,
  },
  split_half_correlation: {
    name: 'split-half',
    meaning: 'correlation of the scores from two random halves of these decisions (-1 to 1)',
    text: digits,
  },
  misfit_share: {
    name: 'misfits',
    meaning: 'share of items with an infit above 1.3, whose answers are noisier than the scores explain',
    text: percent,
  },
};

/** `columns`: what a line may fill. */
export function backtestText(found: Backtest, columns = 120): string {
  const { fitted, simulated, simulations, predictions, notes } = found;
  return [
    wrappedLines(
      `Fitted on ${counted(fitted, 'decision')} (${fitWords(found)}). The other half (${counted(simulated, 'decision')}) ` +
        `was simulated ${simulations} times on its own pairs.${notes.map((note) => ` ${note}.`).join('')}`,
      columns,
    ),
    table(predictions, COLUMNS, PLAIN, columns),
    wrappedLines(
      [
        ...Object.values(WORDS).map(({ name, meaning }) => `${name}: ${meaning}.`),
        'real: of the half that was not fitted. 90 % predicted: from the 5 % to the 95 % point of the simulations.',
      ].join('\n'),
      columns,
    ),
    `${wrappedLines(verdictWords(found), columns)}\n`,
  ].join('\n\n');
}

const COLUMNS: readonly Column<Prediction>[] = [
  { head: 'statistic', cell: ({ statistic }) => WORDS[statistic].name },
  { head: 'real', right: true, cell: ({ statistic, real }) => valueText(statistic, real) },
  {
    head: '90 % predicted',
    right: true,
    cell: ({ statistic, low, high }) =>
      Number.isFinite(low) ? `${valueText(statistic, low)} to ${valueText(statistic, high)}` : '–',
  },
  { head: 'median', right: true, cell: ({ statistic, median }) => valueText(statistic, median) },
  { head: 'inside', cell: ({ inside }) => (inside === null ? '–' : inside ? 'yes' : 'NO') },
];

function valueText(statistic: BacktestStatistic, value: number | null): string {
  return value === null || !Number.isFinite(value) ? '–' : WORDS[statistic].text(value);
}

function fitWords({ priorSd, positionEffect, order }: Backtest): string {
  const sd = `SD of abilities ${digits(priorSd)} logits`;
  return positionEffect === 0
    ? `${sd}, without a position effect`
    : `${sd}, position effect ${digits(positionEffect)} logits for the item ${order} first`;
}

function verdictWords({ verdict, fitted, simulated, predictions }: Backtest): string {
  const available = predictions.filter(({ inside }) => inside !== null).length;
  const outside = predictions.filter(({ inside }) => inside === false).length;
  const far = predictions.filter(({ p }) => isFarOut(p, predictions)).length;
  switch (verdict) {
    case 'too_few':
      return `No verdict: ${counted(fitted + simulated, 'decision')} ${fitted + simulated === 1 ? 'is' : 'are'} too few, at least ${FEWEST_DECISIONS} are needed. Intervals from so few hold almost any session.`;
    case 'not_measured':
      return 'No verdict: the session is too small or too one-sided for SSR and for split-half correlation.';
    case 'predicted': {
      const whole =
        available < predictions.length
          ? `the ${available} of ${predictions.length} real values that there are lie inside their intervals`
          : 'every real value lies inside its interval';
      return outside === 0
        ? `The simulation predicts this session: ${whole}.`
        : `The simulation predicts this session: ${outside} of ${counted(available, 'real value')} ${outside === 1 ? 'lies' : 'lie'} outside, no farther than chance explains (each does so in one session in ten).`;
    }
    case 'not_predicted':
      return `${far} of ${counted(available, 'real value')} ${far === 1 ? 'lies' : 'lie'} farther outside than chance explains: the session has something that a Bradley-Terry judge does not (at most one session in ten looks so by chance alone).`;
  }
}
