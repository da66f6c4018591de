/** What a program without types, or in a hurry, may do with the library. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { BatchId } from '../../src/cj/words.js';
import {
  type ComparisonRequest,
  createWorld,
  expandScenario,
  type Judge,
  jsonResult,
  loadScenario,
  readStoredWorld,
  resumeWorld,
  run,
  runAsync,
  type Verdict,
  type World,
} from '../../src/index.js';
import { planned } from '../sim/planned.js';

const ANSWER = { winner: 'essay_a', confidence: 3, justification: 'because' } as const;

function judgedBy(compare: (request: ComparisonRequest) => unknown, check = false): World {
  return createWorld({ plan: planned('lower5'), judge: { compare } as Judge, check });
}

/** The number that the seed gives. */
const own = (_: string, number: number): number => number;

async function result(world: World) {
  const ending = await runAsync(world);
  world.seal(ending);
  const [batch] = jsonResult(readStoredWorld(world.store)).batches;
  return { status: batch?.status, failed: batch?.failed_comparisons };
}

test('a profile that the sources do not hold is named, with how it is loaded', () => {
  const { scenario, sources } = loadScenario('four-essays');
  const noisy = { ...scenario, judge: { profile: 'noisy' } };
  expect(() => expandScenario(noisy, {}, sources)).toThrow(
    /^judge\.profile names noisy, which is not among the profiles of the sources \(bt\)\.$/,
  );
  const loaded = loadScenario('four-essays', [
    { path: ['judge', 'profile'], value: 'noisy', where: 'judge' },
  ]);
  expect(expandScenario(loaded.scenario, {}, loaded.sources).judge).toMatchObject({
    profile: { name: 'noisy' },
  });
});

test.each([
  ['an index beyond the ready entries', { chooser: () => 99 }, /^The chooser chose entry 99 of \d+$/],
  ['no index', { chooser: () => Number.NaN }, /^The chooser chose entry NaN of \d+$/],
  ['a field that is none', { changeDraws: { number: own, field: () => 3 as never } }, /is changed to 3$/],
  ['a field of other numbers', { changeDraws: { number: own, field: () => () => 7 } }, /is changed to 7$/],
])('%s in place of the seed’s choice is refused', (_, options, message) => {
  using world = createWorld({ plan: planned('eng5'), ...options });
  expect(() => run(world)).toThrow(
    expect.objectContaining({ name: 'UserError', message: expect.stringMatching(message) }),
  );
});

test('what an earlier run is said to have answered is read like a verdict of a judge', async () => {
  const recorded = () => ({ winner: 'nobody' }) as never;
  expect(await result(createWorld({ plan: planned('lower5'), recorded }))).toEqual(
    await result(judgedBy(() => ({ winner: 'nobody' }))),
  );
});

test('whether prompts are kept is a key of the plan, and changes the digest alone', () => {
  const { scenario, sources } = loadScenario('four-essays');
  const ran = [false, true].map((keep_prompts) => {
    using world = createWorld({ plan: expandScenario({ ...scenario, keep_prompts }, {}, sources) });
    const { digest } = world.seal(run(world));
    return { digest, lines: world.store.journal.traceAfter(0) };
  });
  expect(ran[1]?.lines).toEqual(ran[0]?.lines);
  expect(ran[1]?.digest).not.toBe(ran[0]?.digest);
});

test('changed draws are two functions, and a number that no draw can be is refused', () => {
  const plan = planned('lower5');
  const field = <Own>(_: string, own: Own): Own => own;
  const only = { field } as never;
  expect(() => createWorld({ plan, changeDraws: only })).toThrow(/changeDraws\.number/);
  for (const value of [Number.NaN, 1, -0.1]) {
    expect(() => run(createWorld({ plan, changeDraws: { number: () => value, field } }))).toThrow(
      `is changed to ${value}`,
    );
  }
});

class Thenable {
  readonly #promise: Promise<unknown>;

  constructor(promise: Promise<unknown>) {
    this.#promise = promise;
  }

  // biome-ignore lint/suspicious/noThenProperty: a promise of another library
  then(...handlers: Parameters<Promise<unknown>['then']>) {
    return new Thenable(this.#promise.then(...handlers));
  }
}

test.each([
  ['of another realm', () => runInNewContext('(answer) => Promise.resolve(answer)')(ANSWER)],
  ['of another library', () => new Thenable(Promise.resolve(ANSWER))],
])('a promise %s is waited for', async (_, compare) => {
  using own = judgedBy(() => ANSWER);
  using other = judgedBy(compare);
  expect(await result(other)).toEqual(await result(own));
  expect(other.digest()).toBe(own.digest());
});

test('what run() refuses, runAsync() can take, and the judge is asked once for each comparison', async () => {
  const asked: string[] = [];
  using world = judgedBy(({ essayA, essayB, attempt }) => {
    asked.push(`${essayA.id}/${essayB.id}/${attempt}`);
    return Promise.resolve(ANSWER);
  });
  expect(() => run(world)).toThrow('run() does not wait');
  await result(world);
  expect(new Set(asked).size).toBe(asked.length);
});

test('an abort is heard while a judge is at work, and what the judge says later is no fault', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cjsim-abort-'));
  const stop = new AbortController();
  const answers: (() => void)[] = [];
  const compare = () => {
    setImmediate(() => stop.abort());
    return new Promise<Verdict>((resolve) => answers.push(() => resolve(ANSWER)));
  };
  const world = createWorld({
    plan: planned('lower5'),
    judge: { compare },
    database: join(folder, 'world.db'),
  });
  expect(await runAsync(world, { signal: stop.signal })).toBe('aborted');
  const asked = answers.length;
  const second = new AbortController();
  const going = runAsync(world, { signal: second.signal });
  second.abort();
  expect([await going, answers.length]).toEqual(['aborted', asked]);
  world.close();
  for (const answer of answers) answer();
  await new Promise((resolve) => setImmediate(resolve));
  rmSync(folder, { recursive: true });
});

