import { expect, test } from 'vitest';
import type { DecisionRecord } from '../../src/cj/continuation/decision-record.js';
import type { Fact } from '../../src/cj/facts.js';
import type { PairMode } from '../../src/cj/words.js';
import { metricsText } from '../../src/report/metrics.js';
import type { StoredWorld } from '../../src/report/stored-world.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';
import { onlyBatch, storedRun } from './stored.js';

const NAMES = [
  'cj_workflow_decisions_total',
  'cj_comparisons_total',
  'cj_llm_requests_total',
  'cj_llm_batches_started_total',
  'cj_iterations_per_batch',
  'cj_score_stability_changes',
  'cj_failed_comparisons_total',
  'cj_ignored_callbacks_total',
  'cj_retry_batches_submitted_total',
  'cj_successful_retries_total',
  'cj_permanently_failed_comparisons_total',
  'cj_stuck_batches_detected',
  'cj_stuck_batches_recovered_total',
  'cj_stuck_batches_failed_total',
  'cj_bt_se_inflated_batches_total',
  'cj_bt_sparse_coverage_batches_total',
  'cj_anchor_grade_resolution_total',
  'cj_anchor_grade_resolution_failed_total',
  'huleedu_cj_prompt_fetch_failures_total',
  'huleedu_cj_prompt_fetch_success_total',
];

/** Samples by name and labels. */
function samples(name: string): Promise<ReadonlyMap<string, number>> {
  return samplesOf(storedRun(name));
}

