import { expect, test } from 'vitest';
import { loadScenario } from '../../src/files/load-scenario.js';
import { shippedNames } from '../../src/files/package-data.js';
import { createWorld } from '../../src/library/create-world.js';
import { run } from '../../src/library/run.js';
import { INVARIANTS, WORLD_INVARIANTS } from '../../src/sim/invariants/invariants.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';

function digestOf(name: string, check: boolean): string {
  const { scenario, sources } = loadScenario(name);
  if (scenario.policy !== 'current' || scenario.defects.length > 0) return 'not of current';
  const world = createWorld({ plan: expandScenario(scenario, {}, sources), check, keepTrace: false });
  run(world);
  const digest = world.digest();
  world.close();
  return digest;
}

test.each(shippedNames('scenarios'))('%s keeps every promise, and checking changes no digest', (name) => {
  expect(digestOf(name, true)).toBe(digestOf(name, false));
});

test('invariants have different names', () => {
  const names = [...INVARIANTS, ...WORLD_INVARIANTS].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('a broken promise names invariant, step, batch and values', () => {
  const { scenario, sources } = loadScenario('batch-21');
  const plan = expandScenario(scenario, { defects: ['metadata-clobber'] }, sources);
  const world = createWorld({ plan, check: true, keepTrace: false });
  expect(() => run(world)).toThrow(/Invariant request-kept is broken at step \d+, batch 21/);
  world.close();
});
