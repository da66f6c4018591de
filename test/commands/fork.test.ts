/** A run is forked at a step: what is shared, what changes, and that the fork is a world like any other. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunsDiff } from '../../src/report/diff/diff-runs.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

beforeAll(async () => {
  await typed(['run', 'lower5', '--db', 'run.db']);
});

async function said(...words: string[]): Promise<string> {
  const { code, out, err } = await typed(words);
  // 1: a batch of the world has failed.
  expect(code > 1 ? err : '').toBe('');
  return out;
}

async function records(db: string, ...words: string[]): Promise<readonly TraceRecord[]> {
  const out = await said('trace', '--db', db, ...words);
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TraceRecord);
}

async function diff(a: string, b: string): Promise<RunsDiff> {
  return JSON.parse(await said('diff', a, b, '--json')) as RunsDiff;
}

test.each(['1', '33', '2s', 'continuing'])(
  'an unchanged fork at %s ends with the digest of the run',
  async (at) => {
    const digest = await said('fork', 'run.db', '--at', at, '--db', `same-${at}.db`, '--quiet');
    expect(digest).toBe(await said('resume', 'run.db', '--quiet'));
    expect(await diff('run.db', `same-${at}.db`)).toMatchObject({
      schema_version: 1,
      plans: [],
      first: null,
      outcomes: [],
    });
  },
);

test('the commands that are shown after a fork of a trace compare it with its run', async () => {
  await said('run', 'lower5', '--trace', 'run.ndjson', '--db', 'traced.db', '--quiet');
  const out = await said('fork', 'run.ndjson', '--at', '40', '--seed', '9', '--db', 'seeded.db');
  const shown = out.split('\n').flatMap((line) => /^ {2}cjsim (.*)$/.exec(line)?.[1]?.split(' ') ?? []);
  expect(shown.join(' ')).toBe(
    'fork run.ndjson --at 40 --db before-seeded.db diff before-seeded.db seeded.db',
  );
  await said(...shown.slice(0, 6), '--quiet');
  expect(await diff('before-seeded.db', 'seeded.db')).toMatchObject({ forked_after: 40 });
  expect(await diff('before-seeded.db', 'traced.db')).toMatchObject({ first: null, outcomes: [] });
});

test('after a fork of a database the comparison alone is shown', async () => {
  const out = await said('fork', 'run.db', '--at', '40', '--seed', '9', '--db', 'other seed.db');
  expect(out).toMatch(
    /\nThe new world is in other seed\.db\. What followed from the change:\n {2}cjsim diff run\.db 'other seed\.db'\n$/,
  );
});

test.each([
  [[], ', with nothing changed'],
  [['--seed', '9'], ''],
])('where a fork with %j leaves its run is said', async (change, words) => {
  const db = `left-${change.length}.db`;
  const { err } = await typed(['fork', 'run.db', '--at', '30', ...change, '--db', db, '--until', '31']);
  expect(err.split('\n')[0]).toBe(`Forking run.db after step 30${words}`);
});

test('a change that comes to nothing leaves every record as it was', async () => {
  await said('fork', 'run.db', '--at', '40', '--set', 'latency.content=5', '--db', 'content.db', '--quiet');
  expect(await records('content.db')).toEqual(await records('run.db'));
  expect(await diff('run.db', 'content.db')).toMatchObject({ forked_after: 40, first: null });
});

test.each(['5', '45'])('a restart that the run planned strikes in a fork at %s too', async (at) => {
  const [own, forked] = [`restarted-${at}.db`, `restarted-fork-${at}.db`];
  await said('run', 'lower5', '--restart', 'monitor@1s', '--db', own, '--quiet');
  await said('fork', own, '--at', at, '--set', 'latency.content=5', '--db', forked, '--quiet');
  const restarts = (await records(forked)).filter(({ type }) => type === 'actor.restart');
  expect(restarts).toHaveLength(1);
  expect(restarts[0]?.n).toBeGreaterThan(5);
  expect(restarts[0]?.n).toBeLessThan(45);
});

describe('a fork with a change', () => {
  const flags = ['--set', 'latency.callback=3000', '--policy', 'service-2026-02', '--schedule', 'fifo'];

  beforeAll(async () => {
    await said('fork', 'run.db', '--at', '30', ...flags, '--db', 'fork.db', '--quiet');
  });

  test('shares the records up to its step, and diff says so', async () => {
    const [own, forked] = [await records('run.db'), await records('fork.db')];
    expect(forked.slice(0, 30)).toEqual(own.slice(0, 30));
    const { forked_after, first, plans } = await diff('run.db', 'fork.db');
    expect(forked_after).toBe(30);
    expect(first?.step).toBeGreaterThan(30);
    expect(plans.map(({ path }) => path)).toEqual(['latencies.callback', 'policy', 'schedule']);
  });

  test('is repeated by replay', async () => {
    expect(await said('replay', 'fork.db')).toContain('The same, record by record');
  });

  test.each(['31', '45'])('that stops at step %s goes on to the same digest', async (until) => {
    const whole = await said('resume', 'fork.db', '--quiet');
    await said(
      'fork',
      'run.db',
      '--at',
      '30',
      ...flags,
      '--until',
      until,
      '--db',
      `stop-${until}.db`,
      '--quiet',
    );
    expect(await said('resume', `stop-${until}.db`, '--quiet')).toBe(whole);
  });

  test('is forked again, before its step and after it', async () => {
    for (const at of ['20', '50']) {
      await said('fork', 'fork.db', '--at', at, '--seed', 'new', '--db', `again-${at}.db`, '--quiet');
      expect(await said('replay', `again-${at}.db`)).toContain('The same, record by record');
      const { first, forked_after } = await diff('fork.db', `again-${at}.db`);
      expect(first?.step).toBeGreaterThan(Number(at));
      expect(forked_after).toBe(Number(at));
    }
    expect((await records('again-20.db')).slice(0, 20)).toEqual((await records('run.db')).slice(0, 20));
  });
});

test('a fork before the step of a fork is one of their run', async () => {
  await said('fork', 'run.db', '--at', '30', '--seed', 'one', '--db', 'one.db', '--quiet');
  const digest = await said('fork', 'run.db', '--at', '20', '--seed', 'two', '--db', 'own.db', '--quiet');
  const again = await said('fork', 'one.db', '--at', '20', '--seed', 'two', '--db', 'two.db', '--quiet');
  expect(again).toBe(digest);
  expect((await diff('one.db', 'own.db')).forked_after).toBe(20);
  expect((await diff('own.db', 'two.db')).forked_after).toBe(null);
});

test('a fault can be added and a defect switched on, and every promise is checked on the way', async () => {
  const fork = (...words: string[]) => typed(['fork', 'run.db', '--at', '30', '--check', ...words]);
  const faulty = await fork('--fault', 'duplicate-callback:1', '--db', 'fault.db');
  expect(faulty.code).toBe(0);
  expect(faulty.out).toContain('duplicate-callback ×');
  const broken = await fork('--defect', 'nc2-denominator', '--db', 'bad.db');
  expect([broken.code, broken.out]).toEqual([1, '']);
  expect(broken.err).toMatch(/Invariant decision-as-specified is broken at step \d+/);
});

test('one draw can be changed, and nothing else is drawn otherwise', async () => {
  const before = await records('run.db', '--draws');
  const later = before.flatMap(({ n, draws = [] }) => (n > 30 ? draws : []));
  const [key = ''] = later.find(([name]) => name.startsWith('["latency","comparison.answered"')) ?? [];
  await said('fork', 'run.db', '--at', '30', '--draw', `${key}=0.999`, '--db', 'draw.db', '--quiet');
  const own = new Map(before.flatMap(({ draws = [] }) => draws));
  const now = (await records('draw.db', '--draws')).flatMap(({ draws = [] }) => draws);
  expect(now.filter(([name, value]) => own.has(name) && own.get(name) !== value)).toEqual([[key, 0.999]]);
});

test('a draw that the fork never takes is told, and one that it takes is not', async () => {
  const fork = (key: string, db: string) =>
    typed(['fork', 'run.db', '--at', '30', '--draw', `${key}=0.5`, '--db', db, '--quiet']);
  const later = (await records('run.db', '--draws')).flatMap(({ n, draws = [] }) => (n > 30 ? draws : []));
  const [taken = ''] = later.find(([name]) => name.startsWith('["latency","comparison.answered"')) ?? [];
  expect((await fork(taken, 'taken.db')).err).not.toContain('never taken');
  const key = '["latency","comparison.answered","nobody",1]';
  expect((await fork(key, 'untaken.db')).err).toContain(
    `Note: the draw ${key} was never taken after the fork.\n`,
  );
});

test('a fork as JSON is the result of its run', async () => {
  const out = await said('fork', 'run.db', '--at', '30', '--seed', 'json', '--db', 'json.db', '--json');
  expect(JSON.parse(out)).toMatchObject({ digest: (await said('resume', 'json.db', '--quiet')).trim() });
});

test('a fork without --db is kept beside the last run, and the commands that are shown compare the two', async () => {
  await said('run', 'lower5', '--seed', 'kept', '--quiet');
  const last = readFileSync('.cjsim/last.db', 'hex');
  const out = await said('fork', '--at', '30', '--set', 'latency.callback=3000');
  expect(out).toContain('The new world is in .cjsim/fork.db.');
  expect(out).toContain('  cjsim diff .cjsim/last.db .cjsim/fork.db\n');
  expect(await diff('.cjsim/last.db', '.cjsim/fork.db')).toMatchObject({ forked_after: 30 });
  const named = [
    'fork',
    '.cjsim/last.db',
    '--at',
    '30',
    '--set',
    'latency.callback=3000',
    '--db',
    'named.db',
  ];
  expect(await said(...named, '--quiet')).toBe(
    await said('fork', '--at', '30', ...named.slice(4, 6), '--quiet'),
  );
  expect(readFileSync('.cjsim/last.db', 'hex')).toBe(last);

  const { code, err } = await typed(['fork', '.cjsim/fork.db', '--at', '40', '--seed', 'x']);
  expect([code, err]).toEqual([2, expect.stringContaining('would replace .cjsim/fork.db')]);
  await said('fork', '.cjsim/fork.db', '--at', '40', '--seed', 'x', '--db', 'second.db', '--quiet');
});

test.each([
  [['--at', '99999'], 'never comes to 99999'],
  [['--at', 'nonsense!'], 'neither a step, a time nor a state'],
  [['--at', '30', '--set', 'batches[0].id=3'], 'cannot change in the middle of a run'],
  [['--at', '30', '--set', 'BATCH_MONITOR_INTERVAL_MINUTES=1'], 'read when its actor starts'],
  [['--at', '30', '--set', 'horizon=1s'], 'would have ended before'],
  [['--at', '30', '--restart', 'batch/1@1ms'], 'lies before step 30'],
  [['--at', '30', '--draw', 'latency=2'], 'sets no draw'],
  [['--at', '30', '--draw', '["consumer","x",1]=1'], 'sets no draw'],
  [['--at', '30', '--draw', '["consumer","x",1]=-0.1'], 'sets no draw'],
  [['--at', '30', '--draw', '["consumer","x",1]=0x0'], 'sets no draw'],
  [['--at', '30', '--draw', '["consumer","x",1]= '], 'sets no draw'],
  [['--at', '30', '--draw', '[consumer,x,1]=0.5'], 'sets no draw'],
  [['--at', '30', '--judge', 'nobody'], 'no judge profile nobody'],
  [['--at', '30', '--set', 'latency.callback=-1'], 'must not be below 0'],
])('fork %j is refused in one sentence, and nothing is written', async (words, says) => {
  const { code, out, err } = await typed(['fork', 'run.db', ...words, '--db', 'refused.db']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(says);
  expect(existsSync('refused.db')).toBe(false);
});

test('a draw that was taken before the fork is refused with its step', async () => {
  const [key = ''] = (await records('run.db', '--draws')).flatMap(({ draws = [] }) => draws)[0] ?? [];
  const { code, err } = await typed([
    'fork',
    'run.db',
    '--at',
    '30',
    '--draw',
    `${key}=0.5`,
    '--db',
    'early.db',
  ]);
  expect([code, existsSync('early.db')]).toEqual([2, false]);
  expect(err).toMatch(/is taken at step \d+, before the fork at step 30/);
});

test('a fork of a fork keeps the draw that the first one set, and cannot set it again once it is taken', async () => {
  const later = (await records('run.db', '--draws')).filter(({ n }) => n > 30);
  const [key = '', at = 0] =
    later.flatMap(({ n, draws = [] }) => draws.map(([name]) => [name, n] as const))[0] ?? [];
  const first = ['fork', 'run.db', '--at', '30', '--draw', `${key}=0.25`, '--db', 'first.db', '--quiet'];
  const digest = await said(...first);
  const again = ['fork', 'first.db', '--at', `${at + 1}`, '--quiet'];
  expect(await said(...again, '--db', 'unchanged.db')).toBe(digest);
  expect((await typed([...again, '--draw', `${key}=0.25`, '--db', 'equal.db'])).code).toBe(0);
  const { code, err } = await typed([...again, '--draw', `${key}=0.75`, '--db', 'twice.db']);
  expect([code, existsSync('twice.db')]).toEqual([2, false]);
  expect(err).toContain(`is taken at step ${at}, before the fork at step ${at + 1}.`);
});

test.each(['forked.db', '.cjsim/fork.db'])(
  'the fork in %s has the verdicts of its first steps, so that a fork of it asks no judge again',
  async (kept) => {
    writeFileSync(
      'moody.mjs',
      `let n = 0;
      export default { compare: async () => ({ winner: (n++ * 7919) % 101 < 50 ? 'essay_a' : 'essay_b', confidence: 3, justification: '' }) };`,
    );
    const run = `judged-${kept.replaceAll(/\W/g, '-')}.db`;
    await said('run', 'lower5', '--judge', './moody.mjs', '--db', run, '--quiet');
    const digest = await said(
      ...['fork', run, '--at', '40', '--quiet'],
      ...(kept === 'forked.db' ? ['--db', kept] : []),
    );
    const steps = (await records(kept)).length;
    expect(await said('fork', kept, '--at', String(steps), '--db', `whole-${run}`, '--quiet')).toBe(digest);
  },
);

test('a policy that refuses the scale of the run is refused, and nothing is written', async () => {
  writeFileSync(
    'scale.yaml',
    'essays: { generate: { count: 3 } }\nassignment: { grade_scale: nobody, anchors: [] }\n',
  );
  await said('run', './scale.yaml', '--policy', 'service-2026-02', '--db', 'scale.db', '--quiet');
  const { code, err } = await typed([
    'fork',
    'scale.db',
    '--at',
    '3',
    '--policy',
    'current',
    '--db',
    'refused-scale.db',
  ]);
  expect([code, existsSync('refused-scale.db')]).toEqual([2, false]);
  expect(err).toContain("The policy current refuses the assignment's grade scale nobody.");
});
