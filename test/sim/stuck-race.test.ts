import { expect, test } from 'vitest';
import { caseWorld } from '../../src/search/case-world.js';
import { planCase } from '../../src/search/plan-case.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';

/** Every wave is answered, in the very moment in which a sweep finds that the batch has waited too long. */
const SCENARIO = {
  judge: { profile: 'perfect', parameters: { latencyMs: 90_000 } },
  latency: { content: 0, request: 0, callback: 0, event: 0 },
  settings: {
    MAX_PAIRWISE_COMPARISONS: 40,
    BATCH_TIMEOUT_HOURS: 0.02,
    BATCH_MONITOR_FIRST_SECONDS: 90,
    BATCH_MONITOR_INTERVAL_MINUTES: 1.5,
  },
  batches: [{ essays: { list: ['a', 'b', 'c', 'd'].map((id, ability) => ({ id, ability })) } }],
};

/** With every promise checked. */
function ranWith(seed: number): readonly TraceRecord[] {
  const records: TraceRecord[] = [];
  const { world } = caseWorld(planCase({ seed, ...SCENARIO }, { policy: 'current', defects: [] }), {
    ownDatabase: false,
    onRecord: (record) => records.push(record),
  });
  while (world.step().kind === 'advanced');
  world.close();
  return records;
}

test('answers that come between the sweep and its message save the batch, in every order of the moment', () => {
  const open = new Set<number>();
  for (let seed = 1; seed <= 40; seed++) {
    for (const { facts = [] } of ranWith(seed))
      for (const fact of facts) if (fact.fact === 'batch.not_stuck') open.add(fact.open);
  }
  expect([open.has(0), open.has(1), open.has(2)]).toEqual([true, true, true]);
});
