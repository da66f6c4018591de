/** The correction of an adaptive SSR against simulated sessions whose truth is known. */
import { describe, expect, test } from 'vitest';
import { sample } from '../../../src/cj/distribution.js';
import { correctedSsr } from '../../../src/lab/fit/adaptive-correction.js';
import { fitBtm } from '../../../src/lab/fit/btm.js';
import { fit } from '../../../src/lab/fit/fit.js';
import { fitJson } from '../../../src/lab/fit/fit-json.js';
import { fitText } from '../../../src/lab/fit/fit-text.js';
import { reliability } from '../../../src/lab/fit/reliability.js';
import { type PairingName, simulateWaves } from '../../../src/lab/fit/simulate-waves.js';
import { correlation } from '../../../src/lab/statistics/correlation.js';
import { createDraw } from '../../../src/sim/randomness.js';
import { simulatedSession } from '../simulated-session.js';

const SIZE = { items: 40, comparisons: 200 };

function session(strategy: PairingName, spread: number, seed: string) {
  const draw = createDraw(seed);
  const shape = Array.from({ length: SIZE.items }, (_, i) =>
    sample({ normal: { mean: 0, sd: 1 } }, draw('ability', i)),
  );
  const abilities = shape.map((value) => spread * value);
  const net = simulateWaves({ abilities, comparisons: SIZE.comparisons, strategy, draw });
  const { theta, se } = fitBtm(net);
  const r = correlation(shape, theta) ?? 0;
  return { net, ssr: reliability(theta, se).ssr ?? 0, truth: r * r };
}

function means(strategy: PairingName, spread: number) {
  const sessions = Array.from({ length: 8 }, (_, k) => session(strategy, spread, `known-${k}`));
  const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const ssr = mean(sessions.map((one) => one.ssr));
  return {
    ssr,
    truth: mean(sessions.map((one) => one.truth)),
    corrected: correctedSsr({ ...SIZE, ssr, strategy, sessions: 16 }),
  };
}

describe.each(['optimal_graph', 'adaptive'] as const)('%s pairing', (strategy) => {
  test('of abilities with SD 1.5 has an SSR that is far too high, and the correction is near the truth', () => {
    const { ssr, truth, corrected } = means(strategy, 1.5);
    expect(ssr - truth).toBeGreaterThan(0.1);
    expect(Math.abs((corrected?.reliability ?? 0) - truth)).toBeLessThan(0.1);
    expect(corrected?.low).toBeLessThanOrEqual(truth);
    expect(corrected?.high).toBeGreaterThanOrEqual(truth);
  });

  test('of coin tosses has an SSR above .75, and the correction says that it may be nothing', () => {
    const { ssr, corrected } = means(strategy, 0);
    expect(ssr).toBeGreaterThan(0.75);
    expect(corrected?.low).toBeLessThan(0.1);
    expect(Math.abs((corrected?.coinSsr ?? 0) - ssr)).toBeLessThan(0.06);
  });
});

test('of few items, whose SSR has a long tail below 0, one that no coin reaches is told from nothing', () => {
  const size = { items: 12, comparisons: 240 };
  const coins = Array.from({ length: 40 }, (_, k) => {
    const plan = { abilities: new Array<number>(12).fill(0), strategy: 'optimal_graph' } as const;
    const { theta, se } = fitBtm(simulateWaves({ ...plan, ...size, draw: createDraw(`coin-${k}`) }));
    return reliability(theta, se).ssr ?? 0;
  });
  expect(Math.max(...coins)).toBeLessThan(0.7);
  expect(correctedSsr({ ...size, ssr: 0.9, strategy: 'optimal_graph' })?.low).toBeGreaterThan(0.7);
});

test('an SSR that no session under the rule shows has no correction', () => {
  const found = correctedSsr({ ...SIZE, ssr: 0.3, strategy: 'optimal_graph', sessions: 8 });
  expect(found).toMatchObject({ observed: 0.3, reliability: Number.NaN, low: Number.NaN, high: Number.NaN });
  const { table } = simulatedSession({ seed: 'random-pairs', items: 60, comparisons: 400 });
  const wrong = fit(table, { design: 'adaptive', estimators: ['btm'] });
  expect(wrong.correctedSsr?.coinSsr).toBeGreaterThan(wrong.correctedSsr?.observed ?? 1);
  expect(fitJson(wrong, 'btm').ssr_corrected).toMatchObject({ reliability: null, low: null, high: null });
  const text = fitText(wrong, undefined, 1000);
  expect(text).toMatch(
    /SSR has no correction by .* sessions of its size show a higher one, whatever the abilities/,
  );
  expect(text).toMatch(
    /SSR 0\.\d+ is none that optimal_graph pairing gives: perhaps another rule chose them/,
  );
});

test('random pairing needs no correction: it changes SSR by little', () => {
  const { ssr, truth, corrected } = means('random', 1.5);
  expect(Math.abs(ssr - truth)).toBeLessThan(0.06);
  expect(Math.abs((corrected?.reliability ?? 0) - ssr)).toBeLessThan(0.06);
});

test('a simulated session asks as many comparisons as it is given, new pairs first', () => {
  const { net } = session('optimal_graph', 1, 'counts');
  expect(net.comparisonCount).toBe(SIZE.comparisons);
  expect(net.low.length).toBe(SIZE.comparisons);
  expect([...net.countOf]).toEqual(new Array(SIZE.items).fill(10));
});

test('fit says the correction for an adaptive design, and only for that', () => {
  const { table } = simulatedSession({ seed: 'said', items: 12, comparisons: 60 });
  const adaptive = fit(table, { design: 'adaptive', estimators: ['btm'] });
  expect(fitText(adaptive)).toMatch(/corrected by a parametric\s+bootstrap of optimal_graph pairing/);
  expect(fitJson(adaptive, 'btm').ssr_corrected).toMatchObject({ pairing: 'optimal_graph' });
  expect(fit(table, { design: 'fixed', estimators: ['btm'] }).correctedSsr).toBeNull();
});

test('what is corrected has own standard errors, as simulated sessions have, whichever are shown', () => {
  const { table } = simulatedSession({ seed: 'said', items: 12, comparisons: 60 });
  const own = fit(table, { design: 'adaptive', estimators: ['btm'] });
  const full = fit(table, { design: 'adaptive', estimators: ['btm'], se: 'full' });
  expect(full.fits.get('btm')?.reliability?.ssr).not.toBe(own.fits.get('btm')?.reliability?.ssr);
  expect(full.correctedSsr).toEqual(own.correctedSsr);
  expect(fitText(full, undefined, 400)).toMatch(/SSR 0\.\d+ with own standard errors, corrected by/);
  expect(fitText(full)).toContain('btm with full standard errors');
  expect(fitText(full)).not.toContain('as sirt prints it');
  expect(fitJson(own, 'btm').standard_errors).toBe('own');
  expect(fitJson(full, 'btm')).toMatchObject({
    standard_errors: 'full',
    ssr_corrected: { standard_errors: 'own', observed: own.fits.get('btm')?.reliability?.ssr },
  });
});
