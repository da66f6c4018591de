/**
 * Every fault in every way to schedule it, from a file and as a flag: it strikes where it says and nowhere else,
 * stands in the trace, and is counted. Every way that a fault does not know is refused.
 */
import { describe, expect, test } from 'vitest';
import { byCodePoint } from '../../../src/cj/code-point-order.js';
import {
  FAULT_KINDS,
  FAULT_NAMES,
  type FaultKey,
  type FaultName,
} from '../../../src/sim/faults/fault-kinds.js';
import { cjsim } from '../../cli/running.js';
import {
  chances,
  type FaultKeys,
  fromFile,
  fromFlags,
  type Place,
  type Ran,
  scenarioFile,
  strokes,
  type Target,
} from './small-world.js';

/** What a fault that strikes now and then strikes. */
const TARGETS: Partial<Readonly<Record<FaultName, Target>>> = {
  'drop-callback': 'callback',
  'duplicate-callback': 'callback',
  'delay-callback': 'callback',
  'corrupt-callback': 'callback',
  'consumer-crash-before-commit': 'callback',
  'consumer-crash-after-commit': 'callback',
  'content-missing': 'text',
  'content-slow': 'text',
  'provider-429': 'call',
  'provider-500': 'call',
  'provider-503': 'call',
  'provider-timeout': 'call',
  'provider-burst': 'wave',
  'provider-outage': 'call',
  'provider-slow': 'verdict',
  'judge-nonsense': 'verdict',
  'outbox-failure': 'publication',
};

const calm = fromFlags([]);

/** A way to schedule a fault: the flag's text after its name, and the keys in a file. */
interface Way {
  readonly flag: string;
  readonly keys: FaultKeys;
}

/** A file and a flag say the same. */
function ranBothWays(name: FaultName, { flag, keys }: Way, besides: readonly string[] = []): Ran {
  const others = besides.length === 0 ? [] : [{ fault: 'drop-callback', nth: 1 }];
  const file = fromFile([{ fault: name, ...keys }, ...others]);
  const flags = fromFlags([`${name}${flag}`, ...besides]);
  expect(flags.digest).toBe(file.digest);
  expect(file.counted[name] ?? 0).toBe(strokes(file, name).length);
  return file;
}

const targeted = FAULT_NAMES.flatMap((name) => {
  const target = TARGETS[name];
  return target === undefined ? [] : [{ name, target, may: FAULT_KINDS[name].may as readonly FaultKey[] }];
});
const withRate = targeted.filter(({ may }) => may.includes('rate'));

test('every fault is either scheduled by what it strikes, or at a set time', () => {
  const timed = FAULT_NAMES.filter((name) => TARGETS[name] === undefined);
  expect(timed).toEqual(['pause', 'restart', 'process-crash', 'clock-jump', 'flush-idempotency-keys']);
  expect(targeted.length + timed.length).toBe(22);
  expect(targeted.filter((fault) => !withRate.includes(fault)).map(({ name }) => name)).toEqual([
    'provider-outage',
  ]);
});

