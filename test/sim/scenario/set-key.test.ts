import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/cj/errors.js';
import { type KeyChange, keyPathOf, locateWithChanges, setKey } from '../../../src/sim/scenario/set-key.js';

function change(key: string, value: unknown): KeyChange {
  return { path: keyPathOf(key, '--set'), value, where: `--set ${key}` };
}

function complaint(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return `${error.where}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

describe('setting a key', () => {
  test('the value is replaced and the given one untouched', () => {
    const value = { seed: 1, batches: [{ id: 1 }, { id: 2 }] };
    const before = structuredClone(value);
    expect(setKey(value, change('batches[1].id', 9))).toEqual({ seed: 1, batches: [{ id: 1 }, { id: 9 }] });
    expect(value).toEqual(before);
  });

  test('groups that are missing or empty are made', () => {
    expect(setKey({ judge: null }, change('judge.profile', 'bt'))).toEqual({ judge: { profile: 'bt' } });
    expect(setKey({}, change('BATCH_TIMEOUT_HOURS', 6))).toEqual({ settings: { BATCH_TIMEOUT_HOURS: 6 } });
  });

  test('a key of the name __proto__ is a key like any other', () => {
    const changed = setKey({}, change('request.__proto__', 1));
    expect(JSON.stringify(changed)).toBe('{"request":{"__proto__":1}}');
  });

  test.each([
    ['batches[2].id', 'batches[2].id cannot be set: batches has 1 entry.'],
    ['batches.0.id', 'batches.0.id cannot be set: batches is a list of 1 entry, named [0], [1] and so on.'],
    ['unanswered[0]', 'unanswered[0] cannot be set: unanswered is no list.'],
    ['seed.x', 'seed.x cannot be set: seed is no group of keys.'],
  ])('%s has no place', (key, expected) => {
    const value = { seed: 1, batches: [{ id: 1 }], unanswered: {} };
    expect(complaint(() => setKey(value, change(key, 1)))).toBe(`--set ${key}: ${expected}`);
  });
});

test('a changed key stands in the last change of it, any other in the file', () => {
  const changes = [change('seed', 1), change('judge', {}), { ...change('seed', 2), where: 'later' }];
  const locate = locateWithChanges(changes, () => 'file');
  expect([locate(['seed']), locate(['judge', 'profile']), locate(['title'])]).toEqual([
    'later',
    '--set judge',
    'file',
  ]);
});
