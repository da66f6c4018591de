/** What each fault does to what it strikes, against the same run without it. */
import { describe, expect, test } from 'vitest';
import type { TraceRecord } from '../../../src/sim/trace-record.js';
import { fromFlags, type Ran } from './small-world.js';

const calm = fromFlags([]);
const firstCallback = messages(calm, 'comparison.answered')[0];
const struckCallback = /: (.*)$/.exec(struckBy('drop-callback#1'))?.[1] ?? '';

function messages({ records }: Ran, type: string): readonly TraceRecord[] {
  return records.filter((record) => record.type === type);
}

function struckBy(flag: string): string {
  return fromFlags([flag]).records.flatMap(({ fault = [] }) => fault)[0] ?? '';
}

/** When deliveries of one message were taken, as time after it was taken in the calm run, and what came of each. */
function taken(run: Ran, messageId: string): readonly (readonly [lateMs: number, ...facts: unknown[]])[] {
  const due = calm.records.find((record) => record.messageId === messageId)?.at ?? 0;
  return run.records
    .filter((record) => record.messageId.startsWith(messageId))
    .map(({ at, facts = [] }) => [
      at - due,
      ...facts.map((fact) =>
        fact.fact === 'callback.ignored'
          ? fact.why
          : fact.fact === 'callback.persisted'
            ? (fact.error_code ?? 'counted')
            : fact.fact,
      ),
    ]);
}

const CALLBACKS: readonly (readonly [flag: string, what: string, taken: readonly unknown[]])[] = [
  ['drop-callback#1', 'never arrives', []],
  [
    'duplicate-callback#1,by=7s',
    'arrives twice, and counts once',
    [
      [0, 'counted'],
      [7000, 'repeated'],
    ],
  ],
  ['delay-callback#1,by=9s', 'arrives later', [[9000, 'counted']]],
  ['consumer-crash-before-commit#1,by=3s', 'is taken when it comes again', [[3000, 'counted']]],
  [
    'consumer-crash-after-commit#1,by=3s',
    'comes again, and counts once',
    [
      [0, 'counted'],
      [3000, 'repeated'],
    ],
  ],
  ['corrupt-callback#1,as=malformed', 'is an error', [[0, 'INVALID_RESPONSE']]],
  ['corrupt-callback#1,as=error-without-detail', 'is an error without detail', [[0, 'INVALID_RESPONSE']]],
  ['corrupt-callback#1,as=wrong-correlation-id', 'is known to nobody', [[0, 'unknown']]],
  ['judge-nonsense#1', 'carries no verdict', [[0, 'INVALID_RESPONSE']]],
  ['provider-slow#1,by=8s', 'comes as late as the model answers', [[8000, 'counted']]],
];

test.each(CALLBACKS)('%s: the callback %s', (flag, _what, expected) => {
  expect(struckCallback).toMatch(/^comparison\.answered\|/);
  expect(taken(fromFlags([flag]), struckCallback)).toEqual(expected);
});

test('a delayed callback is overtaken by later ones', () => {
  const order = messages(fromFlags(['delay-callback#1,by=9s']), 'comparison.answered');
  expect(firstCallback?.messageId).toBe(struckCallback);
  expect(order.findIndex(({ messageId }) => messageId === struckCallback)).toBeGreaterThan(0);
});

describe('texts', () => {
  test('a missing one is answered as missing, and its essay is left out', () => {
    const run = fromFlags(['content-missing#1']);
    expect(messages(run, 'content.missing')).toHaveLength(1);
    expect(facts(run, 'texts.missing')).toMatchObject([
      { storage_ids: [expect.stringContaining('student-')] },
    ]);
    expect(facts(run, 'batch.prepared')).toMatchObject([{ students: 3 }]);
  });

  test('a slow one comes later', () => {
    const [first] = messages(calm, 'content.delivered');
    const run = fromFlags(['content-slow,by=11s']);
    expect(taken(run, first?.messageId ?? '')).toEqual([[11_000]]);
  });
});

function facts({ records }: Ran, name: string): readonly unknown[] {
  return records.flatMap((record) => (record.facts ?? []).filter(({ fact }) => fact === name));
}

test.each([
  ['provider-429#1,by=42s', 'RATE_LIMITED', 42_200],
  ['provider-500#1', 'SERVER_ERROR', null],
  ['provider-503#1', 'SERVICE_UNAVAILABLE', null],
  ['provider-timeout#1,by=17s', 'TIMEOUT', null],
  ['provider-burst#1', 'SERVER_ERROR', null],
  ['provider-outage@0s..1s', 'SERVICE_UNAVAILABLE', null],
])('%s: a call fails as %s and is tried again', (flag, code, retryInMs) => {
  const run = fromFlags([flag]);
  expect(facts(run, 'call.failed')).toMatchObject([
    { code, tries: 1, retry_in_ms: retryInMs ?? expect.any(Number) },
  ]);
  expect(facts(run, 'call.answered')).toHaveLength(facts(calm, 'call.answered').length);
  const tookMs = flag.includes('17s') ? 17_000 : 200;
  const [due] = run.records.filter(({ facts: all = [] }) => all.some(({ fact }) => fact === 'call.failed'));
  const again = run.records.find(({ causedBy, type }) => type === 'call.due' && causedBy === due?.messageId);
  expect((again?.at ?? 0) - (due?.at ?? 0)).toBeGreaterThan(tookMs);
});

test('outbox-failure#1: the event stays in the outbox and is published on another try', () => {
  const run = fromFlags(['outbox-failure#1']);
  expect(facts(run, 'publish.failed')).toHaveLength(1);
  expect(facts(run, 'event.published')).toEqual(facts(calm, 'event.published'));
});

test('process-crash: all actors of the assessment service are restarted, and the run ends as before', () => {
  const run = fromFlags(['process-crash@3s']);
  expect(facts(run, 'actor.restarted').map((fact) => (fact as { readonly actor: string }).actor)).toEqual([
    'batch/1',
    'consumer/1',
    'consumer/2',
    'consumer/3',
    'monitor',
    'outbox_relay',
  ]);
  expect(run.records.at(-1)?.after).toBe('told');
});

test('pause,actor=monitor: a stuck batch is found only when the monitor goes on', () => {
  const foundAt = (flags: readonly string[]): number => {
    const run = fromFlags(['drop-callback#1', ...flags]);
    return (messages(run, 'batch.stuck')[0]?.at ?? 0) - run.startMs;
  };
  const usual = foundAt([]);
  expect(usual).toBeGreaterThan(0);
  const pausedUntil = usual + 3_600_000;
  expect(foundAt([`pause@1s..${pausedUntil}ms,actor=monitor`])).toBeGreaterThanOrEqual(pausedUntil);
});

test('clock-jump: the monitor believes that hours have passed', () => {
  const foundAt = (flags: readonly string[]): number => {
    const run = fromFlags(['drop-callback#1', ...flags]);
    return (messages(run, 'batch.stuck')[0]?.at ?? 0) - run.startMs;
  };
  expect(foundAt(['clock-jump@1s,by=5h'])).toBeLessThan(foundAt([]) - 3_600_000);
});