describe.each(withRate)('$name', ({ name, target }) => {
  const places = chances(calm, target);

  test('strikes all at rate 1, none at rate 0, and some between', () => {
    const all = strokes(ranBothWays(name, { flag: ':1', keys: { rate: 1 } }), name);
    expect(all[0]).toEqual(places[0]);
    expect(all.length).toBeGreaterThanOrEqual(target === 'wave' ? 1 : 2);
    expect(strokes(ranBothWays(name, { flag: ':0', keys: { rate: 0 } }), name)).toEqual([]);
    const some = strokes(ranBothWays(name, { flag: ':0.6', keys: { rate: 0.6 } }), name);
    expect(some.length).toBeGreaterThan(0);
    expect(places).toContainEqual(some[0]);
  });

  test('strikes the nth and no other', () => {
    expect(strokes(ranBothWays(name, { flag: '#2', keys: { nth: 2 } }), name)).toEqual([places[1]]);
    const both = strokes(ranBothWays(name, { flag: '#1+2', keys: { nth: [1, 2] } }), name);
    expect(both).toHaveLength(2);
    expect(both[0]).toEqual(places[0]);
  });

  test('strikes at the step that it names', () => {
    const step = places[1]?.step ?? 0;
    const struck = strokes(ranBothWays(name, { flag: `,at_step=${step}`, keys: { at_step: step } }), name);
    expect(struck).toEqual(places.filter((place) => place.step === step));
    const idle = ranBothWays(name, { flag: ',at_step=1', keys: { at_step: 1 } });
    expect(strokes(idle, name)).toEqual([]);
    expect(idle.counted[name]).toBe(0);
  });

  test('strikes from a time on, and before another', () => {
    const atMs = places[1]?.atMs ?? 0;
    const from = places.find((place) => place.atMs === atMs);
    const within = { flag: `@${atMs}ms..${atMs + 1}ms`, keys: { from: atMs, to: atMs + 1 } };
    const struck = strokes(ranBothWays(name, within), name);
    expect(struck[0]).toEqual(from);
    expect(new Set(struck.map((place) => place.atMs))).toEqual(new Set([atMs]));
    const since = strokes(ranBothWays(name, { flag: `@${atMs}ms`, keys: { from: atMs } }), name);
    expect(since[0]).toEqual(from);
    const first = places[0]?.atMs ?? 0;
    const before = { flag: `@0s..${first}ms`, keys: { from: '0s', to: first } };
    expect(strokes(ranBothWays(name, before), name)).toEqual([]);
  });

  test('strikes the batch that it names', () => {
    const struck = strokes(ranBothWays(name, { flag: ',batch=1', keys: { batch: 1 } }), name);
    expect(struck[0]).toEqual(places[0]);
  });
});

test('an outage strikes every call of its time', () => {
  const [, second] = chances(calm, 'call');
  const from = second?.atMs ?? 0;
  const to = from + 5000;
  const run = ranBothWays('provider-outage', { flag: `@${from}ms..${to}ms`, keys: { from, to } });
  const struck = strokes(run, 'provider-outage');
  expect(struck).toEqual(chances(run, 'call').filter(({ atMs }) => atMs >= from && atMs < to));
  expect(struck.length).toBeGreaterThan(1);
});

test('a paused actor does nothing in its time, and goes on at the end of it', () => {
  const way = { flag: '@2s..20s,actor=consumer', keys: { from: '2s', to: '20s', actor: 'consumer' } };
  const run = ranBothWays('pause', way);
  const taken = run.records
    .filter(({ actor }) => actor.startsWith('consumer/'))
    .map(({ at }) => at - run.startMs);
  expect(taken.filter((atMs) => atMs >= 2000 && atMs < 20_000)).toEqual([]);
  expect(taken).toContain(20_000);
  expect(run.counted['pause']).toBeGreaterThan(0);
});

describe.each([
  ['restart', 'actor.restart|restart/1|batch/1', ',actor=batch/1', { actor: 'batch/1' }],
  ['process-crash', 'actor.restart|process-crash/1|cj_assessment_service', '', {}],
] as const)('%s', (name, id, more, keys) => {
  test('happens at the time that it names', () => {
    const run = ranBothWays(name, { flag: `@2500ms${more}`, keys: { at: 2500, ...keys } });
    const [record, ...rest] = run.records.filter(({ messageId }) => messageId === id);
    expect(rest).toEqual([]);
    expect(record?.at).toBe(run.startMs + 2500);
    expect(strokes(run, name)).toEqual([{ step: record?.n, atMs: 2500 }]);
  });

  test('is each step of a run that it names, whatever else is due', () => {
    const steps = Array.from({ length: calm.records.length }, (_, index) => index + 1);
    const struck = steps.map((step) =>
      strokes(fromFlags([`${name},at_step=${step}${more}`]), name).map((place) => place.step),
    );
    expect(struck).toEqual(steps.map((step) => [step]));
    ranBothWays(name, { flag: `,at_step=20${more}`, keys: { at_step: 20, ...keys } });
  });

  test('follows in the next step where two name one', () => {
    const run = fromFlags([`${name},at_step=20${more}`, `${name},at_step=20${more}`]);
    expect(strokes(run, name).map(({ step }) => step)).toEqual([20, 21]);
  });
});

