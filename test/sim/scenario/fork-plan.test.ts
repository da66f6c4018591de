/** What a fork changes of what is deployed after it. */
import { expect, test } from 'vitest';
import { forkPlan } from '../../../src/sim/scenario/fork-plan.js';
import type { KeyChange } from '../../../src/sim/scenario/set-key.js';
import { planned } from '../planned.js';

const plan = planned('deployment', [], { settings: { LLM_MAX_RETRIES: 5 } });
const MOMENT = { step: 10, sinceStartMs: 1000, digest: '' };

function deployed(path: KeyChange['path'], value: unknown) {
  const keys = [{ path, value, where: '--set' }];
  const { policyChanges } = forkPlan(plan, MOMENT, { keys, faults: [], draws: [], profiles: new Map() });
  return policyChanges.map(({ settings }) => settings);
}

const [before] = plan.policyChanges.map(({ settings }) => settings);

test('a setting that a fork changes stays so under what is deployed later', () => {
  expect(deployed(['settings', 'DEFAULT_BATCH_SIZE'], 7)).toEqual([{ ...before, DEFAULT_BATCH_SIZE: 7 }]);
});

test('so do settings that are given in the place of those of the scenario', () => {
  expect(deployed(['settings'], { DEFAULT_BATCH_SIZE: 7 })).toEqual([
    { ...before, DEFAULT_BATCH_SIZE: 7, LLM_MAX_RETRIES: planned('deployment').settings.LLM_MAX_RETRIES },
  ]);
});

test('what a fork changes besides settings leaves those of what is deployed later', () => {
  expect(deployed(['schedule'], 'fifo')).toEqual([before]);
});
