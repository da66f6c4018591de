import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/cj/errors.js';
import { loadScenario } from '../../../src/files/load-scenario.js';
import { createWorld } from '../../../src/library/create-world.js';
import { run } from '../../../src/library/run.js';
import { FAULT_NAMES } from '../../../src/sim/faults/fault-kinds.js';
import { parseFault, parsePause, parseRestart } from '../../../src/sim/faults/parse-fault.js';
import { expandScenario } from '../../../src/sim/scenario/expand-scenario.js';
import type { TraceRecord } from '../../../src/sim/trace-record.js';
import { planned } from '../planned.js';

interface Ran {
  readonly records: readonly TraceRecord[];
  /** How often each fault struck. */
  readonly struck: Readonly<Record<string, number>>;
  readonly row: Readonly<Record<string, unknown>>;
}

function ran(name: string, faults: readonly string[]): Ran {
  const records: TraceRecord[] = [];
  using world = createWorld({
    plan: planned(name, faults),
    check: true,
    onRecord: (_line, record) => records.push(record),
  });
  run(world);
  const struck: Record<string, number> = {};
  for (const fault of records.flatMap((record) => record.fault ?? [])) {
    const kind = fault.slice(0, fault.indexOf(':'));
    struck[kind] = (struck[kind] ?? 0) + 1;
  }
  const row = world.store.driver
    .prepare(
      'select state, submitted_comparisons as submitted, completed_comparisons as completed, failed_comparisons as failed from cj_batch_states',
    )
    .get() as Ran['row'];
  return { records, struck, row };
}

const ONE_OF_EACH: Readonly<Record<(typeof FAULT_NAMES)[number], string>> = {
  'drop-callback': 'drop-callback#3',
  'duplicate-callback': 'duplicate-callback:0.3',
  'delay-callback': 'delay-callback:0.3',
  'corrupt-callback': 'corrupt-callback#2',
  'consumer-crash-before-commit': 'consumer-crash-before-commit:0.3',
  'consumer-crash-after-commit': 'consumer-crash-after-commit:0.3',
  'content-missing': 'content-missing#2',
  'content-slow': 'content-slow#2',
  'provider-429': 'provider-429:0.5',
  'provider-500': 'provider-500:0.5',
  'provider-503': 'provider-503:0.5',
  'provider-timeout': 'provider-timeout:0.5',
  'provider-burst': 'provider-burst:0.5',
  'provider-outage': 'provider-outage@2s..60s',
  'provider-slow': 'provider-slow:0.3',
  'judge-nonsense': 'judge-nonsense#2',
  'outbox-failure': 'outbox-failure#1',
  pause: 'pause@1s..20s,actor=consumer',
  restart: 'restart@2s,actor=batch',
  'process-crash': 'process-crash,at_step=30',
  'clock-jump': 'clock-jump@1s,by=5h',
  'flush-idempotency-keys': 'flush-idempotency-keys@5s',
};

