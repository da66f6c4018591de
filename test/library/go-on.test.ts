/** A stored world in a program: gone on with, repeated, and left at a step. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createWorld,
  forkedPlan,
  forkWorld,
  replay,
  resumeWorld,
  run,
  runAsync,
  type TraceRecord,
  type World,
} from '../../src/index.js';
import { momentAfter } from '../../src/library/fork-moment.js';
import { planned } from '../sim/planned.js';

let folder = '';
let database = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cjsim-go-on-'));
  database = join(folder, 'world.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const plan = planned('lower5');

function ended() {
  using world = createWorld({ plan });
  const { digest } = world.seal(run(world));
  return { recorded: { plan: world.plan, lines: world.store.journal.traceAfter(0) }, digest };
}

function digestOf(world: World): string {
  using ending = world;
  return ending.seal(run(ending)).digest;
}

const set = { 'latency.callback': 3000 };

test('a world in a file goes on to the digest of a run that never stopped', () => {
  {
    using begun = createWorld({ plan, database });
    for (let k = 0; k < 20; k++) begun.step();
  }
  expect(digestOf(resumeWorld({ database, check: true }))).toBe(ended().digest);
});

test('a fork with nothing changed is the run, in a file and in memory', async () => {
  const { digest, recorded } = ended();
  const { plan: own, lines } = recorded;
  const steps = lines.slice(0, 30);
  expect(digestOf(await forkWorld({ plan: own, lines: steps }))).toBe(digest);
  expect(digestOf(await forkWorld({ plan: own, lines: steps, database }))).toBe(digest);
  expect(existsSync(database)).toBe(true);
});

test('a fork shares the records up to its step, replays, and is the same in a file and in memory', async () => {
  const before = ended();
  const forked = forkedPlan({ ...before.recorded, at: 30, set });
  const steps = before.recorded.lines.slice(0, 30);
  using world = await forkWorld({ plan: forked, lines: steps });
  const { digest } = world.seal(run(world));
  const lines = world.store.journal.traceAfter(0);
  expect(digest).not.toBe(before.digest);
  expect(lines.slice(0, 30)).toEqual(steps);
  expect(await replay({ plan: world.plan, lines })).toMatchObject({ kind: 'same', digest });
  expect(digestOf(await forkWorld({ plan: forked, lines: steps, database }))).toBe(digest);
});

test('a record behind the end of the run is no record of it', async () => {
  const { plan: own, lines } = ended().recorded;
  const last = JSON.parse(lines.at(-1) ?? '') as { readonly n: number };
  const more = JSON.stringify({ ...last, n: last.n + 1 });
  expect(await replay({ plan: own, lines: [...lines, more] })).toMatchObject({
    ...{ kind: 'differs', step: last.n + 1, again: null },
  });
});

test('a fork names the run up to its step by the digest of its records', async () => {
  const { plan: own, lines } = ended().recorded;
  const upTo = await replay({ plan: own, lines: lines.slice(0, 30) });
  expect(upTo).toMatchObject({ kind: 'same', traceDigest: momentAfter({ plan: own, lines }, 30)?.digest });
});

test('a restart before the step of a fork is under the settings of its run', async () => {
  using own = createWorld({
    plan: planned('four-essays', ['content-slow,by=60s', 'restart@100ms,actor=batch']),
  });
  run(own);
  own.seal('finished');
  const lines = own.store.journal.traceAfter(0);
  const forked = forkedPlan({ plan: own.plan, lines, at: 20, set: { CONTENT_TIMEOUT_SECONDS: 5 } });
  using world = await forkWorld({ plan: forked, lines: lines.slice(0, 20) });
  expect(world.steps).toBe(20);
});

test.each([
  ['restart', ['restart@3s,actor=batch']],
  ['restart', ['restart,at_step=20,actor=batch']],
  ['process-crash', ['process-crash@3s']],
  ['clock-jump', ['clock-jump@5s,by=1m', 'delay-callback,by=40s']],
  ['flush-idempotency-keys', ['flush-idempotency-keys@20s']],
])('of faults that a fork replaces none strikes after its step: %s %s', async (name, faults) => {
  const strikes = (line: string) =>
    Number(/^\{"n":(\d+)/.exec(line)?.[1]) > 13 && line.includes(`"${name}: `);
  using own = createWorld({ plan: planned('four-essays', faults) });
  run(own);
  own.seal('finished');
  const lines = own.store.journal.traceAfter(0);
  expect(lines.some(strikes)).toBe(true);
  const forked = forkedPlan({ plan: own.plan, lines, at: 13, set: { faults: [] } });
  using world = await forkWorld({ plan: forked, lines: lines.slice(0, 13) });
  run(world);
  world.seal('finished');
  const after = world.store.journal.traceAfter(0);
  expect(after.filter(strikes)).toEqual([]);
  expect(await replay({ plan: world.plan, lines: after })).toMatchObject({ kind: 'same' });
});

test('a fork tells of the records after its step alone', async () => {
  const { recorded } = ended();
  const told: number[] = [];
  using world = await forkWorld({
    plan: recorded.plan,
    lines: recorded.lines.slice(0, 30),
    onRecord: ({ n }) => told.push(n),
  });
  run(world);
  expect(told).toEqual(recorded.lines.slice(30).map((_, k) => 31 + k));
});

test('a fork takes recorded verdicts up to its step, and asks its judge from there on', async () => {
  const verdict = (winner: 'essay_a' | 'essay_b') => ({ winner, confidence: 3, justification: '' });
  using first = createWorld({ plan, judge: { compare: () => verdict('essay_a') } });
  first.seal(run(first));
  let asked = 0;
  const compare = () => {
    asked++;
    return verdict('essay_b');
  };
  using world = await forkWorld({
    plan: first.plan,
    lines: first.store.journal.traceAfter(0).slice(0, 30),
    judge: { compare },
    recorded: () => verdict('essay_a'),
  });
  expect(asked).toBe(0);
  run(world);
  const winners = world.store.pairs.shownRows(1 as never).map(({ winner }) => winner);
  expect(winners.filter((winner) => winner === 'essay_b')).toHaveLength(asked);
  expect(asked).toBeGreaterThan(0);
  expect(winners[0]).toBe('essay_a');
});

test('a long run without a wait hears a signal after each 500 steps', async () => {
  using world = createWorld({ plan: planned('seed-world') });
  const stop = new AbortController();
  setImmediate(() => stop.abort());
  expect([await runAsync(world, { signal: stop.signal }), world.steps]).toEqual(['aborted', 500]);
});

test('a fork that cannot be made leaves no file', async () => {
  const { plan: own, lines } = ended().recorded;
  const changed = [...lines.slice(0, 9), 'another record'];
  const fork = forkWorld({ plan: own, lines: changed, database });
  await expect(fork).rejects.toThrow('The run cannot be repeated: step 10 comes out otherwise.');
  expect(existsSync(database)).toBe(false);
  writeFileSync(database, '');
  await expect(forkWorld({ plan: own, lines: changed, database })).rejects.toThrow('step 10');
  expect(readFileSync(database, 'utf8')).toBe('');
  writeFileSync(database, 'not a database');
  await expect(forkWorld({ plan: own, lines, database })).rejects.toMatchObject({ name: 'UserError' });
  expect(existsSync(database)).toBe(true);
});

/** With other values than its types allow. */
const loose = (call: unknown) => call as (...args: unknown[]) => unknown;

