/** What the flags of `cjsim sweep` come to, without a sweep. */
import { expect, test } from 'vitest';
import { Arguments } from '../../src/commands/arguments.js';
import { onward, precisionOf, refuseContradictions, shardOf } from '../../src/commands/sweep-flags.js';
import { loadExperiment } from '../../src/lab/sweep/load-experiment.js';

const given = (values: Readonly<Record<string, unknown>>) =>
  new Arguments({ experiment: 'coin-toss', ...values }, ['experiment', 'rest']);
const refused = (values: Readonly<Record<string, unknown>>) => () =>
  refuseContradictions(given(values), 'none');

test.each(['of', 'outcome', 'most-replicates'])('--%s without --until-halfwidth is refused', (flag) => {
  expect(refused({ [flag]: '50' })).toThrow(`--${flag} belongs to --until-halfwidth, which is not given.`);
  expect(refused({ [flag]: '50', 'until-halfwidth': '0.1' })).not.toThrow();
});

test.each(['shard', 'replicates'])('--%s is refused beside --until-halfwidth alone', (flag) => {
  expect(refused({ [flag]: '1', 'until-halfwidth': '0.1' })).toThrow(`--${flag} wants them fixed`);
  expect(refused({ [flag]: '1' })).not.toThrow();
});

test('an interrupted sweep goes on with every flag that says what is run', () => {
  const flags = {
    workers: '2',
    replicates: '40',
    'until-halfwidth': '0.01',
    of: 'difference',
    outcome: 'ssr',
    'most-replicates': '90',
    shard: '1/3',
  };
  expect(onward(given({ ...flags, json: true }), 'my sweep')).toBe(
    'cjsim sweep coin-toss --workers 2 --replicates 40 --until-halfwidth 0.01 --of difference --outcome ssr ' +
      "--most-replicates 90 --shard 1/3 --out 'my sweep'",
  );
});

test('a half-width alone is that of the mean of the outcome of the experiment', () => {
  const experiment = loadExperiment('coin-toss');
  expect(precisionOf(given({}), experiment)).toBeUndefined();
  expect(precisionOf(given({ 'until-halfwidth': '0.01' }), experiment)).toMatchObject({
    halfwidth: 0.01,
    outcome: experiment.outcome,
    of: 'mean',
    most: 1000,
  });
  const flags = {
    'until-halfwidth': '1',
    of: 'difference',
    outcome: 'kendall_tau_b',
    'most-replicates': '35',
  };
  expect(precisionOf(given(flags), experiment)).toMatchObject({
    of: 'difference',
    outcome: 'kendall_tau_b',
    most: 35,
  });
  expect(() => precisionOf(given({ ...flags, 'most-replicates': '34' }), experiment)).toThrow('at least 35');
});

test('a part of a sweep is one of the first to the last', () => {
  expect([shardOf(undefined), shardOf('1/1'), shardOf('3/3')]).toEqual([
    undefined,
    { part: 1, of: 1 },
    { part: 3, of: 3 },
  ]);
  for (const text of ['0/3', '4/3', '1/', '1/3x', 'x1/3']) {
    expect(() => shardOf(text)).toThrow(`--shard must be K/N with K from 1 to N, not ${text}.`);
  }
});