describe('faults', () => {
  test.each(FAULT_NAMES)('%s strikes, stands in the trace, and breaks no invariant', (name) => {
    const slow = name === 'clock-jump' ? ['drop-callback#3'] : [];
    const { struck, row } = ran('lower5', [ONE_OF_EACH[name], ...slow]);
    expect(struck[name]).toBeGreaterThan(0);
    expect(row['state']).toBe('COMPLETED');
  });

  test('a fault on the nth strikes exactly that one', () => {
    const { records, struck } = ran('lower5', ['drop-callback#3+5']);
    expect(struck).toEqual({ 'drop-callback': 2 });
    const lost = records
      .flatMap((record) => record.facts ?? [])
      .filter(({ fact }) => fact === 'callbacks.lost');
    expect(lost).not.toEqual([]);
  });

  test('a dropped callback leaves all other draws as they were', () => {
    const verdicts = (faults: readonly string[]): ReadonlyMap<string, string> => {
      const plan = planned('failed-comparisons', faults);
      using world = createWorld({ plan });
      run(world);
      const rows = world.store.driver
        .prepare(
          'select essay_a_els_id || essay_b_els_id as pair, request_correlation_id as id, winner from cj_comparison_pairs',
        )
        .all() as readonly { readonly pair: string; readonly id: string; readonly winner: string }[];
      return new Map(rows.map(({ pair, id, winner }) => [`${pair} ${id}`, winner]));
    };
    const calm = verdicts([]);
    const disturbed = verdicts(['delay-callback:0.5']);
    const common = [...calm.keys()].filter((key) => disturbed.has(key));
    expect(common.length).toBeGreaterThan(10);
    expect(common.map((key) => disturbed.get(key))).toEqual(common.map((key) => calm.get(key)));
  });

  test('the circuit breaker opens after failures in a row, and closes after a call that gets through', () => {
    const { records } = ran('provider-outage', []);
    const facts = records.flatMap((record) => record.facts ?? []).map(({ fact }) => fact);
    expect(facts.indexOf('circuit.opened')).toBeGreaterThan(0);
    expect(facts.indexOf('circuit.closed')).toBeGreaterThan(facts.indexOf('circuit.opened'));
  });

  test('a provider waits at least as long as Retry-After asks', () => {
    const { records } = ran('lower5', ['provider-429#1,by=42s']);
    const failed = records.flatMap((record) => record.facts ?? []).find(({ fact }) => fact === 'call.failed');
    expect(failed).toMatchObject({ code: 'RATE_LIMITED', tries: 1, retry_in_ms: 42_200 });
  });

  test('a redelivered callback counts once when the idempotency keys are gone', () => {
    const { records, row } = ran('lower5', ['flush-idempotency-keys@5s']);
    const repeated = records
      .flatMap((record) => record.facts ?? [])
      .filter((fact) => fact.fact === 'callback.ignored' && fact.why === 'repeated');
    expect(repeated.length).toBeGreaterThan(0);
    expect(row['completed']).toBe(row['submitted']);
  });
});

describe('a fault as a flag writes it', () => {
  test('has a name, and a rate, a number, a time, and keys', () => {
    expect(parseFault('drop-callback:0.02')).toEqual({ fault: 'drop-callback', rate: 0.02 });
    expect(parseFault('provider-outage@60s..120s')).toEqual({
      fault: 'provider-outage',
      from: '60s',
      to: '120s',
    });
    expect(parseFault('drop-callback#7+9')).toEqual({ fault: 'drop-callback', nth: [7, 9] });
    expect(parseFault('clock-jump@60s,by=2h')).toEqual({ fault: 'clock-jump', at: '60s', by: '2h' });
    expect(parseFault('delay-callback:0.1@5s..,by=5s,batch=21')).toEqual({
      fault: 'delay-callback',
      rate: 0.1,
      from: '5s',
      by: '5s',
      batch: 21,
    });
    expect(parsePause('content_service@10s..20s')).toEqual({
      fault: 'pause',
      actor: 'content_service',
      from: '10s',
      to: '20s',
    });
    expect(parseRestart('batch/21@30s')).toEqual({ fault: 'restart', actor: 'batch/21', at: '30s' });
  });

  test.each([
    ['drop-calback:0.1', /There is no fault drop-calback.*drop-callback/],
    ['drop-callback:2', /rate must be at most 1, not 2/],
    ['drop-callback:x', /"x" is no rate/],
    ['drop-callback:0x1', /"0x1" is no rate/],
    ['drop-callback@1s..2s..3s', /"1s\.\.2s\.\.3s" is no span of time/],
    ['delay-callback,by=5s=7', /",by=5s=7" is not KEY=VALUE/],
    ['provider-outage', /provider-outage needs from and to/],
    ['provider-outage@5', /"5" is no time/],
    ['restart@5s', /restart needs actor/],
    ['drop-callback,actor=batch', /drop-callback takes no actor/],
    ['process-crash', /process-crash needs exactly one of at and at_step/],
    ['drop-callback,by', /is not KEY=VALUE/],
    ['', /is no fault/],
  ])('%s is refused in one sentence', (text, says) => {
    expect(() => parseFault(text)).toThrow(UserError);
    expect(() => parseFault(text)).toThrow(says);
  });
});

test('a burst is drawn once for all calls of a wave', () => {
  const { scenario, sources } = loadScenario('four-essays');
  const faults = [{ fault: 'provider-burst' as const, rate: 0.5 }];
  const settings = { LLM_BATCHING_MODE: 'per_request' as const };
  using world = createWorld({ plan: expandScenario(scenario, { faults, settings }, sources), check: true });
  expect(run(world)).toBe('finished');
});
