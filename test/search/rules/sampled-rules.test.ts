import { beforeAll, describe, expect, test } from 'vitest';
import { current } from '../../../src/cj/policies/current.js';
import {
  SAMPLED_RULES,
  type SampledRule,
  sampledRule,
  sampledRules,
} from '../../../src/search/rules/sampled-rules.js';
import { type FaultyRules, faultyRules, type PlantedFault } from './planted-faults.js';

const NAMES = [...new Set(SAMPLED_RULES.map(({ name }) => name))];
const CASES = 300;

const FAULTS: readonly PlantedFault[] = [
  ['matching', 'cj/pairing/blossom-search.ts', 'this.findNearest(blossom, ring.children);', ';'],
  [
    'matching',
    'cj/pairing/starting-duals.ts',
    '(u + assignment.price[i]!) / 2',
    '(u + assignment.price[i]!) * 2',
  ],
  ['new-pairs', 'cj/pairing/coverage-wave.ts', 'distance < PROXIMITY_LIMIT', '!(distance < PROXIMITY_LIMIT)'],
  ['new-pairs', 'cj/pairing/greedy-wave.ts', 'p * (1 - p)', 'p / (1 - p)'],
  ['new-pairs', 'cj/pairing/leave-out.ts', 'compare(place, found) > 0', '!(compare(place, found) > 0)'],
  ['pairs-asked-again', 'cj/pairing/resampling-wave.ts', 'uses[b]!++;', ';'],
  ['pairs-asked-again', 'cj/pairing/retry-wave.ts', 'p.attempts - q.attempts', 'p.attempts + q.attempts'],
  [
    'pair-history',
    'cj/pairing/fairness.ts',
    '(comparisonCounts[place]! + skew) / 2',
    '(comparisonCounts[place]! + skew) * 2',
  ],
  ['orientation', 'cj/pairing/orientation-rules.ts', 'skewX - 1', 'skewX + 1'],
  ['plan', 'cj/pairing/waves-ahead.ts', 'history.record(ids[a]!, ids[b]!, null);', ';'],
  ['score-fit', 'cj/scoring/bradley-terry.ts', 'gradient[j]! -= flow;', ';'],
  ['steep-fit', 'cj/scoring/bradley-terry.ts', '500', '501'],
  ['standard-errors', 'cj/scoring/standard-errors.ts', 'degree[j]! += information;', ';'],
  ['large-errors', 'cj/scoring/row-products.ts', 'subtractTile(matrices, r, c, along);', ';'],
  ['map-fit', 'cj/scoring/map-fit.ts', 'high - inner * (high - low)', 'high + inner * (high - low)'],
  ['factorisation', 'cj/scoring/cholesky.ts', 'own + first', 'own - first'],
  ['pseudo-inverse', 'cj/scoring/pseudo-inverse-diagonal.ts', 'sine * vq', 'sine / vq'],
  ['conjugate-gradient', 'cj/scoring/conjugate-gradient.ts', 'energy / before', 'energy * before'],
  ['net-sums', 'cj/scoring/fisher-information.ts', 'own[j]! += weight[e]!;', ';'],
  ['scoring', 'cj/scoring/ranking.ts', 'b - a', 'b + a'],
  ['grades', 'cj/projection/confidence.ts', 'sum -= p * ln(p);', ';'],
  ['grades', 'cj/projection/grade-bands.ts', 'dx * dx', 'dx / dx'],
  ['quantile', 'cj/normal-quantile.ts', '0.29656057182850487', '1.296560571828505'],
  [
    'distribution',
    'cj/distribution.ts',
    'mean + sd * normalQuantile(share)',
    'mean - sd * normalQuantile(share)',
  ],
  [
    'call',
    'cj/provider-slots.ts',
    'failuresInARow >= settings.LLM_CIRCUIT_FAILURE_THRESHOLD',
    'failuresInARow > settings.LLM_CIRCUIT_FAILURE_THRESHOLD',
  ],
  ['queue', 'steps/queue-calls.ts', "batching_mode === 'per_request'", "batching_mode !== 'per_request'"],
  ['budget', 'cj/stored-value.ts', 'integer > 0', 'integer >= 0'],
  ['counters', 'cj/budget.ts', 'before.current_iteration === 0', 'before.current_iteration !== 0'],
  ['rehydration', 'cj/request.ts', 'Object.keys(ownConfig).length > 0', 'Object.keys(ownConfig).length >= 0'],
  ['ending', 'cj/monitoring.ts', 'lostBefore === 0', 'lostBefore !== 0'],
  ['coverage', 'cj/continuation/coverage.ts', 'maxPossible > 0', 'maxPossible >= 0'],
  [
    'stability',
    'cj/scoring/stability.ts',
    'change <= settings.SCORE_STABILITY_THRESHOLD',
    'change < settings.SCORE_STABILITY_THRESHOLD',
  ],
  ['callback', 'cj/callback.ts', 'confidence <= 5', 'confidence < 5'],
  ['overrides', 'cj/batch-config.ts', 'Number(value) <= high', 'Number(value) < high'],
  ['texts', 'cj/code-point-order.ts', 'xs === ys', 'xs !== ys'],
  ['values', 'cj/stored-value.ts', 'integer >= 0', 'integer > 0'],
  ['settings', 'cj/settings.ts', '0.025', '1.025'],
];

describe('sampled rules', () => {
  let rules: FaultyRules;
  beforeAll(async () => {
    rules = await faultyRules(FAULTS);
  }, 180_000);

  test.each(NAMES)('%s holds for the rules as they are', (name) => {
    const rule = SAMPLED_RULES.find((known) => known.name === name) ?? { name, check: () => null };
    const cases = name === 'steep-fit' ? 9 : CASES;
    for (let number = 1; number <= cases; number++)
      expect([number, sampledRule(rule, current, number)]).toEqual([number, null]);
  });

  test.each(
    FAULTS.filter(([rule]) => rule !== 'steep-fit').map(
      (fault) => [fault[0], fault[1], fault[3], fault] as const,
    ),
  )('%s finds a fault in %s: %s', async (rule, _file, _after, fault) => {
    expect(await rules.firstBroken(rule, FAULTS.indexOf(fault) + 1, CASES)).not.toBe(null);
  });

  test('every sampled rule finds a fault in these tests', () => {
    const tried = new Set(FAULTS.map(([rule]) => rule));
    expect(NAMES.filter((name) => !tried.has(name))).toEqual([]);
  });

  test('the turn of every rule comes within 400 cases', () => {
    const taken = new Set<SampledRule>();
    const originals = SAMPLED_RULES.map((rule) => ({ rule, check: rule.check }));
    for (const { rule, check } of originals) {
      const noted: SampledRule['check'] = (...given) => {
        taken.add(rule);
        return check(...given);
      };
      Object.assign(rule, { check: noted });
    }
    try {
      for (let number = 1; number <= 400; number++) expect(sampledRules(current, number)).toBe(null);
    } finally {
      for (const { rule, check } of originals) Object.assign(rule, { check });
    }
    expect(SAMPLED_RULES.filter((rule) => !taken.has(rule)).map(({ name }) => name)).toEqual([]);
  });
});