test.each<[says: string, call: () => unknown]>([
  ['database is missing', () => loose(resumeWorld)({})],
  [
    'forceversion is not an option of resumeWorld(); did you mean forceVersion?',
    () => loose(resumeWorld)({ database, forceversion: true }),
  ],
  [
    'judge must be an object with a function compare',
    () => loose(resumeWorld)({ database: 'x.db', judge: 5 }),
  ],
  ['There is no database', () => resumeWorld({ database: join(folder, 'none.db') })],
  ['the argument of replay() is missing', () => loose(replay)()],
  ['replay takes a plan', () => loose(replay)({ lines: [] })],
  ['lines[0] is no record of a trace.', () => replay({ plan, lines: ['{"plan":{}}'] })],
  ['lines[0] is no record of a trace.', () => replay({ plan, lines: ['not JSON'] })],
  ['lines[0] is no record of a trace.', () => forkedPlan({ plan, lines: ['{}'], at: 1, set })],
  ['lines must be a list', () => loose(forkWorld)({ plan, lines: 30 })],
  ['forkWorld takes a plan', () => loose(forkWorld)({ lines: [] })],
  ['at must be at least 1, not 0.', () => forkedPlan({ ...ended().recorded, at: 0, set })],
  [
    'The run never comes to step 900: it has 64 steps.',
    () => forkedPlan({ ...ended().recorded, at: 900, set }),
  ],
  [
    'batches cannot change in the middle of a run',
    () => forkedPlan({ ...ended().recorded, at: 9, set: { batches: [] } }),
  ],
  ['did you mean latency', () => forkedPlan({ ...ended().recorded, at: 9, set: { 'latencie.callback': 3 } })],
])('%s', async (says, call) => {
  await expect((async () => call())()).rejects.toThrow(
    expect.objectContaining({ name: 'UserError', message: expect.stringContaining(says) }),
  );
});

