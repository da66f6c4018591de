/** What other programs open: Chrome trace JSON by the rules of the Trace Event Format, and a Mermaid sequence diagram. */
import { describe, expect, test } from 'vitest';
import type { DecisionRecord } from '../../src/cj/continuation/decision-record.js';
import { traceChrome } from '../../src/report/trace-chrome.js';
import { traceMermaid } from '../../src/report/trace-mermaid.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';
import { storedRun } from './stored.js';

interface Event {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly s?: string;
  readonly pid: number;
  readonly tid: number;
  readonly args: Readonly<Record<string, unknown>>;
}

const world = storedRun('rough-night');
const records = world.records();
const start = world.plan.clockStartMs;
const { traceEvents } = JSON.parse(traceChrome(records, start)) as { readonly traceEvents: readonly Event[] };
const slices = traceEvents.filter(({ ph }) => ph === 'X');
const marks = traceEvents.filter(({ ph }) => ph === 'i');

describe('the Chrome trace', () => {
  test('has of each event what the Trace Event Format asks for its phase', () => {
    for (const { name, ph, ts, dur, s, pid, tid } of traceEvents) {
      expect(name).not.toBe('');
      expect(['X', 'i', 'M']).toContain(ph);
      expect(Number.isInteger(ts) && ts >= 0).toBe(true);
      expect(Number.isInteger(pid) && Number.isInteger(tid)).toBe(true);
      expect(dur !== undefined && dur >= 0).toBe(ph === 'X');
      expect(s).toBe(ph === 'i' ? 't' : undefined);
    }
  });

  test('names its one process', () => {
    const names = traceEvents.filter(({ ph, name }) => ph === 'M' && name === 'process_name');
    expect(names).toMatchObject([{ pid: 1, args: { name: 'cjsim, virtual time' } }]);
    expect(new Set(traceEvents.map(({ pid }) => pid))).toEqual(new Set([1]));
  });

  test('names every track once, by its actor', () => {
    const names = traceEvents.filter(({ ph, name }) => ph === 'M' && name === 'thread_name');
    const actors = [...new Set(records.map(({ actor }) => actor))];
    expect(names.map(({ args }) => args['name'])).toEqual(actors);
    expect(new Set(names.map(({ tid }) => tid)).size).toBe(actors.length);
    const named = new Set(names.map(({ tid }) => tid));
    expect(traceEvents.every(({ ph, tid }) => named.has(tid) || ph === 'M')).toBe(true);
  });

  test('has a mark for every step, in microseconds of virtual time', () => {
    expect(marks.map(({ ts }) => ts)).toEqual(records.map(({ at }) => 1000 * (at - start)));
    expect(marks.map(({ args }) => args['step'])).toEqual(records.map(({ n }) => n));
  });

  test('slices of a track follow one another without a gap or an overlap', () => {
    for (const tid of new Set(slices.map((slice) => slice.tid))) {
      const own = slices.filter((slice) => slice.tid === tid);
      for (const [index, { ts }] of own.entries()) {
        const before = own[index - 1];
        if (before !== undefined) expect(ts).toBe(before.ts + (before.dur ?? 0));
      }
    }
  });
});

test('the sequence diagram declares every participant, and says how many steps are left out', () => {
  const lines = traceMermaid(records, records, { clockStartMs: start, most: 50 }).trimEnd().split('\n');
  expect(lines[0]).toBe('sequenceDiagram');
  const declared = new Set(lines.flatMap((line) => /^ {2}participant (\w+) as /.exec(line)?.[1] ?? []));
  const statements = lines.slice(1 + declared.size);
  const used = statements.map(
    (line) => /^ {2}(\w+)(?:-\)|->>)(\w+): [^;#]+$/.exec(line) ?? /^ {2}Note over (\w+): [^;#]+$/.exec(line),
  );
  expect(used.every((parts) => parts !== null)).toBe(true);
  expect(new Set(used.flatMap((parts) => parts?.slice(1) ?? []))).toEqual(declared);
  expect(lines.at(-1)).toContain(`and ${records.length - 50} more steps`);
});

