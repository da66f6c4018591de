import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Blame, blame } from '../../../src/search/blame/blame.js';
import { blamePage } from '../../../src/search/blame/blame-page.js';
import { type BlameReport, blameReport } from '../../../src/search/blame/blame-report.js';
import { type DecidedRun, decidedRun } from '../../../src/search/blame/decided-run.js';
import { type Failure, isSameFailure } from '../../../src/search/blame/failure.js';
import { museumCase } from './museum-case.js';

const ROOT = join(import.meta.dirname, '../../..');
const KEPT = JSON.parse(readFileSync(join(ROOT, 'test/fixtures/museum-blame.json'), 'utf8')) as Readonly<
  Record<string, BlameReport>
>;
const PAGE = readFileSync(join(ROOT, 'docs/museum-blame.md'), 'utf8');

function blamed(name: string, runs = 2000): Blame {
  const found = blame(museumCase(name), { runs });
  if (found === null) throw new Error(`${name} does not fail`);
  return found;
}

function trace({ records }: DecidedRun) {
  return records.map(({ draws: _, ...record }) => record);
}

describe.each(['lost-update', 'duplicate-completion', 'errors-count-as-complete'])(
  'the case of %s',
  (name) => {
    const planWith = museumCase(name);
    const found = blamed(name);

    test('with all its decisions kept is the same run, record by record', () => {
      const again = decidedRun(planWith, { by: 'baseline but for', baseline: null, kept: found.decisions });
      expect(trace(again)).toEqual(trace(found.failing));
    });

    test('fails with the needed decisions alone, and with any one of them less it does not fail in this way', () => {
      const { baseline = null, needed = [], isOneMinimal } = found.rebuilt ?? {};
      expect(isOneMinimal).toBe(true);
      expect(needed.length).toBeGreaterThan(0);
      const outcomes = [needed, ...needed.map((_, place) => needed.toSpliced(place, 1))].map((kept) =>
        isSameFailure(
          found.failure,
          decidedRun(planWith, { by: 'baseline but for', baseline, kept }).failure,
        ),
      );
      expect(outcomes).toEqual([true, ...needed.map(() => false)]);
    });

    test('keeps the draws of all other keys when one draw is changed', () => {
      const decision = found.decisions.find(({ kind }) => kind === 'draw');
      if (decision?.kind !== 'draw') throw new Error('no draw');
      const changed = decidedRun(planWith, { by: 'seed but for', decision, baseline: 'another' });
      const own = new Map(found.failing.records.flatMap(({ draws = [] }) => draws));
      const both = changed.records.flatMap(({ draws = [] }) => draws).filter(([key]) => own.has(key));
      expect(both.length).toBeGreaterThan(10);
      expect(both.filter(([key, value]) => own.get(key) !== value).map(([key]) => key)).toEqual(
        both.some(([key]) => key === decision.key) ? [decision.key] : [],
      );
    });
  },
);

test('a lost update needs one callback at another consumer, and the words say so', () => {
  const { verdict, needed } = blameReport(blamed('lost-update'));
  expect(verdict).toBe('needs_some');
  expect(needed.map(({ says }) => says)).toEqual([
    expect.stringMatching(/^callback \d+ goes to consumer [23], not to consumer 1$/),
  ]);
});

test('what happens without a needed decision is told in words', () => {
  const found = blamed('lost-update');
  const { rebuilt, failure } = found;
  if (rebuilt === null) throw new Error('it needs a decision');
  const toldOf = (other: Failure | null) => {
    const without = rebuilt.without.map((run) => ({ ...run, failure: other }));
    return blameReport({ ...found, rebuilt: { ...rebuilt, without } }).needed.map((needed) => needed.without);
  };
  expect(toldOf(null)).toEqual(['every promise is kept']);
  expect(toldOf({ ...failure, step: 99, says: 'otherwise' })).toEqual(['it fails all the same']);
  expect(toldOf({ ...failure, step: 7, batch_state: 'SCORING' })).toEqual([
    'the same promise breaks at step 7, with the batch in another state (SCORING)',
  ]);
  expect(toldOf({ ...failure, step: null, rule: 'request-kept' })).toEqual([
    'another promise breaks at the end: request-kept',
  ]);
});

test('a wrong rule needs no decision of chance', () => {
  const { verdict, needed, other_seeds } = blameReport(blamed('override-from-cap'));
  expect({ verdict, needed, other_seeds }).toEqual({
    verdict: 'needs_none',
    needed: [],
    other_seeds: { runs: 20, fail: 20 },
  });
});

test('where the neutral world fails too, the decisions are told against a seed that avoids it', () => {
  const { verdict, against, one_minimal, needed } = blameReport(blamed('monitor-races-continuation'));
  expect({ verdict, one_minimal }).toEqual({ verdict: 'avoidable', one_minimal: true });
  expect(against).toMatch(/^other seed \d+$/);
  expect(needed.map(({ without }) => without)).toEqual(
    needed.map(() => expect.not.stringContaining('all the same')),
  );
});

test('the runs are bounded, and a set that was not finished is not called minimal', () => {
  const found = blamed('duplicate-completion', 60);
  expect(found.runs).toBeLessThanOrEqual(60);
  expect(found.rebuilt?.isOneMinimal).toBe(false);
});

test('a case that holds has no blame', () => {
  const held = museumCase('lost-update');
  expect(blame((draws) => ({ ...held(draws), defects: [] }), { runs: 100 })).toBe(null);
});

describe('the kept blame of the museum (scripts/museum-blame.ts renews it)', () => {
  test('stands on its page', () => {
    expect(
      Object.values(KEPT)
        .filter((report) => !PAGE.includes(blamePage(report)))
        .map(({ case: name }) => name),
    ).toEqual([]);
  });

  test.each(['anchor-first', 'override-source-lies', 'periodic-continuation', 'errors-count-as-complete'])(
    'is what is found now: %s',
    (name) => {
      expect(JSON.parse(JSON.stringify(blameReport(blamed(name, 4000))))).toEqual(KEPT[name]);
    },
  );
});
