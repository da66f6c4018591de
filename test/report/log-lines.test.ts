import { describe, expect, test } from 'vitest';
import type { DecisionRecord } from '../../src/cj/continuation/decision-record.js';
import type { Fact } from '../../src/cj/facts.js';
import { type LogFilter, logLines } from '../../src/report/log-lines.js';
import { batchNamed, decisionsOf, type StoredWorld } from '../../src/report/stored-world.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';
import { storedRun } from './stored.js';

const EVERYTHING: LogFilter = { batch: null, actor: null, level: 'debug' };
const world = storedRun('seed-world');

interface Line {
  readonly level: string;
  readonly time: string;
  readonly logger: string;
  readonly actor: string;
  readonly batch_id?: number;
  readonly bos_batch_id?: string;
  readonly correlation_id?: string;
  readonly msg: string;
}

const parsed = (filter: Partial<LogFilter>) =>
  logLines(world, { ...EVERYTHING, ...filter }).map((line) => JSON.parse(line) as Line);

test('every line is one JSON object with its line end, in virtual time', () => {
  const lines = logLines(world, EVERYTHING);
  expect(lines.every((line) => line.endsWith('\n') && !line.slice(0, -1).includes('\n'))).toBe(true);
  expect(parsed({})[0]?.time).toMatch(/^2025-11-1\dT/);
});