test('a sequence diagram that is cut says how many steps it leaves out, and a whole one nothing', () => {
  const drawn = (most: number) => traceMermaid(records, records, { clockStartMs: start, most });
  expect(drawn(50)).toContain(`: and ${records.length - 50} more steps\n`);
  expect(drawn(records.length)).not.toContain('more steps');
});

describe('four steps, drawn whole', () => {
  const step = (n: number, made: Partial<TraceRecord>): TraceRecord => ({
    ...{ n, at: 1000 + 250 * n, actor: 'batch/1', batch: '1', type: 'go', messageId: `m${n}` },
    ...{ causedBy: `m${n - 1}`, before: 'a', after: 'a', rows: {} },
    ...made,
  });
  const decision = { decision: 'FINALIZE_SCORING' } as DecisionRecord;
  const steps = [
    step(1, { actor: 'runner/1', type: 'request.due', causedBy: null, batch: null }),
    step(2, { after: 'b', fault: ['pause: x;y#1'] }),
    step(3, { before: 'b', after: 'c', decision }),
    step(4, { actor: 'runner/1', before: 'a', after: 'told' }),
  ];

  test('as a sequence: who sends, when, the new state, decisions and faults', () => {
    const drawn = (most: number) => traceMermaid(steps, steps, { clockStartMs: 1000, most });
    expect(drawn(4)).toBe(`sequenceDiagram
  participant runner_1 as runner/1
  participant batch_1 as batch/1
  runner_1-)runner_1: request.due (0.250 s)
  runner_1->>batch_1: go (0.500 s)
  Note over batch_1: b
  Note over batch_1: fault pause: x,y,1
  batch_1-)batch_1: go (0.750 s)
  Note over batch_1: c
  Note over batch_1: FINALIZE_SCORING
  batch_1->>runner_1: go (1.000 s)
  Note over runner_1: told
`);
    expect(drawn(1)).toMatch(/\n {2}Note over runner_1: and 3 more steps\n$/);
    expect(drawn(3)).toMatch(/\n {2}Note over runner_1: and 1 more step\n$/);
    const only = (n: number) => steps.slice(n - 1, n);
    expect(traceMermaid(only(2), steps, { clockStartMs: 1000, most: 9 })).toContain('runner_1->>batch_1: go');
  });

  test('as tracks: names, marks with what they are of, and a slice for every state', () => {
    const text = traceChrome(steps, 1000);
    const world = { name: 'process_name', cat: '__metadata', ph: 'M', ts: 0, pid: 1, tid: 0 };
    const named = (tid: number, name: string) => ({ ...world, name: 'thread_name', tid, args: { name } });
    const mark = (tid: number, ts: number, name: string, args: object) => ({
      ...{ name, cat: 'step', ph: 'i', s: 't', ts, pid: 1, tid, args },
    });
    const slice = (tid: number, name: string, ts: number, dur: number) => ({
      ...{ name, cat: 'state', ph: 'X', ts, dur, pid: 1, tid, args: {} },
    });
    expect(JSON.parse(text)).toEqual({
      displayTimeUnit: 'ms',
      traceEvents: [
        { ...world, args: { name: 'cjsim, virtual time' } },
        named(1, 'runner/1'),
        named(2, 'batch/1'),
        mark(1, 250_000, 'request.due', { step: 1, batch: null, message: 'm1' }),
        slice(2, 'a', 500_000, 0),
        mark(2, 500_000, 'go', { step: 2, batch: '1', message: 'm2', fault: ['pause: x;y#1'] }),
        slice(2, 'b', 500_000, 250_000),
        mark(2, 750_000, 'go', { step: 3, batch: '1', message: 'm3', decision: 'FINALIZE_SCORING' }),
        slice(1, 'a', 250_000, 750_000),
        mark(1, 1_000_000, 'go', { step: 4, batch: '1', message: 'm4' }),
        slice(1, 'told', 1_000_000, 0),
        slice(2, 'c', 750_000, 250_000),
      ],
    });
  });
});