test('a world in memory can be sealed again, and goes on after a seal', () => {
  using world = createWorld({ plan: planned('lower5') });
  for (let k = 0; k < 20; k++) world.step();
  world.seal('stopped');
  const outcome = world.seal(run(world));
  expect(world.seal('finished')).toEqual(outcome);
  using whole = createWorld({ plan: planned('lower5') });
  expect(whole.seal(run(whole))).toEqual(outcome);
});

test.each([false, true])(
  'a world whose step threw does not go on as if it had not (in a file: %s)',
  (isInFile) => {
    const folder = mkdtempSync(join(tmpdir(), 'cjsim-broken-'));
    const database = join(folder, 'world.db');
    const plan = planned('lower5');
    using whole = createWorld({ plan });
    const { digest } = whole.seal(run(whole));
    let told = 0;
    const world = createWorld({
      plan,
      ...(isInFile ? { database } : {}),
      onRecord: () => {
        told++;
        if (told === 20) throw new Error('the disk of the program is full');
      },
    });
    expect(() => run(world)).toThrow('the disk of the program is full');
    expect(() => run(world)).toThrow('A step of this world threw before it was done');
    expect(() => world.seal('stopped')).toThrow('A step of this world threw before it was done');
    world.close();
    if (isInFile) {
      using resumed = resumeWorld({ database });
      expect([resumed.steps, resumed.seal(run(resumed)).digest]).toEqual([19, digest]);
    }
    rmSync(folder, { recursive: true });
  },
);

test('a plan cannot change under a world', () => {
  const plan = planned('lower5');
  using world = createWorld({ plan });
  expect(() => Object.assign(world.plan.settings, { MAX_PAIRWISE_COMPARISONS: 8 })).toThrow('read only');
  Object.assign(plan.settings, { MAX_PAIRWISE_COMPARISONS: 8 });
  expect(world.plan.settings.MAX_PAIRWISE_COMPARISONS).toBe(120);
});

test('a latency beyond all bounds is a wrong verdict, not a crash', async () => {
  using world = judgedBy(() => ({ ...ANSWER, latencyMs: 1e19 }));
  expect(await result(world)).toMatchObject({ failed: 40 });
});

test.each([false, true])('a judge may ask for one number twice (checked: %s)', async (check) => {
  using world = judgedBy(({ draw }) => {
    expect(draw('mood')).toBe(draw('mood'));
    return ANSWER;
  }, check);
  expect(await result(world)).toMatchObject({ failed: 0 });
});

test('a number without a purpose is the mistake of the judge', () => {
  using world = judgedBy(({ draw }) => (draw as () => number)() && ANSWER);
  expect(() => run(world)).toThrow('The judge draws a number for undefined');
});

