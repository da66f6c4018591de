import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import {
  batchNamed,
  decisionsOf,
  faultCounts,
  readStoredWorld,
  wavesOf,
} from '../../src/report/stored-world.js';
import { openMemory } from '../../src/store/better-sqlite3-driver.js';
import { openStore } from '../../src/store/store.js';
import { onlyBatch, storedRun } from './stored.js';

const world = storedRun('lower5');

test('a database without a run is refused with what to do', () => {
  const store = openStore(openMemory());
  expect(() => readStoredWorld(store)).toThrow(UserError);
});

test('plan, outcome and batches come back as they were stored', () => {
  expect(world.plan.name).toBe('lower5');
  expect(world.outcome).toMatchObject({ ending: 'finished', steps: world.records().length });
  expect(world.batches.map(({ label, state }) => [label, state.state])).toEqual([['1', 'COMPLETED']]);
});

test('each wave is followed by one decision on it', () => {
  const batch = onlyBatch(world);
  expect(wavesOf(world, batch).map(({ iteration }) => iteration)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(decisionsOf(world, batch).map(({ iteration }) => iteration)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('injected faults are counted by name', () => {
  expect(faultCounts(world)).toEqual(new Map());
  expect(faultCounts(storedRun('seed-world'))).toEqual(new Map([['unanswered', 24]]));
});

describe('a batch is found', () => {
  const several = storedRun('seed-world');
  test('by its id', () => expect(batchNamed(several, '21').id).toBe(21));
  test('by its uuid', () => expect(batchNamed(several, 'd77fbc20-38e9-4416-b072-ac7d9acd8ce1').id).toBe(19));
  test('of a name that none has the error lists them', () => {
    expect(() => batchNamed(several, '7')).toThrowError(
      expect.objectContaining({
        message: 'There is no batch 7 in this world',
        fix: 'Use --batch with one of 5, 6, 9, 19, 21',
      }),
    );
    expect(() => batchNamed({ ...several, batches: [] }, '7')).toThrowError(
      expect.objectContaining({ fix: 'It has no batch' }),
    );
  });
  test('of many batches the error names twenty', () => {
    const batches = Array.from({ length: 25 }, (_, k) => ({ ...several.batches[0]!, label: String(k + 1) }));
    expect(() => batchNamed({ ...several, batches }, '0')).toThrowError(
      expect.objectContaining({ fix: expect.stringMatching(/one of 1, 2, .*, 20 and 5 more$/) }),
    );
  });
});
