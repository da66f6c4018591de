import { afterAll, describe, expect, test } from 'vitest';
import { type CaseLane, caseLanes } from '../../src/search/case-lanes.js';
import { hunt } from '../../src/search/hunt.js';
import { huntReport } from '../../src/search/hunt-report.js';
import { huntText } from '../../src/search/hunt-text.js';
import { mutantTable } from '../../src/search/mutant-table.js';
import { randomScenario } from '../../src/search/random-scenario.js';
import { runCase } from '../../src/search/run-case.js';
import type { SearchTotals } from '../../src/search/search-totals.js';

const one = caseLanes(1);
const three = caseLanes(3);

afterAll(async () => {
  await Promise.all([one.close(), three.close()]);
});

function hunted(lanes: typeof one, defects: readonly string[], stopsAtFirst: boolean): Promise<SearchTotals> {
  return hunt(lanes, {
    policy: 'current',
    defects,
    start: 1,
    runs: 130,
    stopsAtFirst,
    doubleCheck: 0.2,
    goesOn: () => true,
    onProgress: () => undefined,
  });
}

function reported(totals: SearchTotals) {
  return huntReport(totals, { policy: 'current', defects: [], start: 1, seconds: 1, workers: 1 });
}

describe('a hunt', () => {
  test('finds the same on one worker and on three', async () => {
    const alone = await hunted(one, [], false);
    const together = await hunted(three, [], false);
    expect(reported(together)).toEqual(reported(alone));
    expect(alone.runs).toBe(130);
    expect(alone.violations).toEqual([]);
  });

  test('stops at the same first violation on one worker and on three', async () => {
    const alone = await hunted(one, ['duplicate-callback-counted'], true);
    const together = await hunted(three, ['duplicate-callback-counted'], true);
    expect(reported(together)).toEqual(reported(alone));
    expect(alone.violations).toHaveLength(1);
    expect(alone.runs).toBe(alone.violations[0]?.first.case);
  });

  test('joins violations of one promise in one kind of step', async () => {
    const { violations } = await hunted(three, ['overwrite-totals'], false);
    const kinds = violations.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(violations.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(kinds.length);
  });

  test('is told in lines that fit the terminal', async () => {
    const report = reported(await hunted(one, ['overwrite-totals'], true));
    const told = { of: 'current', seconds: 1, canary: 'caught', kept: new Map<number, string>(), width: 80 };
    const lines = huntText(report, told).split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.some((line) => line.startsWith('again:') || line.includes('cjsim fuzz --seed'))).toBe(true);
  });
});

test('a lane goes on with its own cases while another is yet to run one of them again', async () => {
  let getFree = (): void => undefined;
  const busy = new Promise<void>((resolve) => {
    getFree = resolve;
  });
  let chunks = 0;
  const lane: CaseLane = {
    cases: (task) => {
      chunks++;
      if (chunks === 2) getFree();
      return one.lanes[0]?.cases(task) ?? Promise.resolve([]);
    },
    again: async ({ numbers }) => {
      await busy;
      return numbers.map(() => 'other');
    },
    untilCaught: () => Promise.reject(new Error('nobody asks')),
  };
  const lanes = { lanes: [lane], otherThan: () => lane, close: () => Promise.resolve() };
  const { violations, runs } = await hunted(lanes, [], false);
  expect(runs).toBe(130);
  // A digest that differs is found nevertheless: of 26 cases that are run twice the boundary refuses one.
  expect(violations.map(({ count }) => count)).toEqual([25]);
});

test('a mutant table says how soon a defect is caught', async () => {
  const rows = await mutantTable(three, ['nc2-denominator'], { seeds: 2, most: 200 }, () => undefined);
  expect(rows).toMatchObject([{ defect: 'nc2-denominator', missed: 0 }]);
});

describe('a case', () => {
  test('that goes on after a broken promise ends where a step then fails an assertion', () => {
    const options = { policy: 'current', defects: ['overwrite-totals', 'reseeded-wave'] } as const;
    const { found, steps } = runCase(23, randomScenario(23), options, { goesOn: true });
    expect([found?.rule, found?.step, steps]).toEqual(['counters-equal-rows', 28, 37]);
  });

  test('has the same digest in the shared database and in one of its own, and after other cases', () => {
    const numbers = Array.from({ length: 40 }, (_, place) => 1 + place);
    const digests = (ownDatabase: boolean) => (number: number) =>
      runCase(
        number,
        randomScenario(number),
        { policy: 'current', defects: [] },
        { digest: true, ownDatabase },
      ).digest;
    expect(numbers.map(digests(false))).toEqual(numbers.toReversed().map(digests(true)).toReversed());
  });
});