test('a line names logger, actor, batch, uuid and correlation id, and neither host nor process', () => {
  const line = parsed({ batch: batchNamed(world, '21') }).find(({ msg }) =>
    msg.includes('continuation decided'),
  );
  expect(line).toMatchObject({
    level: 'info',
    logger: 'cj_assessment_service.workflow_continuation',
    actor: 'batch/21',
    batch_id: 21,
    bos_batch_id: '19e9b199-b500-45ce-bf95-ed63bb7489aa',
    correlation_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(Object.keys(line ?? {})).not.toEqual(expect.arrayContaining(['pid', 'hostname']));
});

describe("the operators' words are found", () => {
  const text = logLines(world, { ...EVERYTHING, level: 'info', batch: batchNamed(world, '21') }).join('');
  for (const word of [
    'continuation',
    'rehydrat',
    'original_request',
    'grade_projection',
    'workflow_continuation',
    'Budget resolved: source runner_override, cap 100, override 100',
    'source runner_override, 0 pairs of remaining capacity',
  ]) {
    test(word, () => expect(text).toContain(word));
  }
});

test('a batch made by old code is warned about, no other', () => {
  const warned = parsed({ level: 'warn' }).filter(({ msg }) => msg.includes('original_request'));
  expect(new Set(warned.map(({ batch_id }) => batch_id))).toEqual(new Set([19]));
});

test('a healthy batch has no line of level warn', () => {
  expect(parsed({ level: 'warn', batch: batchNamed(world, '21') })).toEqual([]);
});

test('actors are filtered by a part of their name, under the service that they stand for', () => {
  const lines = parsed({ actor: 'llm_provider' });
  expect(lines.length).toBeGreaterThan(0);
  expect(new Set(lines.map(({ logger }) => logger.split('.')[0]))).toEqual(new Set(['llm_provider_service']));
});

test('every fact that is logged has its level, its module and its words', () => {
  const facts: readonly Partial<Fact>[] = [
    { fact: 'request.accepted' },
    { fact: 'request.refused', reason: 'no course' },
    { fact: 'texts.missing' },
    { fact: 'batch.prepared' },
    { fact: 'budget.resolved', source: 'runner_override', cap: 100, override: 150 },
    { fact: 'request.rehydrated', from: 'original_request' },
    { fact: 'request.rehydrated', from: 'batch_row' },
    { fact: 'batching.fell_back' },
    { fact: 'wave.submitted', iteration: 2, pairs: 12, mode: 'retry' },
    { fact: 'calls.queued', calls: 3, requests: 12, batching_mode: 'serial_bundle' },
    { fact: 'call.answered', requests: 4, errors: 1 },
    { fact: 'call.failed', code: 'TIMEOUT', tries: 2, retry_in_ms: 1500 },
    { fact: 'call.failed', code: 'TIMEOUT', tries: 4, retry_in_ms: null },
    { fact: 'call.held_back', why: 'circuit', for_ms: 2000 },
    { fact: 'circuit.opened', failures: 5, for_ms: 60_000 },
    { fact: 'circuit.closed' },
    { fact: 'publish.failed', topic: 'done.v1', reason: 'no broker' },
    { fact: 'actor.restarted', actor: 'batch/1', state: 'scoring' },
    { fact: 'fit.done', mean_se: 0.5 },
    { fact: 'fit.failed', reason: 'singular' },
    { fact: 'callback.persisted', usable: true },
    { fact: 'callback.persisted', usable: false, error_code: 'TIMEOUT' },
    { fact: 'callback.ignored', why: 'unknown' },
    { fact: 'callback.ignored', why: 'late' },
    { fact: 'continuation.waited' },
    { fact: 'total_budget.missing' },
    { fact: 'finish.refused' },
    { fact: 'scores.renewed', answers: 3 },
    { fact: 'batch.finished', status: 'COMPLETE_STABLE' },
    { fact: 'batch.failed', reason: 'cancelled' },
    { fact: 'anchor.resolved', tier: 'known_grade' },
    { fact: 'anchor.unresolved', reason: 'no_match' },
    { fact: 'projection.done', students: 12 },
    { fact: 'projection.unavailable', reason: 'no_anchors' },
    { fact: 'event.published', topic: 'done.v1' },
    { fact: 'batch.stuck' },
    { fact: 'wave.complete_again' },
    { fact: 'batch.not_stuck', open: 2 },
    { fact: 'callbacks.lost', count: 2 },
  ];
  expect(said({ facts: facts as readonly Fact[], fault: ['restart: batch/1'] })).toEqual([
    'info batch_preparation: Request accepted, original_request stored in both tables',
    'error batch_preparation: Request refused: no course',
    'warn content: Texts could not be fetched and are skipped',
    'info batch_preparation: Batch prepared',
    'info budget: Budget resolved: source runner_override, cap 100, override 150',
    'info comparison_processing: Request rehydrated from original_request for the continuation',
    'warn comparison_processing: original_request missing or invalid, rehydrated from the batch row without an override',
    'warn batch_submission: Provider without batch API, fell back to serial_bundle',
    'info batch_submission: Wave 2 submitted: 12 comparisons (retry)',
    'debug queue: 12 requests joined into 3 calls (serial_bundle)',
    'debug call: Call answered: 4 requests, 1 error',
    'warn call: Call failed: TIMEOUT, tried again in 1500 ms',
    'error call: Call given up after 4 tries: TIMEOUT',
    'debug call: Call held back for 2000 ms (circuit)',
    'warn circuit_breaker: Circuit opened for 60000 ms after 5 failures',
    'info circuit_breaker: Circuit closed',
    'warn outbox: Event not published: done.v1, no broker',
    'warn restart: batch/1 restarted in state scoring',
    'debug scoring: Scores fitted, mean standard error 0.5',
    'warn scoring: Bradley-Terry fit failed: singular',
    'debug callbacks: Callback persisted',
    'warn callbacks: Callback persisted as error TIMEOUT',
    'error callbacks: Callback with an unknown correlation id',
    'info callbacks: Callback late, ignored',
    'info workflow_continuation: workflow_continuation: continuation waits for pending callbacks',
    'error workflow_continuation: workflow_continuation: continuation without a usable total_budget',
    'info completion: Finalising refused: callbacks are pending',
    'info completion: Scored again: 3 answers came after the scoring',
    'info completion: Batch completed: COMPLETE_STABLE',
    'error completion: Batch failed: cancelled',
    'debug grade_projection: grade_projection: anchor grade resolved by known_grade',
    'warn grade_projection: grade_projection: anchor grade not resolved (no_match)',
    'info grade_projection: grade_projection: grades projected for 12 students',
    'info grade_projection: grade_projection: unavailable (no_anchors)',
    'info outbox: Event published: done.v1',
    'warn batch_monitor: Stuck batch detected',
    'warn batch_monitor: Idle batch hears once more that its wave is complete',
    'info batch_monitor: Batch is not stuck any more, 2 comparisons open',
    'warn batch_monitor: 2 open comparisons given up as CALLBACK_LOST',
    'warn simulation.faults: Fault injected: restart: batch/1',
  ]);
});

test('a decision is logged with its mode, and as a warning where it fails the batch', () => {
  const decision = decisionsOf(world, batchNamed(world, '21')).at(0) as DecisionRecord;
  const line = (changed: Partial<DecisionRecord>) => said({ decision: { ...decision, ...changed } });
  expect(line({})).toEqual([
    'info workflow_continuation: workflow_continuation: continuation decided REQUEST_MORE_COMPARISONS (coverage), source runner_override, 88 pairs of remaining capacity',
  ]);
  expect(line({ decision: 'FINALIZE_FAILURE', mode: null })).toEqual([
    'warn workflow_continuation: workflow_continuation: continuation decided FINALIZE_FAILURE, source runner_override, 88 pairs of remaining capacity',
  ]);
});

test('a line carries the numbers of its fact, and an actor of no service is one of cjsim', () => {
  const [record] = world.records();
  const facts = [{ fact: 'callbacks.lost', count: 2 } as const];
  const records = [{ ...record, at: Date.UTC(2026, 0, 2, 3, 4, 5, 6), actor: 'world', batch: null, facts }];
  const [line = ''] = logLines({ ...world, records: () => records } as StoredWorld, EVERYTHING);
  expect(JSON.parse(line)).toEqual({
    level: 'warn',
    time: '2026-01-02T03:04:05.006Z',
    logger: 'cjsim.batch_monitor',
    actor: 'world',
    count: 2,
    msg: '2 open comparisons given up as CALLBACK_LOST',
  });
});

/** Level, module and message of the lines of a step of batch 21 that is made up. */
function said(made: Pick<TraceRecord, 'facts' | 'fault' | 'decision'>): readonly string[] {
  const base = { at: 0, actor: 'batch/21', batch: '21' };
  const records = [{ ...base, ...made }];
  return logLines({ ...world, records: () => records } as unknown as StoredWorld, EVERYTHING).map((text) => {
    const { level, logger, msg } = JSON.parse(text) as Line;
    return `${level} ${logger.replace('cj_assessment_service.', '')}: ${msg}`;
  });
}
