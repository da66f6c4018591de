import { expect, test } from 'vitest';
import type { PolicyName } from '../../src/cj/policy.js';
import { loadScenario } from '../../src/files/load-scenario.js';
import { createWorld } from '../../src/library/create-world.js';
import { run } from '../../src/library/run.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';

function outcomeUnder(policy: PolicyName) {
  const { scenario, sources } = loadScenario('batch-33');
  const world = createWorld({ plan: expandScenario(scenario, { policy }, sources) });
  run(world);
  const outcome = world.store.driver
    .prepare(
      `select u.status, s.submitted_comparisons as submitted, s.completed_comparisons as completed,
       s.failed_comparisons as failed, (select count(*) from cj_comparison_pairs) as pairs
       from cj_batch_uploads u join cj_batch_states s on s.batch_id = u.id`,
    )
    .get();
  world.close();
  return outcome;
}

test('batch 33 ends as the real one did under the rules of 2025-11-16', () => {
  expect(outcomeUnder('service-2025-11-16')).toEqual({
    status: 'COMPLETE_STABLE',
    submitted: 10,
    completed: 34,
    failed: 66,
    pairs: 100,
  });
});

test('batch 33 fails under the rules of current, within its budget', () => {
  expect(outcomeUnder('current')).toMatchObject({ status: 'ERROR_PROCESSING', submitted: 100, pairs: 100 });
});
