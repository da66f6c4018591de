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
function ranWith(seed: number, faults: readonly object[] = []): readonly TraceRecord[] {
  const records: TraceRecord[] = [];
  const { world } = caseWorld(planCase({ seed, ...SCENARIO, faults }, { policy: 'current', defects: [] }), {
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

/** The sweeps are further apart than the time-out: the first that finds a lost command calls the batch stuck. */
test('a restart in any step takes no batch with it', () => {
  const reasons = new Set<string>();
  for (let at_step = 1; at_step <= 130; at_step++) {
    for (const { facts = [] } of ranWith(1, [{ fault: 'restart', actor: 'batch/1', at_step }]))
      for (const fact of facts)
        if (fact.fact === 'batch.finished') reasons.add(fact.status);
        else if (fact.fact === 'batch.failed') reasons.add(fact.reason);
  }
  expect([...reasons]).toEqual(['COMPLETE_MAX_COMPARISONS']);
});