async function samplesOf(world: StoredWorld): Promise<ReadonlyMap<string, number>> {
  const text = await metricsText(world);
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

test('every metric of the service is declared, and no other', async () => {
  const text = await metricsText(storedRun('single-essay'));
  expect([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)).toEqual(NAMES);
});

test('batch 21 is counted as it ran', async () => {
  const counted = await samples('batch-21');
  expect(counted.get('cj_workflow_decisions_total{decision="REQUEST_MORE_COMPARISONS"}')).toBe(8);
  expect(counted.get('cj_workflow_decisions_total{decision="FINALIZE_SCORING"}')).toBe(1);
  expect(counted.get('cj_comparisons_total{status="completed"}')).toBe(100);
  expect(counted.get('cj_llm_requests_total{batching_mode="serial_bundle"}')).toBe(100);
  expect(counted.get('cj_llm_batches_started_total{batching_mode="serial_bundle"}')).toBe(9);
  expect(counted.get('cj_iterations_per_batch_sum')).toBe(9);
  expect(counted.get('huleedu_cj_prompt_fetch_success_total')).toBe(24);
});

test('anchor tiers are counted, also those that gave nothing', async () => {
  const counted = await samples('batch-21');
  const tiers = ['anchor_grade', 'known_grade', 'storage_id', 'anchor_ref_id'];
  expect(tiers.map((tier) => counted.get(`cj_anchor_grade_resolution_total{tier="${tier}"}`))).toEqual([
    0, 12, 0, 0,
  ]);
});

test('failures, retries and what they brought are counted', async () => {
  const counted = await samples('failed-comparisons');
  const failed = counted.get('cj_failed_comparisons_total') ?? 0;
  expect(failed).toBeGreaterThan(0);
  expect(counted.get('cj_comparisons_total{status="failed"}')).toBe(failed);
  expect(counted.get('cj_retry_batches_submitted_total')).toBeGreaterThan(0);
  expect(counted.get('cj_successful_retries_total')).toBeGreaterThan(0);
});

test('callbacks that change nothing are counted: of an unknown id, of an answered pair, of an ended batch', async () => {
  const ignored = async (...faults: string[]) => {
    const counted = await samplesOf(storedRun('four-essays', { set: [`faults=[${faults.join(', ')}]`] }));
    return [...counted].filter(([name]) => name.startsWith('cj_ignored_callbacks_total'));
  };
  expect(await ignored()).toEqual([]);
  expect(
    await ignored(
      '{fault: corrupt-callback, as: wrong-correlation-id, nth: 1}',
      '{fault: duplicate-callback, nth: [2, 3], by: 10ms}',
      '{fault: duplicate-callback, nth: 6, by: 20h}',
    ),
  ).toEqual([
    ['cj_ignored_callbacks_total{reason="unknown"}', 1],
    ['cj_ignored_callbacks_total{reason="repeated"}', 2],
    ['cj_ignored_callbacks_total{reason="late"}', 1],
  ]);
});

test('pairs whose tries are used up are failed for good', async () => {
  const failed = async (...set: string[]) => {
    const counted = await samplesOf(storedRun('failed-comparisons', { set }));
    const [once, forGood] = ['failed', 'permanently_failed'].map((how) =>
      counted.get(`cj_${how}_comparisons_total`),
    );
    return { once, forGood };
  };
  expect((await failed()).forGood).toBe(0);
  const { once, forGood } = await failed('ENABLE_FAILED_COMPARISON_RETRY=false');
  expect(once).toBeGreaterThan(0);
  expect(forGood).toBe(once);
});

test('pairs are given up by the settings in force, also after a deployment', async () => {
  const set = ['ENABLE_FAILED_COMPARISON_RETRY=false'];
  const world = storedRun('failed-comparisons', { set });
  const deployed = { ...world.plan.settings, ENABLE_FAILED_COMPARISON_RETRY: true };
  const change = { atMs: 0, policy: world.plan.policy, settings: deployed };
  const counted = await samplesOf({ ...world, plan: { ...world.plan, policyChanges: [change] } });
  expect(counted.get('cj_permanently_failed_comparisons_total')).toBe(0);
});

test('a stuck batch that goes on is counted as recovered', async () => {
  const counted = await samples('stuck');
  expect(counted.get('cj_stuck_batches_detected')).toBeGreaterThan(0);
  expect(counted.get('cj_stuck_batches_recovered_total')).toBeGreaterThan(0);
});

test('a batch that is scored with what it has is recovered each time, and one given up is failed', async () => {
  const recovered = await samples('forced-completion');
  expect(recovered.get('cj_stuck_batches_detected')).toBe(2);
  expect(recovered.get('cj_stuck_batches_recovered_total')).toBe(2);
  expect(recovered.get('cj_stuck_batches_failed_total')).toBe(0);
  const failed = await samplesOf(
    storedRun('forced-completion', { set: ['faults=[{fault: drop-callback, nth: [4, 12]}]'] }),
  );
  expect([...failed].filter(([name]) => name.startsWith('cj_stuck'))).toEqual([
    ['cj_stuck_batches_detected', 2],
    ['cj_stuck_batches_recovered_total', 1],
    ['cj_stuck_batches_failed_total', 1],
  ]);
});

test('texts that are not there, and texts that come too late, are told apart', async () => {
  const fetched = async (faults: string) => {
    const counted = await samplesOf(storedRun('forced-completion', { set: [`faults=[${faults}]`] }));
    const failures = (reason: string) =>
      counted.get(`huleedu_cj_prompt_fetch_failures_total{reason="${reason}"}`) ?? 0;
    return {
      success: counted.get('huleedu_cj_prompt_fetch_success_total'),
      not_found: failures('not_found'),
      timeout: failures('timeout'),
    };
  };
  expect(await fetched('{ fault: content-missing, nth: [2] }')).toEqual({
    success: 7,
    not_found: 1,
    timeout: 0,
  });
  expect(await fetched('{ fault: content-slow, by: 1h, nth: [2, 3] }')).toEqual({
    success: 6,
    not_found: 0,
    timeout: 2,
  });
});

test('callbacks that the monitor gives up as lost are failed comparisons, as in the rows', async () => {
  const world = storedRun('stuck');
  const { answered, errors } = world.store.coverage.countAnswers(onlyBatch(world).id);
  expect({ answered, errors }).toEqual({ answered: 38, errors: 2 });
  const counted = await samplesOf(world);
  expect(counted.get('cj_comparisons_total{status="completed"}')).toBe(answered);
  expect(counted.get('cj_comparisons_total{status="failed"}')).toBe(errors);
  expect(counted.get('cj_failed_comparisons_total')).toBe(errors);
});

test.each([
  ['fault: content-slow, rate: 0.2, by: 60s', { found: 20, late: 4, missing: 0 }],
  ['fault: content-missing, rate: 0.2', { found: 20, late: 0, missing: 4 }],
])('each text is counted once, as found, late or missing: %s', async (fault, counts) => {
  const counted = await samplesOf(storedRun('eng5', { set: [`faults=[{${fault}}]`] }));
  const failures = (reason: string) =>
    counted.get(`huleedu_cj_prompt_fetch_failures_total{reason="${reason}"}`) ?? 0;
  expect({
    found: counted.get('huleedu_cj_prompt_fetch_success_total'),
    late: failures('timeout'),
    missing: failures('not_found'),
  }).toEqual(counts);
});

test('retry waves, pairs given up, inflated errors and sparse fits are counted one by one', async () => {
  const world = storedRun('failed-comparisons', { set: ['MAX_RETRY_ATTEMPTS=0'] });
  const fit = {
    fact: 'fit.done',
    mean_se: 1,
    bt_se_inflated: false,
    comparison_coverage_sparse: false,
  } as const;
  const anchor = { fact: 'anchor.unresolved', reason: 'no_grade' } as Fact;
  const facts: readonly Fact[] = [
    fit,
    { ...fit, bt_se_inflated: true },
    { ...fit, bt_se_inflated: true },
    { ...fit, comparison_coverage_sparse: true },
    anchor,
  ];
  const [decided] = world.records().filter(({ decision }) => decision);
  const [first] = world.records();
  const decision = (mode: PairMode | null) => ({ ...decided?.decision, mode }) as DecisionRecord;
  const records = [
    { ...first, facts },
    ...([null, 'retry', 'coverage', 'retry', 'resampling'] as const).map((mode) => ({
      ...decided,
      facts: [],
      decision: decision(mode),
    })),
  ] as readonly TraceRecord[];
  const counted = await samplesOf({ ...world, records: () => records });
  const value = (name: string) => counted.get(name);
  expect({
    retries: value('cj_retry_batches_submitted_total'),
    inflated: value('cj_bt_se_inflated_batches_total'),
    sparse: value('cj_bt_sparse_coverage_batches_total'),
    unresolved: value('cj_anchor_grade_resolution_failed_total{reason="no_grade"}'),
    forGood: value('cj_permanently_failed_comparisons_total'),
  }).toEqual({
    retries: 2,
    inflated: 2,
    sparse: 1,
    unresolved: 1,
    forGood: value('cj_failed_comparisons_total'),
  });
});
