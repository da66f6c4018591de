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

test('a net without essays has no standard errors', () => {
  const family = FAMILIES.find(({ name }) => name === 'bt_se');
  if (family === undefined) throw new Error('bt_se is a family');
  const input = { essays: [], comparisons: [], scores: {} };
  const cases = [{ name: 'no essays', input, expected: { standard_errors: {} } }];
  expect(runFamily(family, { family: 'bt_se', cases })).toEqual([{ name: 'no essays', differences: [] }]);
});
