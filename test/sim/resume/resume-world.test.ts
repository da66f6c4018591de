import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../../src/cj/errors.js';
import type { Judge } from '../../../src/judges/judge.js';
import { createWorld } from '../../../src/library/create-world.js';
import { resumeWorld } from '../../../src/library/resume-world.js';
import { run, runAsync } from '../../../src/library/run.js';
import { parseBreak } from '../../../src/sim/parse-break.js';
import { parseUntil } from '../../../src/sim/parse-until.js';
import { Database } from '../../../src/store/better-sqlite3.js';
import { planned } from '../planned.js';
import { undisturbed } from './kill-chain.js';

let folder = '';
let database = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cjsim-resume-'));
  database = join(folder, 'world.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const plan = planned('lower5');

/** Answers by the ids, a moment later, and counts how often it is asked. */
function slowJudge(): { readonly judge: Judge; readonly asked: Map<string, number> } {
  const asked = new Map<string, number>();
  const judge: Judge = {
    compare: async ({ essayA, essayB, attempt }) => {
      const key = `${essayA.id} ${essayB.id} ${attempt}`;
      asked.set(key, (asked.get(key) ?? 0) + 1);
      await Promise.resolve();
      return {
        winner: essayA.id < essayB.id ? 'essay_a' : 'essay_b',
        confidence: 3,
        justification: '',
        latencyMs: 10,
      };
    },
  };
  return { judge, asked };
}

test('a verdict that was written down is never asked for again', async () => {
  const { judge, asked } = slowJudge();
  using whole = createWorld({ plan, judge });
  await runAsync(whole);
  const times = [...asked.values()];
  const first = slowJudge();
  let world = createWorld({ plan, database, judge: first.judge });
  let ended = false;
  while (!ended) {
    for (let step = 0; step < 3 && !ended; step++) {
      const advance = world.step();
      // The process dies here: the verdicts have arrived, and no step has used them.
      if (advance.kind === 'waiting') await advance.verdicts;
      ended = advance.kind === 'idle';
    }
    if (ended) break;
    world.close();
    world = resumeWorld({ database, judge: first.judge });
  }
  expect(world.digest()).toBe(whole.digest());
  world.close();
  expect([...first.asked.values()]).toEqual(times);
  expect(new Set(times)).toEqual(new Set([1]));
});

test('a run stops at a step, a time, a state or a decision, and goes on to the same end', () => {
  const { digest } = undisturbed(plan);
  const world = createWorld({ plan, database });
  expect(run(world, { stopAt: [parseUntil('10', plan)] })).toBe('stopped');
  expect(world.steps).toBe(10);
  world.seal('stopped');
  world.close();
  for (const point of [
    parseUntil('5s', plan),
    parseBreak('decision=REQUEST_MORE_COMPARISONS,mode=resampling', plan),
    parseUntil('batch/1=projecting', plan),
  ]) {
    const later = resumeWorld({ database });
    expect(run(later, { stopAt: [point] })).toBe('stopped');
    later.seal('stopped');
    later.close();
  }
  using last = resumeWorld({ database });
  expect(run(last)).toBe('finished');
  expect(last.digest()).toBe(digest);
});

test('a finished world is finished, and stays as it is', () => {
  const world = createWorld({ plan, database });
  const outcome = world.seal(run(world));
  world.close();
  using again = resumeWorld({ database });
  expect(run(again)).toBe('finished');
  expect(again.digest()).toBe(outcome.digest);
});

test("a world that its runner's time-out stopped goes on when it is told to, and not after a crash", () => {
  const waiting = {
    ...plan,
    batches: plan.batches.map((batch) => ({
      ...batch,
      runner: { awaitsCompletion: true, completionTimeoutMs: 5000 },
    })),
  };
  const world = createWorld({ plan: waiting, database });
  expect(run(world)).toBe('timed_out');
  world.close();
  const crashed = resumeWorld({ database });
  expect(run(crashed)).toBe('timed_out');
  crashed.seal('timed_out');
  crashed.close();
  using told = resumeWorld({ database });
  expect(run(told)).toBe('finished');
});

test('a cancelled batch of a stored world ends as cancelled', () => {
  const world = createWorld({ plan, database });
  run(world, { stopAt: [parseUntil('30', plan)] });
  world.close();
  const told = resumeWorld({ database });
  told.cancel('1');
  told.close();
  using resumed = resumeWorld({ database });
  run(resumed);
  expect(resumed.store.batches.unfinished()).toEqual([]);
  expect(resumed.store.driver.prepare('select state from cj_batch_states').all()).toEqual([
    { state: 'CANCELLED' },
  ]);
});

test('another version of the program refuses, unless it is told to', () => {
  createWorld({ plan, database }).close();
  const raw = new Database(database);
  raw.exec("update sim_header set program_version = '0.0.1'");
  raw.close();
  expect(() => resumeWorld({ database })).toThrow(UserError);
  resumeWorld({ database, forceVersion: true }).close();
});

test('a missing file and a database without a run are refused in one sentence', () => {
  expect(() => resumeWorld({ database })).toThrow('There is no database');
});

test('what a pause holds up before the next step is told of by a resumed world, too', () => {
  const paused = planned('four-essays', ['pause@0s..9s,actor=runner/1', 'pause@0s..9s,actor=batch/1']);
  const digestOf = (isCut: boolean): string => {
    let world = createWorld({ plan: paused, ...(isCut ? { database } : {}) });
    world.cancel('1');
    if (isCut) {
      world.close();
      world = resumeWorld({ database });
    }
    run(world);
    const digest = world.digest();
    world.close();
    return digest;
  };
  expect(digestOf(true)).toBe(digestOf(false));
});
