import { describe, expect, test } from 'vitest';
import { failureOf } from '../../src/cj/failure.js';
import { alwaysStable, finishAlways, finishGuard, statusByCause } from '../../src/cj/finishing.js';
import { forceOrFail, giveUpOnceThenForce, type StuckBatch } from '../../src/cj/monitoring.js';
import { DEFAULT_SETTINGS } from '../../src/cj/settings.js';
import { recordOf } from './continuation/asking.js';

describe('the guard before an end', () => {
  const done = { submitted: 10, completed: 8, failed: 2 };
  const pending = { submitted: 10, completed: 8, failed: 1 };
  const ask = { counters: done, isTerminal: false, forced: false };

  test('leaves terminal batches alone, and refuses while callbacks are pending unless forced', () => {
    const answers = [
      ask,
      { ...ask, isTerminal: true },
      { ...ask, counters: pending },
      { ...ask, counters: pending, forced: true },
      { ...ask, counters: null },
    ];
    expect(answers.map(finishGuard)).toEqual(['finish', 'left_alone', 'pending', 'finish', 'pending']);
    expect(answers.map(finishAlways)).toEqual(answers.map(() => 'finish'));
  });
});

test('a status says stable only of stable scores; the service says it of every end', () => {
  const ends = [{ stability_passed: true }, { stability_passed: false }, null];
  expect(ends.map(statusByCause)).toEqual([
    'COMPLETE_STABLE',
    'COMPLETE_MAX_COMPARISONS',
    'COMPLETE_MAX_COMPARISONS',
  ]);
  expect(ends.map(alwaysStable)).toEqual(['COMPLETE_STABLE', 'COMPLETE_STABLE', 'COMPLETE_STABLE']);
});

const HOUR_MS = 3_600_000;

describe('a stuck batch', () => {
  const stuck = (changes: Partial<StuckBatch>): StuckBatch => ({
    callbacksReceived: 80,
    completed: 80,
    totalBudget: 100,
    openPairs: 5,
    lostBefore: 0,
    idleMs: 4 * HOUR_MS,
    hasMoved: false,
    isDecided: false,
    wasTold: true,
    ...changes,
  });
  const CASES: readonly [Partial<StuckBatch>, string, string][] = [
    [{}, 'give_up_open', 'force_scoring'],
    [{ lostBefore: 1 }, 'force_scoring', 'force_scoring'],
    [{ openPairs: 0 }, 'go_on', 'force_scoring'],
    [{ openPairs: 0, hasMoved: true, lostBefore: 1 }, 'go_on', 'force_scoring'],
    [{ openPairs: 0, isDecided: true }, 'go_on', 'force_scoring'],
    [{ openPairs: 0, isDecided: true, idleMs: 8 * HOUR_MS - 1 }, 'go_on', 'force_scoring'],
    [{ openPairs: 0, isDecided: true, idleMs: 8 * HOUR_MS }, 'force_scoring', 'force_scoring'],
    [{ openPairs: 0, isDecided: true, idleMs: 8 * HOUR_MS, wasTold: false }, 'go_on', 'force_scoring'],
    [{ openPairs: 0, idleMs: 24 * HOUR_MS }, 'go_on', 'force_scoring'],
    [{ openPairs: 0, idleMs: 8 * HOUR_MS, totalBudget: null }, 'fail', 'fail'],
    [{ hasMoved: true }, 'keep_waiting', 'force_scoring'],
    [{ hasMoved: true, lostBefore: 1, completed: 0 }, 'keep_waiting', 'fail'],
    [{ lostBefore: 1, callbacksReceived: 79, completed: 79 }, 'fail', 'fail'],
    [{ lostBefore: 1, completed: 0 }, 'fail', 'fail'],
    [{ lostBefore: 1, totalBudget: null }, 'fail', 'fail'],
  ];

  test.each(CASES)('%o: current does %s, the service %s', (changes, current, service) => {
    expect([
      giveUpOnceThenForce(stuck(changes), DEFAULT_SETTINGS),
      forceOrFail(stuck(changes), DEFAULT_SETTINGS),
    ]).toEqual([current, service]);
  });
});

test('a failure says by how much the success rate was too low, and at which cap', () => {
  expect(failureOf(recordOf({ completed: 15, failed: 5, totalBudget: 20 }), DEFAULT_SETTINGS)).toEqual({
    reason: 'low_success_rate',
    details: {
      callbacks_received: 20,
      completed_comparisons: 15,
      failed_comparisons: 5,
      success_rate: 0.75,
      success_rate_threshold: 0.8,
      callbacks_reached_cap: true,
      budget_exhausted: false,
    },
  });
});
