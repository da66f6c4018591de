import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/cj/errors.js';
import { locateWithChanges, parseSet, setKey } from '../../../src/sim/scenario/set-key.js';

function complaint(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return `${error.where}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

describe('what stands after --set', () => {
  test.each([
    ['seed=7', ['seed'], 7],
    ['seed="7"', ['seed'], '7'],
    ['title=a = b', ['title'], 'a = b'],
    ['settings.LLM_BATCHING_MODE=per_request', ['settings', 'LLM_BATCHING_MODE'], 'per_request'],
    ['BATCH_TIMEOUT_HOURS=6', ['settings', 'BATCH_TIMEOUT_HOURS'], 6],
    ['batches[0].id=3', ['batches', 0, 'id'], 3],
    ['request.max_comparisons=null', ['request', 'max_comparisons'], null],
    ['title=', ['title'], null],
    ['unanswered=[5, 6]', ['unanswered'], [5, 6]],
    ['latency.content={constant: 5}', ['latency', 'content'], { constant: 5 }],
  ])('%s is a path and a YAML value', (written, path, value) => {
    expect(parseSet(written)).toEqual({ path, value, where: `--set ${written}` });
  });

  test.each([
    ['seed', '--set seed: "seed" sets nothing.'],
    ['=7', '--set =7: "=7" sets nothing.'],
    ['a..b=1', '--set a..b=1: "a..b" is no path of keys.'],
    ['batches[x].id=1', '--set batches[x].id=1: "batches[x].id" is no path of keys.'],
    ['[0]=1', '--set [0]=1: "[0]" is no path of keys.'],
    ['sead=7', '--set sead=7: sead is neither a key of a scenario nor a setting; did you mean seed?'],
    [
      'MAX_PAIRWISE=7',
      '--set MAX_PAIRWISE=7: MAX_PAIRWISE is neither a key of a scenario nor a setting; did you mean MAX_PAIRWISE_COMPARISONS?',
    ],
    ['zzzzzz=7', '--set zzzzzz=7: zzzzzz is neither a key of a scenario nor a setting.'],
    ['title="a', '--set title="a: The value is not valid YAML: Missing closing "quote.'],
  ])('%s is refused', (written, expected) => {
    expect(complaint(() => parseSet(written))).toBe(expected);
  });
});

describe('setting a key', () => {
  test('the value is replaced and the given one untouched', () => {
    const value = { seed: 1, batches: [{ id: 1 }, { id: 2 }] };
    const before = structuredClone(value);
    expect(setKey(value, parseSet('batches[1].id=9'))).toEqual({ seed: 1, batches: [{ id: 1 }, { id: 9 }] });
    expect(value).toEqual(before);
  });

  test('groups that are missing or empty are made', () => {
    expect(setKey({ judge: null }, parseSet('judge.profile=bt'))).toEqual({ judge: { profile: 'bt' } });
    expect(setKey({}, parseSet('BATCH_TIMEOUT_HOURS=6'))).toEqual({ settings: { BATCH_TIMEOUT_HOURS: 6 } });
  });

  test('a key of the name __proto__ is a key like any other', () => {
    const changed = setKey({}, parseSet('request.__proto__=1'));
    expect(JSON.stringify(changed)).toBe('{"request":{"__proto__":1}}');
  });

  test.each([
    ['batches[2].id=1', 'batches[2].id cannot be set: batches has 1 entries.'],
    ['unanswered[0]=1', 'unanswered[0] cannot be set: unanswered is no list.'],
    ['seed.x=1', 'seed.x cannot be set: seed is no group of keys.'],
  ])('%s has no place', (written, expected) => {
    const value = { seed: 1, batches: [{ id: 1 }], unanswered: {} };
    expect(complaint(() => setKey(value, parseSet(written)))).toBe(`--set ${written}: ${expected}`);
  });
});

test('a changed key stands in the last change of it, any other in the file', () => {
  const changes = [parseSet('seed=1'), parseSet('judge={}'), parseSet('seed=2')];
  const locate = locateWithChanges(changes, () => 'file');
  expect([locate(['seed']), locate(['judge', 'profile']), locate(['title'])]).toEqual([
    '--set seed=2',
    '--set judge={}',
    'file',
  ]);
});