test('a fork is cancelled as its run was, also where the message comes after its step', async () => {
  const { world, lines } = cancelledLate();
  const { digest } = world.seal(run(world));
  const told = world.store.journal.traceAfter(0);
  const parts = { plan, lines, later: told.slice(lines.length) };
  world.close();
  expect(digestOf(await forkWorld(parts))).toBe(digest);
});

/** A world that was told to cancel and has done another step since. */
function cancelledLate(): { readonly world: World; readonly lines: readonly string[] } {
  for (let before = 1; ; before++) {
    const lines: string[] = [];
    const world = createWorld({ plan, onRecord: (line) => lines.push(line) });
    while (world.steps < before) world.step();
    world.cancel('1');
    world.step();
    if (!lines.some((line) => line.includes('batch.cancel'))) return { world, lines: [...lines] };
    world.close();
  }
}

test('a cancellation comes before what is due later, also where the world has looked ahead', async () => {
  using world = createWorld({ plan });
  const stop = { isBefore: (_at: number, steps: number) => steps >= 5, isAfter: () => false };
  expect(run(world, { stopAt: [stop] })).toBe('stopped');
  const { now } = world;
  expect(world.next()).toMatchObject({ at: expect.any(Number) });
  world.cancel('1');
  expect(world.next()).toMatchObject({ type: 'batch.cancel', at: now });
  const { digest } = world.seal(run(world));
  const lines = world.store.journal.traceAfter(0);
  expect(await replay({ plan: world.plan, lines })).toMatchObject({ kind: 'same', digest });
});

test.each([
  ['a planned cancellation', 1000, 0],
  ['a cancellation from outside', null, 17],
])(
  '%s that waits for a paused batch is told by the next step, also of a resumed world',
  (_, cancelAtMs, at) => {
    const { batches, ...rest } = planned('lower5', ['pause@500ms..3s,actor=batch/1']);
    const paused = { ...rest, batches: batches.map((batch) => ({ ...batch, cancelAtMs })) };
    const begin = (file: { readonly database?: string }): World => {
      const world = createWorld({ plan: paused, ...file });
      while (world.steps < at) world.step();
      if (at > 0) world.cancel('1');
      return world;
    };
    const told: string[] = [];
    begin({ database }).close();
    const resumed = resumeWorld({ database, onRecord: (line) => told.push(line) });
    expect(digestOf(resumed)).toBe(digestOf(begin({})));
    expect(told[0]).toContain('"fault":["pause: batch.cancel|1');
  },
);

test('a cancellation that a pause holds beyond the end of a run is told again by its replay and its forks', async () => {
  const paused = planned('lower5', ['pause@500ms..3s,actor=batch/1']);
  using world = createWorld({ plan: paused });
  while (world.steps < 17) world.step();
  world.cancel('1');
  world.step();
  const { digest } = world.seal('stopped');
  const lines = world.store.journal.traceAfter(0);
  expect(lines.at(-1)).toContain('"pause: batch.cancel|1');
  expect(await replay({ plan: world.plan, lines })).toMatchObject({ kind: 'same', digest });
  using fork = await forkWorld({ plan: world.plan, lines });
  expect(fork.digest()).toBe(world.digest());
});

test('a pause that a fork adds holds what is on its way already, and says so in a resumed world, too', async () => {
  const { plan: own, lines } = ended().recorded;
  const at = 20;
  const { at: now } = JSON.parse(lines[at - 1] ?? '') as { readonly at: number };
  const [from, to] = [now - own.clockStartMs, now - own.clockStartMs + 20_000];
  const faults = ['llm_provider', 'consumer'].map((actor) => ({ fault: 'pause', actor, from, to }));
  const forked = forkedPlan({ plan: own, lines, at, set: { faults } });
  const steps = lines.slice(0, at);
  const told: TraceRecord[] = [];
  const digest = digestOf(
    await forkWorld({ plan: forked, lines: steps, onRecord: (record) => told.push(record) }),
  );
  const isPaused = ({ actor }: TraceRecord) => /^(?:llm_provider|consumer)/.test(actor);
  expect(told.filter((record) => isPaused(record) && record.at < now + 20_000)).toEqual([]);
  expect(told[0]?.fault?.[0]).toMatch(/^pause: /);
  (await forkWorld({ plan: forked, lines: steps, database })).close();
  expect(digestOf(resumeWorld({ database }))).toBe(digest);
});
