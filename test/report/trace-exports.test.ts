/** What other programs open: Chrome trace JSON by the rules of the Trace Event Format, and a Mermaid sequence diagram. */
import { describe, expect, test } from 'vitest';
import { traceChrome } from '../../src/report/trace-chrome.js';
import { traceMermaid } from '../../src/report/trace-mermaid.js';
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