test.each([
  ['createWorld of a scenario', () => createWorld({ plan: loadScenario('lower5') as never }), /takes a plan/],
  ['createWorld of a name', () => createWorld({ plan: 'lower5' as never }), /takes a plan/],
  ['a judge that is a function', () => judgeOf(() => ANSWER), /has no function compare/],
  ['a judge that is a word', () => judgeOf('perfect'), /has no function compare/],
  ['an empty judge', () => judgeOf({}), /has no function compare/],
  [
    'expandScenario of a scenario alone',
    () => (expandScenario as (scenario: unknown) => unknown)(loadScenario('lower5').scenario),
    /takes a scenario that was read, overrides, and sources/,
  ],
  [
    'expandScenario of what was not read',
    () => expandScenario({ name: 'x' } as never, {}, loadScenario('lower5').sources),
    /takes a scenario that was read/,
  ],
  [
    'expandScenario with sources that are none',
    () => expandScenario(loadScenario('lower5').scenario, {}, {} as never),
    /takes a scenario that was read, overrides, and sources/,
  ],
  [
    'readStoredWorld of a world',
    () => withWorld((world) => loose(readStoredWorld)(world)),
    /takes the store/,
  ],
  ['readStoredWorld of nothing', () => loose(readStoredWorld)(), /takes the store of a world/],
  ['jsonResult of a world', () => withWorld((world) => loose(jsonResult)(world)), /takes a stored world/],
  ['jsonResult of nothing', () => loose(jsonResult)(), /takes a stored world, and this is none/],
  [
    'an ending that is none',
    () => withWorld((world) => world.seal('over' as never)),
    'seal() takes how the world ended, and this is none',
  ],
  [
    'a seal of a world that has not ended',
    () => withWorld((world) => world.seal('finished')),
    'The world is sealed as finished, and has not ended',
  ],
  [
    'a seal with the ending of another world',
    () => withWorld((world) => run(world) && world.seal('timed_out')),
    'The world is sealed as timed_out, and has ended as finished',
  ],
  [
    'jsonResult of a world that has not been sealed',
    () => withWorld((world) => run(world) && jsonResult(readStoredWorld(world.store))),
    'jsonResult takes a world that has been sealed, and this one has not: it has no digest yet',
  ],
  [
    'a misspelt option of createWorld',
    () => loose(createWorld)({ plan: planned('lower5'), databse: 'x.db' }),
    'databse is not an option of createWorld(); did you mean database?',
  ],
  [
    'an option of createWorld of another kind',
    () => loose(createWorld)({ plan: planned('lower5'), onRecord: true }),
    'onRecord must be a function, not true.',
  ],
  ['createWorld of nothing', () => loose(createWorld)(), /takes a plan/],
  ['run of nothing', () => loose(run)(), 'run() takes a world, and this is none'],
  ['run of a plan', () => loose(run)(planned('lower5')), 'run() takes a world, and this is none'],
  [
    'a misspelt option of run',
    () => withWorld((world) => loose(run)(world, { stopat: [] })),
    'stopat is not an option of run(); did you mean stopAt?',
  ],
  [
    'a stop point that is none',
    () => withWorld((world) => loose(run)(world, { stopAt: [40] })),
    'stopAt[0] must have the functions isBefore and isAfter, not 40.',
  ],
  [
    'loadScenario with changes that are no list',
    () => loadScenario('eng5', { set: {} } as never),
    /takes the changes of a scenario in a list/,
  ],
  ['loadScenario of an object', () => loadScenario({} as never), /takes the name of a shipped scenario/],
])('%s is one sentence', (_, misuse, says) => {
  expect(misuse).toThrow(says);
});

test('runAsync() refuses what run() refuses', async () => {
  using world = createWorld({ plan: planned('lower5') });
  await expect(loose(runAsync)()).rejects.toThrow('runAsync() takes a world, and this is none');
  await expect(loose(runAsync)(world, { signl: null })).rejects.toThrow('did you mean signal?');
  await expect(loose(runAsync)(world, { signal: 5 })).rejects.toThrow(
    'signal must be the signal of an AbortController, not 5.',
  );
  expect(world.steps).toBe(0);
});

test.each<[string, (world: World) => unknown]>([
  ['run', run],
  ['step', (world) => world.step()],
  ['cancel', (world) => world.cancel('1')],
  ['digest', (world) => world.digest()],
  ['seal', (world) => world.seal('finished')],
  ['readStoredWorld', (world) => readStoredWorld(world.store)],
])('%s of a world that was closed is one sentence', (_, use) => {
  const world = createWorld({ plan: planned('lower5') });
  run(world);
  world.close();
  expect(() => use(world)).toThrow(CLOSED);
  expect(() => world.close()).not.toThrow();
});

test('a result that is asked for after close is one sentence', () => {
  const world = createWorld({ plan: planned('lower5') });
  world.seal(run(world));
  const stored = readStoredWorld(world.store);
  world.close();
  expect(() => jsonResult(stored)).toThrow(CLOSED);
});

test.each([undefined, 'world.db'])(
  'a batch that a program deletes in the middle of a run is named (file: %s)',
  (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'cjsim-deleted-'));
    const database = name === undefined ? {} : { database: join(folder, name) };
    for (const steps of [5, 20, 40]) {
      using world = createWorld({ plan: planned('four-essays', [], { seed: steps }), ...database });
      for (let k = 0; k < steps; k++) world.step();
      world.store.batches.delete(1 as BatchId);
      const named = 'Batch 1 was deleted while the world ran: it cannot go on';
      expect(() => world.seal(run(world))).toThrow(
        expect.objectContaining({ name: 'UserError', message: named }),
      );
      world.close();
      rmSync(join(folder, 'world.db'), { force: true });
    }
    rmSync(folder, { recursive: true });
  },
);

const CLOSED = expect.objectContaining({
  name: 'UserError',
  message: 'The world is closed, and its database with it',
});

/** With other values than its types allow. */
function loose(call: unknown): (...args: unknown[]) => Promise<unknown> {
  return call as (...args: unknown[]) => Promise<unknown>;
}

function withWorld(use: (world: World) => unknown): unknown {
  using world = createWorld({ plan: planned('lower5') });
  return use(world);
}

function judgeOf(judge: unknown): World {
  return createWorld({ plan: planned('lower5'), judge: judge as Judge });
}
