import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import { parseProfile } from '../../src/judges/profile.js';

const problemOf = (profile: unknown): unknown => {
  try {
    return parseProfile(profile, 'mine.yaml');
  } catch (thrown) {
    return thrown instanceof UserError ? [thrown.code, thrown.where, thrown.message] : thrown;
  }
};

test('a profile gets its defaults: without bias, without errors, at once, for nothing', () => {
  expect(parseProfile({ name: 'plain', choice: { model: 'bt' } }, 'mine.yaml')).toEqual({
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

describe('a wrong profile is refused with the key that is wrong', () => {
  const bt = { model: 'bt' };
  const cases: readonly [string, unknown, string, string][] = [
    [
      'unknown model',
      { name: 'x', choice: { model: 'btl' } },
      'choice.model',
      "Expected 'bt' | 'thurstone' | 'perfect' | 'share' | 'hash'",
    ],
    ['unknown key', { name: 'x', choice: bt, colour: 1 }, 'the profile', 'Unrecognized key: "colour"'],
    [
      'key of another model',
      { name: 'x', choice: { model: 'perfect', positionBias: 1 } },
      'choice',
      'Unrecognized key: "positionBias"',
    ],
    [
      'share beyond 1',
      { name: 'x', choice: { model: 'bt', lapseRate: 2 } },
      'choice.lapseRate',
      'Too big: expected number to be <=1',
    ],
    [
      'more wins than comparisons',
      { name: 'x', choice: { model: 'share', shareA: { wins: 3, of: 2 } } },
      'choice.shareA',
      'wins is greater than of',
    ],
    [
      'latency that is no distribution',
      { name: 'x', choice: bt, latencyMs: { unform: [1, 2] } },
      'latencyMs',
      'not a distribution',
    ],
    ['no error codes', { name: 'x', choice: bt, errors: { codes: [] } }, 'errors.codes', 'Too small'],
    ['not an object', null, 'the profile', 'expected object, received null'],
  ];
  test.each(cases)('%s', (_name, profile, key, words) => {
    expect(problemOf(profile)).toEqual(['bad_profile', `mine.yaml: ${key}`, expect.stringContaining(words)]);
  });
});
