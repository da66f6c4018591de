import { describe, expect, test } from 'vitest';
import {
  type Backtest,
  type BacktestStatistic,
  backtest,
  type Prediction,
} from '../../../src/lab/backtest/backtest.js';
import { backtestText } from '../../../src/lab/backtest/backtest-text.js';
import { verdictOf } from '../../../src/lab/backtest/verdict.js';
import { comparisonTable } from '../../../src/lab/fit/comparison-rows.js';
import { cellWidth } from '../../../src/report/cell-width.js';
import { simulatedSession } from '../simulated-session.js';

const SESSIONS = 100;

test('on simulated sessions the 90 % intervals hold the real values as often as they say', () => {
  const found = Array.from({ length: SESSIONS }, (_, k) =>
    backtest(simulatedSession({ seed: `session-${k}`, items: 20, comparisons: 400 }).table, {
      simulations: 60,
    }),
  ).flatMap(({ predictions }) => predictions);
  const inside = found.filter((prediction) => prediction.inside).length / found.length;
  // 300 values, three of each session.
  expect(inside).toBeGreaterThanOrEqual(0.85);
  expect(inside).toBeLessThanOrEqual(0.95);
}, 240_000);

test('large sessions, whose intervals are narrow, are predicted without bias', () => {
  const below = Array.from({ length: 4 }, (_, k) =>
    backtest(simulatedSession({ seed: `large-${k}`, items: 210, comparisons: 3000 }).table, {
      simulations: 24,
    }),
  ).flatMap(({ predictions }) => predictions.map((prediction) => prediction.below ?? 0.5));
  const mean = below.reduce((sum, share) => sum + share, 0) / below.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.25);
}, 120_000);

test('what cannot be computed is neither inside nor outside', () => {
  const { table } = simulatedSession({ seed: 'sparse', items: 60, comparisons: 70 });
  const { predictions } = backtest(table, { simulations: 20 });
  expect(predictions.filter(({ real }) => real === null).map(({ inside }) => inside)).not.toContain(false);
});

test('a session whose judge answers against itself is not predicted', () => {
  const { table } = simulatedSession({ seed: 'odd', items: 20, comparisons: 1200 });
  const decisions = table.decisions.map((decision) =>
    decision.winner % 2 === 0 && decision.loser % 3 === 1
      ? { ...decision, winner: decision.loser, loser: decision.winner }
      : decision,
  );
  const found = backtest({ ...table, decisions }, { simulations: 200 });
  expect(found.verdict).toBe('not_predicted');
  expect(backtestText(found, 400)).toContain('the session has something that a Bradley-Terry judge does not');
});

test('too little of a session gives no verdict, and two items no back-test', () => {
  const { table } = simulatedSession({ seed: 'short', items: 8, comparisons: 99 });
  const found = backtest(table, { simulations: 20 });
  expect(found.verdict).toBe('too_few');
  expect(backtestText(found)).toContain('No verdict: 99 decisions are too few, at least 100 are needed.');
  expect(backtestText(found)).not.toContain('predicts this session');
  const { decisions, ...rest } = table;
  const one = backtest({ ...rest, decisions: decisions.slice(0, 2) }, { simulations: 20 });
  expect(backtestText(one)).toMatch(/Fitted on \d decisions? /);
  const two = comparisonTable(Array.from({ length: 200 }, () => ({ winner: 'a', loser: 'b' })));
  expect(() => backtest(two, { source: 'two.csv' })).toThrowError(
    expect.objectContaining({ name: 'UserError', code: 'too_few_items', where: 'two.csv' }),
  );
});

test('without SSR and split-half correlation there is no verdict', () => {
  const [misfit, ssr] = [prediction('misfit_share', true), prediction('ssr', null)];
  expect(verdictOf(400, [ssr, misfit])).toBe('not_measured');
  expect(verdictOf(400, [prediction('ssr', true), misfit])).toBe('predicted');
});

