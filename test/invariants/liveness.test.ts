import { expect, test } from 'vitest';
import { sha256 } from '../../src/library/sha256.js';
import { planCase } from '../../src/search/plan-case.js';
import { ENDING_INVARIANTS } from '../../src/sim/invariants/ending-invariants.js';
import { InvariantChecker } from '../../src/sim/invariants/invariant-checker.js';
import type { Observation } from '../../src/sim/invariants/observation.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';
import { World } from '../../src/sim/world.js';
import { openMemory } from '../../src/store/better-sqlite3-driver.js';
import { openStore } from '../../src/store/store.js';

const ESSAYS = { list: ['a', 'b', 'c', 'd'].map((id, ability) => ({ id, ability })) };
const LOST = { fault: 'drop-callback', nth: 1 };

/** What the checker says of a world, told of its faults in other words. */
function verdictOn(faults: readonly object[], retold: (noted: string) => string): string | null {
  const scenario = {
    seed: 1,
    settings: { MAX_PAIRWISE_COMPARISONS: 8 },
    faults,
    batches: [{ essays: ESSAYS }],
  };
  const plan = planCase(scenario, { policy: 'current', defects: [] });
  const store = openStore(openMemory());
  const checker = new InvariantChecker(plan, store.driver);
  const world = new World({
    plan,
    store,
    hash: sha256,
    judge: null,
    journalled: false,
    keepsTrace: false,
    checked: true,
    afterStep: (record, isQuiet) => {
      const { fault, ...rest } = record;
      checker.afterStep(fault ? { ...rest, fault: fault.map(retold) } : rest, isQuiet);
    },
  });
  try {
    while (world.step().kind === 'advanced');
    return null;
  } catch (error) {
    return String(error).replace(/^.*Invariant (\S+) is broken.*$/s, '$1');
  } finally {
    world.close();
  }
}

const asItWas = (noted: string): string => noted;
const delayed = (noted: string): string => noted.replace('drop-callback', 'delay-callback');
const ofAnother = (noted: string): string => noted.replace(/\|.*/, '|another');
const RESTART = { fault: 'restart', actor: 'batch/1', at: '1s' };

test.each([
  ['a callback that was lost excuses the wait for it', [LOST], asItWas, null],
  ['a delay excuses no wait without end', [LOST], delayed, 'quiet-means-ended'],
  ['nor does the loss of another callback', [LOST], ofAnother, 'quiet-means-ended'],
  ['nor a restart that set nothing back', [LOST, RESTART], delayed, 'quiet-means-ended'],
] as const)('%s', (_what, faults, retold, expected) => {
  expect(verdictOn(faults, retold)).toBe(expected);
});

test('of two answers that wait for ever each needs its loss', () => {
  const both = [{ ...LOST, nth: [1, 2] }];
  let first = true;
  const onlyOne = (noted: string): string => {
    const told = first ? noted : delayed(noted);
    first = false;
    return told;
  };
  expect([verdictOn(both, asItWas), verdictOn(both, onlyOne)]).toEqual([null, 'quiet-means-ended']);
});

test('a callback that came under an unknown id is lost, one that came as an error is not', () => {
  const corrupt = (as: string) => [{ fault: 'corrupt-callback', as, nth: 1 }];
  expect(verdictOn(corrupt('wrong-correlation-id'), asItWas)).toBe(null);
  // The lost callback is told as a corrupted one, which would have arrived.
  const corrupted = (noted: string): string => noted.replace('drop-callback', 'corrupt-callback');
  expect(verdictOn([LOST], corrupted)).toBe('quiet-means-ended');
});

test('a restart that takes the command of a batch with it excuses its wait for the monitor', () => {
  const verdicts = new Set<string | null>();
  for (let at_step = 10; at_step < 40; at_step++)
    verdicts.add(verdictOn([{ fault: 'restart', actor: 'batch/1', at_step }], asItWas));
  expect([...verdicts]).toEqual([null]);
});

const HOUR_MS = 3_600_000;

/** A recovery of a batch that moved last so many hours ago, with so many comparisons open. */
function recovered(hours: number, open: number, after: string, faults: readonly object[] = []) {
  const seen = {
    record: { type: 'recover-stuck', at: hours * HOUR_MS, after } as TraceRecord,
    before: { state: { last_activity_at: '1970-01-01T00:00:00.000Z' } },
    countsBefore: { open },
    plan: { faults, clockStartMs: 0 },
    settings: [{ BATCH_TIMEOUT_HOURS: 4 }],
  } as unknown as Observation;
  return ENDING_INVARIANTS.find(({ name }) => name === 'stuck-means-waiting')?.check(seen)?.says ?? null;
}

test('the monitor ends only waits that lasted the whole time-out on its clock, whatever faults there are', () => {
  const drop = { name: 'drop-callback', fromMs: 0, byMs: 0 };
  const jump = (fromMs: number) => ({ name: 'clock-jump', fromMs, byMs: 2 * HOUR_MS });
  const alive = 'the monitor ended the wait of a batch that is alive';
  const waitsForNothing = 'a batch that waited for nothing was left to the monitor';
  expect([
    recovered(4, 2, 'failing'),
    recovered(3.9, 2, 'failing', [drop]),
    recovered(3.9, 2, 'continuing', [drop]),
    recovered(3, 2, 'projecting', [jump(HOUR_MS)]),
    recovered(3, 2, 'projecting', [jump(5 * HOUR_MS)]),
    recovered(5, 0, 'projecting', [drop]),
    recovered(5, 0, 'waitingCallbacks'),
  ]).toEqual([null, alive, null, null, alive, waitsForNothing, null]);
});
