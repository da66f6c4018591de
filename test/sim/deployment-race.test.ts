import { expect, test } from 'vitest';
import { loadScenario } from '../../src/files/load-scenario.js';
import { parseSet } from '../../src/files/parse-set.js';
import { createWorld, forkedPlan, forkWorld, run } from '../../src/index.js';
import { parseFault } from '../../src/sim/faults/parse-fault.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';

/** The batch of November 2025 has ended, hears of one answer after another, and meanwhile other code is deployed. */
test.each(['current', 'service-2026-02', 'service-2025-11-27'])(
  'continuations that the oldest code asked of an ended batch are left alone by %s',
  (policy) => {
    const { scenario, sources } = loadScenario('batch-21', [
      parseSet('policy=service-2025-11-16'),
      parseSet(`policy_changes=[{at: 9s, policy: ${policy}}]`),
    ]);
    const faults = [parseFault('pause@3965ms..10s,actor=batch/21')];
    using world = createWorld({ plan: expandScenario(scenario, { faults }, sources) });
    expect(run(world)).toBe('finished');
    const ended = `select state, (select count(*) from event_outbox where topic like '%.completed.%') as events
      from cj_batch_states`;
    expect(world.store.driver.prepare(ended).all()).toEqual([{ state: 'COMPLETED', events: 1 }]);
  },
);

test('a fork between a decision of the oldest code to end a batch again and its scoring leaves the batch as it ended', async () => {
  const { scenario, sources } = loadScenario('batch-21', [parseSet('policy=service-2025-11-16')]);
  using world = createWorld({ plan: expandScenario(scenario, {}, sources) });
  world.seal(run(world));
  const { plan } = world;
  const lines = world.store.journal.traceAfter(0);
  const again = lines
    .flatMap((line, k) => (line.includes('"before":"continuing","after":"projecting"') ? [k + 1] : []))
    .slice(1);
  expect(again.length).toBeGreaterThan(5);
  for (const at of again.slice(0, 3)) {
    const forked = forkedPlan({ plan, lines, at, set: { policy: 'current' } });
    using fork = await forkWorld({ plan: forked, lines: lines.slice(0, at) });
    expect(run(fork)).toBe('finished');
    expect(fork.actors()).toContainEqual(expect.objectContaining({ id: 'batch/21', state: 'completed' }));
  }
});