test('the verdict counts the real values that lie outside, and of a bad one those that lie farther than chance', () => {
  const { table } = simulatedSession({ seed: 'words', items: 6, comparisons: 40 });
  const found = backtest(table, { simulations: 20 });
  const [far, near, unknown] = [
    prediction('ssr', false),
    { ...prediction('misfit_share', false), p: 0.08 },
    prediction('split_half_correlation', null),
  ];
  const said = (verdict: typeof found.verdict, ...predictions: Prediction[]) =>
    backtestText({ ...found, verdict, predictions }, 400)
      .trimEnd()
      .split('\n')
      .at(-1);
  expect(said('predicted', near, far, unknown)).toMatch(/: 2 of 2 real values lie outside, no farther/);
  expect(said('predicted', near, prediction('ssr', true))).toMatch(/: 1 of 2 real values lies outside,/);
  expect(said('predicted', prediction('ssr', true), unknown)).toMatch(
    /: the 1 of 2 real values that there are lie/,
  );
  expect(said('not_predicted', near, far, unknown)).toMatch(/^1 of 2 real values lies farther outside/);
  expect(said('not_predicted', far, far)).toMatch(/^2 of 2 real values lie farther outside/);
});

test('of 20 simulations the interval is from the least to the greatest, and p counts those beyond the real value', () => {
  const found = Array.from({ length: 100 }, (_, k) =>
    backtest(simulatedSession({ seed: `few-${k}`, items: 8, comparisons: 120 }).table, { simulations: 20 }),
  ).flatMap(({ predictions }) => predictions.filter(({ statistic }) => statistic === 'ssr'));
  const places = found.map(({ below }) => Math.round(20 * (below ?? Number.NaN)));
  // At the borders of the interval, too.
  expect(places).toEqual(expect.arrayContaining([1, 19]));
  expect(found.map(({ inside }) => inside)).toEqual(places.map((place) => place >= 1 && place <= 19));
  expect(found.map(({ p }) => p)).toEqual(
    places.map((place) => expect.closeTo(Math.min(1, (2 + 2 * Math.min(place, 20 - place)) / 21), 9)),
  );
  for (const { low, median, high } of found) expect(low < median && median < high).toBe(true);
});

function prediction(statistic: BacktestStatistic, inside: boolean | null): Prediction {
  return {
    statistic,
    inside,
    real: null,
    low: 0,
    median: 0,
    high: 1,
    below: null,
    p: inside === null ? null : inside ? 0.5 : 0.001,
  };
}

test('the text fits narrow and wide terminals and explains its names', () => {
  const { table } = simulatedSession({ seed: 'wide', items: 12, comparisons: 240 });
  const found = backtest(table, { simulations: 20 });
  for (const columns of [60, 80, 160]) {
    const text = backtestText(found, columns);
    expect(Math.max(...text.split('\n').map(cellWidth))).toBeLessThanOrEqual(columns);
    expect(text).toMatch(/^statistic +real +90 % predicted +median +inside$/m);
  }
  expect(backtestText(found)).toContain('misfits: share of items with an infit above 1.3');
});

test('a session of the model is called not predicted in one of ten at most, and halves are halves', () => {
  const found = Array.from({ length: 60 }, (_, k) =>
    backtest(simulatedSession({ seed: `model-${k}`, items: 12, comparisons: 121 }).table, {
      simulations: 80,
    }),
  );
  expect(found.every(({ fitted, simulated }) => fitted === 60 && simulated === 61)).toBe(true);
  expect(found.filter(({ verdict }) => verdict === 'not_predicted').length).toBeLessThanOrEqual(10);
  const outside = found.find(
    ({ verdict, predictions }) =>
      verdict === 'predicted' && predictions.some(({ inside }) => inside === false),
  );
  if (outside === undefined) throw new Error('none of 60 sessions has a value outside its interval');
  expect(backtestText(outside, 400)).toContain('outside, no farther than chance explains');
}, 120_000);

test('one session and one seed give the same numbers everywhere', () => {
  const session = { seed: 'pinned', items: 6, comparisons: 120, positionEffect: 0.5 };
  const { predictions, ...found } = backtest(simulatedSession(session).table, { simulations: 20 });
  const near = (value: number) => expect.closeTo(value, 9) as number;
  expect(found).toEqual({
    ...{ fitted: 60, simulated: 60, simulations: 20, order: 'shown', notes: [], verdict: 'predicted' },
    ...{ priorSd: near(1.4138890573222258), positionEffect: near(0.8554441282092743) },
  });
  expect(predictions).toEqual([
    {
      ...{ statistic: 'ssr', real: near(0.7915299320053422), inside: false, below: 1, p: near(2 / 21) },
      ...{ low: near(0.012811526442256582), median: near(0.659128143316184), high: near(0.7560779289916894) },
    },
    {
      ...{ statistic: 'split_half_correlation', real: near(0.8431658430273611), inside: true, below: 0.85 },
      ...{ low: near(0.12042450538018112), median: near(0.6435940945574516), high: near(0.9864315317986698) },
      p: near(8 / 21),
    },
    { statistic: 'misfit_share', real: 0, low: 0, median: 0, high: 0, inside: true, below: 0, p: 1 },
  ]);
});

