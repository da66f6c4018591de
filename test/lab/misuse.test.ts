/** What a program without types may give the calls of the lab: one sentence, before anything runs. */
import { expect, test } from 'vitest';
import {
  advise,
  analyseSweep,
  backtest,
  comparisonTable,
  fit,
  readComparisons,
  type SweepResult,
  study,
  sweep,
} from '../../src/index.js';

const TABLE = comparisonTable([
  { winner: 'a', loser: 'b' },
  { winner: 'b', loser: 'c' },
  { winner: 'c', loser: 'a' },
]);
const TARGET = { name: 'true-correlation', value: 0.5 };
const ADVISE = { essays: 6, judge: 'bt', target: TARGET, workers: 1 };

/** With other values than its types allow. */
const loose = (call: unknown) => call as (...args: unknown[]) => unknown;

test.each<[says: string, call: () => unknown]>([
  ['target must be', () => loose(advise)({ ...ADVISE, target: 'true-correlation=0.5' })],
  ['target.name must be', () => loose(advise)({ ...ADVISE, target: { ...TARGET, name: 'truecorr' } })],
  ['target.value must be', () => loose(advise)({ ...ADVISE, target: { ...TARGET, value: 2 } })],
  ['assurance must be', () => loose(advise)({ ...ADVISE, assurance: 80 })],
  ['searchRuns must be', () => loose(advise)({ ...ADVISE, searchRuns: 0 })],
  ['judge must be', () => loose(advise)({ ...ADVISE, judge: { compare: () => null } })],
  ['replicates must be', () => loose(sweep)('small-nets', { replicates: 0 })],
  ['replicates must be', () => loose(sweep)('small-nets', { replicates: Number.NaN })],
  ['workers must be', () => loose(sweep)('small-nets', { workers: '2' })],
  ['did you mean replicates?', () => loose(sweep)('small-nets', { replicate: 3 })],
  ['precision', () => loose(sweep)('small-nets', { precision: 5 })],
  [
    'precision.halfwidth must be',
    () =>
      loose(sweep)('small-nets', {
        precision: { outcome: 'ssr', halfwidth: -1, of: 'mean', lookAhead: 5, most: 40 },
      }),
  ],
  [
    'precision.most must be at most 1000000',
    () =>
      loose(sweep)('small-nets', {
        precision: { outcome: 'ssr', halfwidth: 0.1, of: 'mean', lookAhead: 5, most: 1e12 },
      }),
  ],
  ['signal must be the signal of', () => loose(sweep)('small-nets', { signal: 'stop' })],
  ['signal must be the signal of', () => loose(advise)({ ...ADVISE, signal: 'stop' })],
  ['shard.part must be from 1 to of', () => loose(sweep)('small-nets', { shard: { part: 4, of: 3 } })],
  ['scenario is missing', () => loose(study)({})],
  [
    'nothing for request.max_comparisons',
    () => loose(study)({ scenario: 'lower5', space: { 'request.max_comparisons': null } }),
  ],
  [
    'nothing for request.max_comparisons',
    () =>
      loose(study)({ scenario: 'lower5', space: { 'request.max_comparisons': { from: 1, to: Infinity } } }),
  ],
  [
    'nothing for request.max_comparisons',
    () =>
      loose(study)({
        scenario: 'lower5',
        space: { 'request.max_comparisons': { from: 1.2, to: 1.8, whole: true } },
      }),
  ],
  ['nonsense is neither', () => loose(study)({ scenario: 'lower5', space: { 'nonsense.key': [1, 2] } })],
  ['runs must be', () => loose(study)({ scenario: 'lower5', space: { seed: [1] }, runs: 0 })],
  ['estimators must', () => fit(TABLE, { estimators: [] })],
  ['estimators[0] must be', () => loose(fit)(TABLE, { estimators: ['bttm'] })],
  ['priorSd must be at least 0.1, not -1.', () => loose(fit)(TABLE, { priorSd: -1 })],
  ['priorSd must be at least 0.1, not 1e-300.', () => loose(fit)(TABLE, { priorSd: 1e-300 })],
  ['priorSd must be at most 20, not 21.', () => loose(fit)(TABLE, { priorSd: 21 })],
  ['se must be', () => loose(fit)(TABLE, { se: 'ful' })],
  ['design must be', () => loose(fit)(TABLE, { design: 'fix' })],
  ['readComparisons() takes the path', () => loose(readComparisons)(undefined)],
  ['readComparisons() takes the path', () => loose(readComparisons)('')],
  ['missing.csv does not exist.', () => loose(readComparisons)('missing.csv')],
  ['missing.csv\0 is no path.', () => loose(readComparisons)('missing.csv\0')],
  ['fit() takes a table of comparisons', () => loose(fit)([{ winner: 'a', loser: 'b' }])],
  ['backtest() takes a table of comparisons', () => loose(backtest)({ table: TABLE })],
  ['simulations must be', () => loose(backtest)(TABLE, { simulations: 0 })],
  ['Row 1 has no loser', () => loose(comparisonTable)([{ winner: 'a' }])],
  ['analyseSweep takes the result of sweep()', () => loose(analyseSweep)({ arms: [] }, ['ssr'])],
  [
    'decisions[0] names no two of the 1 items',
    () => loose(fit)({ items: ['a'], judges: [], decisions: [{ winner: 0, loser: 5 }] }),
  ],
  ['did you mean spearman?', () => loose(analyseSweep)({} as SweepResult, ['spermann'])],
])('%s', async (says, call) => {
  await expect((async () => call())()).rejects.toThrow(
    expect.objectContaining({ name: 'UserError', message: expect.stringContaining(says) }),
  );
});

test('what a study hands out does not change it', async () => {
  const search = study({ scenario: 'lower5', space: { 'request.max_comparisons': [20, 40] }, workers: 1 });
  const point = search.ask();
  const was = { ...point };
  search.tell(point, 1);
  Object.assign(point, { 'request.max_comparisons': 999 });
  Object.assign(search.best() ?? {}, { value: 7 });
  (search.told() as unknown[]).push('x');
  expect(search.best()).toEqual({ point: was, value: 1 });
  expect(search.told()).toHaveLength(1);
  expect(() => loose(search.tell)(null, 1)).toThrow(
    'A study was told of a point that is none of its space: null.',
  );
  await search.close();
});

test('what is no experiment stands in an experiment', async () => {
  await expect(loose(sweep)(3)).rejects.toMatchObject({ where: 'the experiment' });
});
