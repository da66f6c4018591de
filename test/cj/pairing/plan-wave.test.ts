import { describe, expect, test } from 'vitest';
import {
  CURRENT_WAVE_RULES,
  LIST_WAVE_RULES,
  type PlannedWaveInput,
  planAllWaves,
  planWave,
  SERVICE_WAVE_RULES,
  SHUFFLED_LIST_WAVE_RULES,
  type WaveRules,
} from '../../../src/cj/pairing/plan-wave.js';
import { DEFAULT_SETTINGS } from '../../../src/cj/settings.js';
import type { PairMode } from '../../../src/cj/words.js';
import { createDraw } from '../../../src/sim/randomness.js';
import { essayIds, historyOf, named, rows } from './nets.js';

const RULES: readonly [string, WaveRules][] = [
  ['current', CURRENT_WAVE_RULES],
  ['service-2026-02', SERVICE_WAVE_RULES],
  ['service-2025-11-27', SHUFFLED_LIST_WAVE_RULES],
  ['service-2025-11-16', LIST_WAVE_RULES],
];
const four = named('a', 'b', 'c', 'd');

function inputOf(
  ids = four,
  asked: readonly string[] = [],
  changes: Partial<PlannedWaveInput> = {},
): PlannedWaveInput {
  return {
    net: { ids, isAnchor: () => false, scores: ids.map(() => null) },
    history: historyOf(ids, ...asked),
    cap: 100,
    label: '7',
    wave: 1,
    settings: DEFAULT_SETTINGS,
    draw: createDraw('1', { ledger: false }),
    ...changes,
  };
}

const planned = (rules: WaveRules, mode: PairMode, input: PlannedWaveInput) =>
  planWave(rules, mode, input).map(({ essayA, essayB }) => `${essayA}-${essayB}`);

const unordered = (pairs: readonly string[]) =>
  pairs.map((pair) =>
    [...pair.split('-')].reverse()[0]! < pair.split('-')[0]! ? pair.split('-').reverse().join('-') : pair,
  );

describe.each(RULES)('the waves of %s', (_name, rules) => {
  test('hold new pairs of the net, each once, within what the budget leaves', () => {
    const pairs = unordered(planned(rules, 'coverage', inputOf(four, ['a>b', 'c>d'])));
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(pairs.filter((pair) => pair === 'a-b' || pair === 'c-d')).toEqual([]);
    expect(planned(rules, 'coverage', inputOf(four, ['a>b', 'c>d'], { cap: 3 }))).toHaveLength(1);
    expect(planned(rules, 'coverage', inputOf(four, ['a>b', 'c>d'], { cap: 2 }))).toEqual([]);
  });

  test('are the same for the same keys', () => {
    expect(planned(rules, 'coverage', inputOf(essayIds(12)))).toEqual(
      planned(rules, 'coverage', inputOf(essayIds(12))),
    );
  });

  test('are empty for fewer than two essays, and when every pair has been asked', () => {
    expect(planned(rules, 'coverage', inputOf(named('a')))).toEqual([]);
    expect(planned(rules, 'coverage', inputOf(named('a', 'b'), ['a>b']))).toEqual([]);
  });

  test('of provider_batch_api ask every pair of the net once', () => {
    const pairs = planAllWaves(rules, inputOf(), []).map(({ essayA, essayB }) => `${essayA}-${essayB}`);
    expect(new Set(unordered(pairs))).toEqual(new Set(['a-b', 'a-c', 'a-d', 'b-c', 'b-d', 'c-d']));
    expect(planAllWaves(rules, inputOf(four, [], { cap: 4 }), rows())).toHaveLength(4);
  });
});

describe('what the policies do differently', () => {
  test('2025-11-16 takes pairs in list order, the earlier essay first, ten at most', () => {
    expect(planned(LIST_WAVE_RULES, 'coverage', inputOf(four, ['a>b']))).toEqual([
      'a-c',
      'a-d',
      'b-c',
      'b-d',
      'c-d',
    ]);
    expect(planned(LIST_WAVE_RULES, 'coverage', inputOf(essayIds(12)))).toHaveLength(10);
  });

  test('2025-11-16 pays a pair that was asked twice once, the others each time', () => {
    const remaining = (rules: WaveRules) =>
      planned(rules, 'coverage', inputOf(four, ['a!b', 'a!b'], { cap: 2 })).length;
    expect(RULES.map(([, rules]) => remaining(rules))).toEqual([0, 0, 0, 1]);
  });

  test('2025-11-27 shuffles the essays anew for each wave', () => {
    const wave = (number: number) =>
      planned(SHUFFLED_LIST_WAVE_RULES, 'coverage', inputOf(essayIds(8), [], { wave: number }));
    expect(wave(1)).toHaveLength(10);
    expect(wave(1)).not.toEqual(wave(2));
  });

  test('resampling of current takes answered pairs only, that of the service failed ones too, and shows the other order', () => {
    const asked = ['a>b', 'c!d'];
    expect(planned(CURRENT_WAVE_RULES, 'resampling', inputOf(four, asked))).toEqual(['b-a']);
    expect(
      planned(SERVICE_WAVE_RULES, 'resampling', inputOf(four, asked)).sort((x, y) => (x < y ? -1 : 1)),
    ).toEqual(['b-a', 'd-c']);
  });

  test('with the last unasked pairs at the essay that would rest, current lets nobody rest', () => {
    const three = named('a', 'b', 'c');
    const input = inputOf(three, ['a!b', 'a!b', 'a!b', 'a!b', 'a>c']);
    expect(unordered(planned(CURRENT_WAVE_RULES, 'coverage', input))).toEqual(['b-c']);
  });

  test('a retry wave takes RETRY_BATCH_SIZE failed pairs, within the budget', () => {
    const asked = ['a!b', 'a!c', 'a!d'];
    const settings = { ...DEFAULT_SETTINGS, RETRY_BATCH_SIZE: 2 };
    expect(planned(CURRENT_WAVE_RULES, 'retry', inputOf(four, asked, { settings }))).toEqual(['a-b', 'a-c']);
    expect(planned(CURRENT_WAVE_RULES, 'retry', inputOf(four, asked, { cap: 4 }))).toEqual(['a-b']);
  });
});