test("a clock that jumps is seen by the monitor's looks from then on", () => {
  const way = { flag: '@7m,by=5h', keys: { at: '7m', by: '5h' } };
  const run = ranBothWays('clock-jump', way, ['drop-callback#1']);
  const looks = run.records
    .filter(({ actor, type }) => actor === 'monitor' && type === 'sweep-batches')
    .map(({ n, at }): Place => ({ step: n, atMs: at - run.startMs }));
  const struck = strokes(run, 'clock-jump');
  expect(looks.some(({ atMs }) => atMs < 420_000)).toBe(true);
  expect(struck.filter(({ step }) => looks.some((look) => look.step === step))).toEqual(
    looks.filter(({ atMs }) => atMs >= 420_000),
  );
  expect(struck.length).toBeGreaterThan(0);
});

test('callbacks of the time before a flush come again at its moment, and count once', () => {
  const way = { flag: '@5s,by=4s', keys: { at: '5s', by: '4s' } };
  const run = ranBothWays('flush-idempotency-keys', way);
  const arrived = run.records.filter(({ type }) => type === 'comparison.answered');
  const again = arrived.filter(({ messageId }) => messageId.endsWith('+flush-idempotency-keys'));
  expect(new Set(again.map(({ at }) => at - run.startMs))).toEqual(new Set([5000]));
  const recent = arrived.filter(({ at }) => at >= run.startMs + 1000 && at < run.startMs + 5000);
  expect(
    again.map(({ messageId }) => messageId.replace('+flush-idempotency-keys', '')).sort(byCodePoint),
  ).toEqual(recent.map(({ messageId }) => messageId).sort(byCodePoint));
  expect(again.flatMap(({ facts = [] }) => facts)).toEqual(
    again.map(() => expect.objectContaining({ fact: 'callback.ignored', why: 'repeated' })),
  );
});

const VALUES: Readonly<Record<FaultKey, string | number>> = {
  rate: 0.5,
  nth: 2,
  at_step: 9,
  from: '1s',
  to: '2s',
  at: '1s',
  by: '1s',
  actor: 'batch',
  batch: 1,
  as: 'malformed',
};
const ALL_KEYS = Object.keys(VALUES) as readonly FaultKey[];

/** A fault with all that it needs, and one key that it does not know, or with something missing. */
const REFUSED = FAULT_NAMES.flatMap((name) => {
  const { needs, may } = FAULT_KINDS[name] as {
    readonly needs: readonly FaultKey[];
    readonly may: readonly FaultKey[];
  };
  const once: readonly FaultKey[] = may.includes('at') && may.includes('at_step') ? ['at'] : [];
  const enough = [...needs, ...once];
  const strange = ALL_KEYS.filter((key) => ![...needs, ...may].includes(key)).map((key) => ({
    name,
    keys: [...enough, key],
    says: `${name} takes no ${key}; it takes ${[...needs, ...may].join(', ')}.`,
  }));
  const missing = needs.map((key) => ({
    name,
    keys: enough.filter((other) => other !== key),
    says: `${name} needs ${needs.join(', ').replace(/, ([^,]*)$/, ' and $1')}.`,
  }));
  const ambiguous = once.flatMap(() =>
    [['at', 'at_step'], []].map((moments) => ({
      name,
      keys: [...needs, ...(moments as readonly FaultKey[])],
      says: `${name} needs exactly one of at and at_step.`,
    })),
  );
  return [...strange, ...missing, ...ambiguous];
});

test.each(REFUSED)('$name with $keys is refused in one sentence', async ({ name, keys, says }) => {
  const values = Object.fromEntries(keys.map((key) => [key, VALUES[key]]));
  const flag = [name, ...keys.map((key) => `${key}=${VALUES[key]}`)].join(',');
  const byFlag = await cjsim(['run', 'four-essays', '--no-keep', '--fault', flag]);
  expect(byFlag.err.split('\n')[0]).toBe(`cjsim: --fault ${flag}: ${says}`);
  expect(byFlag).toMatchObject({ code: 2, out: '' });
  const path = scenarioFile([{ fault: name, ...values }]);
  const byFile = await cjsim(['run', path, '--no-keep']);
  expect(byFile.err).toMatch(/^cjsim: .*four-essays\.yaml:\d+:\d+: faults\[0\]: /);
  expect(byFile.err.split('\n')[0]?.endsWith(`: ${says}`)).toBe(true);
  expect(byFile).toMatchObject({ code: 2, out: '' });
});
