import { loadScenario } from '../src/files/load-scenario.js';
import { expandScenario } from '../src/sim/scenario/expand-scenario.js';
import { createWorld } from '../src/library/create-world.js';
import { run } from '../src/library/run.js';
for (const policy of ['service-2025-11-16', 'current'] as const) {
const { scenario, sources } = loadScenario('batch-33');
for (const seed of [33, 1, 2, 3]) {
const w = createWorld({ plan: expandScenario(scenario, { policy, seed }, sources) });
console.log(policy, seed, run(w), JSON.stringify(w.store.driver.prepare("select u.status, s.state, s.total_budget, s.submitted_comparisons sub, s.completed_comparisons com, s.failed_comparisons fail, (select count(*) from cj_comparison_pairs) pairs from cj_batch_uploads u join cj_batch_states s on s.batch_id=u.id").all()));
}}
