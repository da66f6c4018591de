import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FAMILIES } from '../../conformance/families.js';
import type { VectorFile } from '../../conformance/family.js';
import { runFamily } from '../../conformance/run-family.js';

const VECTORS = new URL('../fixtures/vectors/', import.meta.url);

describe('the golden vectors of the real service', () => {
  test('every family has a vector file, and every vector file a family', () => {
    const files = readdirSync(VECTORS).map((name) => name.replace('.json', ''));
    expect(files.sort()).toEqual(FAMILIES.map(({ name }) => name).sort());
  });

  test.each(FAMILIES.map((family) => [family.name, family] as const))(
    '%s holds in every case',
    (name, family) => {
      const file = JSON.parse(readFileSync(new URL(`${name}.json`, VECTORS), 'utf8')) as VectorFile;
      const failing = runFamily(family, file).filter(({ differences }) => differences.length > 0);
      expect(file.cases.length).toBeGreaterThan(0);
      expect(failing).toEqual([]);
    },
  );
});

test('why a batch failed is told with the settings of its case', () => {
  const family = FAMILIES.find(({ name }) => name === 'trajectory');
  const file = JSON.parse(readFileSync(new URL('trajectory.json', VECTORS), 'utf8')) as VectorFile;
  const failed = file.cases.find(({ expected }) =>
    JSON.stringify(expected).includes('success_rate_threshold'),
  );
  if (family === undefined || failed === undefined)
    throw new Error('a trajectory that fails is among the vectors');
  const settings = { ...(failed.input['settings'] as object), MIN_SUCCESS_RATE_THRESHOLD: 0.75 };
  const told = family.actual({ ...failed.input, settings }, failed);
  expect(told).toMatchObject({ end: { failed_reason: { details: { success_rate_threshold: 0.75 } } } });
});

test('what a trajectory expects at its end is compared whole, the ranks too', () => {
  const family = FAMILIES.find(({ name }) => name === 'trajectory');
  const file = JSON.parse(readFileSync(new URL('trajectory.json', VECTORS), 'utf8')) as VectorFile;
  const completed = file.cases.find(({ expected }) => JSON.stringify(expected).includes('"rank":2'));
  if (family === undefined || completed === undefined) throw new Error('a trajectory has two ranks');
  const wrong = JSON.parse(JSON.stringify(completed).replace('"rank":2', '"rank":3')) as typeof completed;
  const [result] = runFamily(family, { ...file, cases: [wrong] });
  expect(result?.differences).toEqual(['end.rankings.1.rank: expected 3, got 2']);
  const failing = { name: 'an error', input: completed.input, error: 'missing_total_budget' };
  const [other] = runFamily(family, { ...file, cases: [failing] });
  expect(other?.differences).toEqual(['error: expected "missing_total_budget", got nothing']);
});

test('an error where a result is expected is told as it is', () => {
  const family = FAMILIES.find(({ name }) => name === 'bt');
  if (family === undefined) throw new Error('bt is a family');
  const nothing = {
    name: 'nothing',
    input: { essays: [], comparisons: [] },
    expected: { comparison_count: 0 },
  };
  const [result] = runFamily(family, { family: 'bt', cases: [nothing] });
  expect(result?.differences).toEqual(['expected a result, got the error "insufficient_comparisons"']);
});

test('settings that a case leaves out are those of `input_defaults`, before those of `setting_defaults`', () => {
  const family = FAMILIES.find(({ name }) => name === 'decision');
  const file = JSON.parse(readFileSync(new URL('decision.json', VECTORS), 'utf8')) as VectorFile;
  if (family === undefined) throw new Error('decision is a family');
  const input = { submitted: 15, completed: 15, failed: 0, expected_essay_count: 6, comparison_budget: null };
  const settings = { MAX_PAIRWISE_COMPARISONS: 33 };
  const results = runFamily(family, {
    ...file,
    input_defaults: { ...file.input_defaults, settings },
    cases: [
      { name: 'left out', input, expected: { max_pairs_cap: 33, small_net_resampling_cap: 4 } },
      { name: 'its own', input: { ...input, settings: {} }, expected: { max_pairs_cap: 120 } },
      { name: 'null', input: { ...input, settings: null }, expected: { max_pairs_cap: 120 } },
    ],
  });
  expect(results.map(({ differences }) => differences)).toEqual([[], [], []]);
});

test('a trajectory is compared within the tolerances of its file', () => {
  const family = FAMILIES.find(({ name }) => name === 'trajectory');
  const file = JSON.parse(readFileSync(new URL('trajectory.json', VECTORS), 'utf8')) as VectorFile;
  if (family === undefined) throw new Error('trajectory is a family');
  const [first] = file.cases;
  const counts = first && { ...first, expected: { ...first.expected, total_budget: 122 } };
  const within = (tolerance: Readonly<Record<string, number>>) =>
    runFamily(family, { ...file, tolerance, cases: counts ? [counts] : [] }).flatMap(
      (one) => one.differences,
    );
  expect(within({ ...file.tolerance })).toEqual(['total_budget: expected 122, got 120']);
  expect(within({ ...file.tolerance, total_budget: 2 })).toEqual([]);
  expect(within({ total_budget: 2 })).toContain(
    'steps.0.scores.s01: expected -1.96591282, got -1.965912816362163',
  );
});

test('a net without essays has no standard errors', () => {
  const family = FAMILIES.find(({ name }) => name === 'bt_se');
  if (family === undefined) throw new Error('bt_se is a family');
  const input = { essays: [], comparisons: [], scores: {} };
  const cases = [{ name: 'no essays', input, expected: { standard_errors: {} } }];
  expect(runFamily(family, { family: 'bt_se', cases })).toEqual([{ name: 'no essays', differences: [] }]);
});
