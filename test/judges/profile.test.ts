import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import { parseProfile } from '../../src/judges/profile.js';

const problemOf = (profile: unknown): unknown => {
  try {
    return parseProfile(profile);
  } catch (thrown) {
    return thrown instanceof UserError ? thrown.message : thrown;
  }
};

test('a profile gets its defaults: without bias, without errors, at once, for nothing', () => {
  expect(parseProfile({ name: 'plain', choice: { model: 'bt' } })).toEqual({
    name: 'plain',
    description: '',
    choice: {
      model: 'bt',
      discrimination: 1,
      positionBias: 0,
      lengthBias: 0,
      lapseRate: 0,
      pairEffectSd: 0,
      consistency: 0,
      orderConsistency: 0,
      distortion: { sd: 0, essays: {}, grades: {} },
      driftPerWave: { positionBias: 0, discrimination: 0 },
    },
    confidence: { base: 2, perLogit: 0.75, sd: 0.5 },
    latencyMs: 0,
    tokens: { prompt: 0, promptPerCharacter: 0, completion: 0 },
    priceUsdPerMillionTokens: { prompt: 0, completion: 0 },
    errors: { rate: 0, codes: [{ code: 'SERVICE_UNAVAILABLE', message: 'simulated', weight: 1 }] },
  });
});

describe('a wrong profile is refused with the key that is wrong, and what would be right', () => {
  const bt = { model: 'bt' };
  const cases: readonly [string, unknown, string][] = [
    [
      'unknown model',
      { name: 'x', choice: { model: 'bd' } },
      'choice.model must be one of bt, thurstone, perfect, share, hash, not "bd"; did you mean bt?',
    ],
    ['no model', { name: 'x', choice: {} }, 'choice.model is missing; it must be one of bt, thurstone, '],
    ['no name', { choice: bt }, 'name is missing; it must be text.'],
    [
      'unknown key',
      { name: 'x', choice: bt, latency: 1 },
      'latency is not a key of a profile; did you mean latencyMs?',
    ],
    [
      'key that JavaScript drops',
      { name: 'x', choice: { ...bt, distortion: { essays: JSON.parse('{"__proto__":1}') } } },
      'choice.distortion.essays.__proto__ is no key of this group.',
    ],
    [
      'misspelt trait',
      { name: 'x', choice: { model: 'bt', discriminaton: 1 } },
      'choice.discriminaton is not a trait of a judge of the model bt; did you mean discrimination?',
    ],
    [
      'trait of another model',
      { name: 'x', choice: { model: 'perfect', positionBias: 1 } },
      'choice.positionBias is not a trait of a judge of the model perfect.',
    ],
    [
      'share beyond 1',
      { name: 'x', choice: { model: 'bt', lapseRate: 2 } },
      'choice.lapseRate must be at most 1, not 2.',
    ],
    [
      'a number so large that what is worked out from it is none',
      { name: 'x', choice: { ...bt, positionBias: -1e308 } },
      'choice.positionBias must be at least -1000000000000, not -1e+308.',
    ],
    [
      'a price beyond all bounds',
      { name: 'x', choice: bt, priceUsdPerMillionTokens: { prompt: 1e308 } },
      'priceUsdPerMillionTokens.prompt must be at most 1000000000000, not 1e+308.',
    ],
    [
      'more wins than comparisons',
      { name: 'x', choice: { model: 'share', shareA: { wins: 3, of: 2 } } },
      'choice.shareA: wins is greater than of.',
    ],
    [
      'latency that is no distribution',
      { name: 'x', choice: bt, latencyMs: { unform: [1, 2] } },
      'latencyMs: not a distribution: write a number, ',
    ],
    [
      'infinite share',
      { name: 'x', choice: { model: 'share', shareA: Number.POSITIVE_INFINITY } },
      'choice.shareA must be a number, not Infinity.',
    ],
    [
      'share that is a word',
      { name: 'x', choice: { model: 'share', shareA: 'half' } },
      'choice.shareA must be a number or a group of keys, not "half".',
    ],
    [
      'no error codes',
      { name: 'x', choice: bt, errors: { codes: [] } },
      'errors.codes must have at least 1 entry.',
    ],
    ['not an object', null, 'the judge profile must be a group of keys, not null.'],
  ];
  test.each(cases)('%s', (_name, profile, words) => {
    expect(problemOf(profile)).toEqual(expect.stringContaining(words));
  });
});