describe('in words', () => {
  const made: Backtest = {
    ...{ fitted: 60, simulated: 61, simulations: 200, priorSd: 1.25, positionEffect: 0.125, order: 'shown' },
    notes: ['Something is noted'],
    predictions: [
      { statistic: 'ssr', real: 0.8, low: 0.5, median: 0.625, high: 0.75, inside: false, below: 1, p: 0.05 },
      {
        ...{ statistic: 'split_half_correlation', real: null, low: Number.NaN, median: Number.NaN },
        ...{ high: Number.NaN, inside: null, below: null, p: null },
      },
      {
        statistic: 'misfit_share',
        real: 0.25,
        low: 0,
        median: 0.1,
        high: 0.5,
        inside: true,
        below: 0.5,
        p: 1,
      },
    ],
    verdict: 'predicted',
  };
  const said = (changed: Partial<Backtest> = {}, columns = 400) =>
    backtestText({ ...made, ...changed }, columns).split('\n\n');

  test('fit, values, names and verdict stand in this order', () => {
    expect(said().join('\n\n')).toBe(`\
Fitted on 60 decisions (SD of abilities 1.25 logits, position effect 0.125 logits for the item shown first). The other half (61 decisions) was simulated 200 times on its own pairs. Something is noted.

statistic    real  90 % predicted  median  inside
SSR         0.800  0.500 to 0.750   0.625  NO
split-half      –               –       –  –
misfits      25 %     0 % to 50 %    10 %  yes

SSR: scale separation reliability, the share of the variance of scores that is no error (at most 1).
split-half: correlation of the scores from two random halves of these decisions (-1 to 1).
misfits: share of items with an infit above 1.3, whose answers are noisier than the scores explain.
real: of the half that was not fitted. 90 % predicted: from the 5 % to the 95 % point of the simulations.

The simulation predicts this session: 1 of 2 real values lies outside, no farther than chance explains (each does so in one session in ten).
`);
  });

  test('the fit says of whom its position effect is, or that it has none', () => {
    expect(said({ order: 'listed' })[0]).toContain('for the item listed first). The');
    expect(said({ positionEffect: 0, notes: [], fitted: 1, simulated: 1 })[0]).toBe(
      'Fitted on 1 decision (SD of abilities 1.25 logits, without a position effect). The other half (1 decision) was simulated 200 times on its own pairs.',
    );
  });

  test('there is no verdict where there is too little', () => {
    const words = (changed: Partial<Backtest>) => said(changed).at(-1);
    expect(words({ verdict: 'too_few', fitted: 0, simulated: 1 })).toBe(
      'No verdict: 1 decision is too few, at least 100 are needed. Intervals from so few hold almost any session.\n',
    );
    expect(words({ verdict: 'not_measured' })).toBe(
      'No verdict: the session is too small or too one-sided for SSR and for split-half correlation.\n',
    );
    const [, , inside] = made.predictions;
    if (inside === undefined) throw new Error('there are three');
    expect(words({ predictions: [inside] })).toBe(
      'The simulation predicts this session: every real value lies inside its interval.\n',
    );
    expect([verdictOf(99, [inside]), verdictOf(100, [{ ...inside, statistic: 'ssr' }])]).toEqual([
      'too_few',
      'predicted',
    ]);
    // Of one value one session in ten lies so far out, of two one in twenty.
    const ssr = (p: number) => ({ ...inside, statistic: 'ssr' as const, p });
    expect([verdictOf(100, [ssr(0.0999)]), verdictOf(100, [ssr(0.1)])]).toEqual([
      'not_predicted',
      'predicted',
    ]);
    expect([verdictOf(100, [ssr(0.0499), inside]), verdictOf(100, [ssr(0.05), inside])]).toEqual([
      'not_predicted',
      'predicted',
    ]);
  });
});
