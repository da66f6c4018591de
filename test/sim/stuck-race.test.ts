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
function ranWith(seed: number, faults: readonly object[] = [], changes: object = {}): readonly TraceRecord[] {
  const records: TraceRecord[] = [];
  const { world } = caseWorld(
    planCase({ seed, ...SCENARIO, ...changes, faults }, { policy: 'current', defects: [] }),
    {
      ownDatabase: false,
      onRecord: (record) => records.push(record),
    },
  );
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

/** Found by the hunt of 28 November 2026: the decision went with the process, and the monitor looks for the first time late. */
test('a batch whose decision a crash took is told to go on, however late the monitor looks', () => {
  const endings = new Set<string>();
  const late = {
    judge: { profile: 'perfect', parameters: { latencyMs: 100 } },
    settings: { BATCH_MONITOR_INTERVAL_MINUTES: 1 / 60, BATCH_TIMEOUT_HOURS: 1 / 3600 },
    batches: [{ essays: { list: ['a', 'b', 'c'].map((id) => ({ id })) }, request: { max_comparisons: 5 } }],
  };
  for (let at_step = 14; at_step <= 40; at_step++) {
    for (const { facts = [] } of ranWith(80634387, [{ fault: 'process-crash', at_step }], late))
      for (const fact of facts) if (fact.fact === 'batch.finished') endings.add(fact.status);
  }
  expect([...endings]).toEqual(['COMPLETE_MAX_COMPARISONS']);
});

/** Nothing is usable and failed pairs are given up: a resampling wave is wanted, and there is no pair for it. */
const ALL_ERRORS = {
  judge: { profile: 'perfect', parameters: { latencyMs: 1000, errors: { rate: 1 } } },
  settings: { ENABLE_FAILED_COMPARISON_RETRY: false, MIN_RESAMPLING_NET_SIZE: 4 },
};

test('a decision that a restart makes the batch take again counts its empty wave, and draws no number twice', () => {
  let again = 0;
  for (let at_step = 1; at_step <= 60; at_step++) {
    const records = ranWith(1, [{ fault: 'restart', actor: 'batch/1', at_step }], ALL_ERRORS);
    const spent = records.flatMap(({ decision }) =>
      decision?.nothing_left ? [decision.resampling_pass_count] : [],
    );
    if (spent.length > 1) again++;
    expect(spent.slice(0, 2)).toEqual([0, 1].slice(0, spent.length));
  }
  expect(again).toBeGreaterThan(0);
});
