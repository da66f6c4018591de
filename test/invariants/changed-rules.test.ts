/** The checker measures a step by the code and the settings of that step, and what stays by those that it was made under. */
import { expect, test } from 'vitest';
import { loadScenario } from '../../src/files/load-scenario.js';
import { parseSet } from '../../src/files/parse-set.js';
import { createWorld, forkedPlan, forkWorld, run } from '../../src/index.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';

test.each([
  ['current', '0s', 'service-2025-11-27'],
  ['current', '2s', 'service-2025-11-27'],
  ['service-2026-02', '3s', 'current'],
])('of %s, whose place another policy takes after %s, no promise is broken', (policy, at, next) => {
  const { scenario, sources } = loadScenario('lower5', [
    parseSet(`policy=${policy}`),
    parseSet(`policy_changes=[{at: ${at}, policy: ${next}}]`),
  ]);
  using world = createWorld({ plan: expandScenario(scenario, {}, sources), check: true });
  expect(run(world)).toBe('finished');
});

test.each([
  { MAX_PAIRWISE_COMPARISONS: 3 },
  { MAX_PAIRWISE_COMPARISONS: 200 },
  { LLM_BATCHING_MODE: 'provider_batch_api' },
])('a fork with %o keeps every promise', async (set) => {
  const { scenario, sources } = loadScenario('four-essays', []);
  using world = createWorld({ plan: expandScenario(scenario, {}, sources) });
  world.seal(run(world));
  const { plan } = world;
  const lines = world.store.journal.traceAfter(0);
  for (const at of [5, 12, 18, 25, 39]) {
    const forked = forkedPlan({ plan, lines, at, set });
    using fork = await forkWorld({ plan: forked, lines: lines.slice(0, at), check: true });
    expect(run(fork)).toBe('finished');
  }
});
