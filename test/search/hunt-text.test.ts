/** What a hunt tells a person, adds up and names for a repetition, made up. */
import { expect, test } from 'vitest';
import type { CaseLane, CaseLanes } from '../../src/search/case-lanes.js';
import { allDecisions } from '../../src/search/coverage/all-decisions.js';
import { allTransitions } from '../../src/search/coverage/all-transitions.js';
import { whyUnreachable } from '../../src/search/coverage/unreachable.js';
import type { Found } from '../../src/search/found.js';
import { commandFor, type HuntReport, huntReport } from '../../src/search/hunt-report.js';
import { huntText } from '../../src/search/hunt-text.js';
import { mutantTable } from '../../src/search/mutant-table.js';
import { PROBES } from '../../src/search/probes.js';
import type { CaseResult } from '../../src/search/run-case.js';
import { SearchTotals } from '../../src/search/search-totals.js';

const found: Found = {
  ...{ oracle: 'invariant', rule: 'counters-equal-rows', says: 'completed is 3, and 2 rows are answered' },
  ...{ step: 12, during: 'score-batch', batch: '1', state: 'SCORING', values: { completed: 3 } },
};
const afterwards: Found = {
  ...{ oracle: 'metamorphic', rule: 'same-meaning-same-grades', says: 'grades differ', values: {} },
  ...{ step: null, during: null, batch: null, state: null },
};
const report: HuntReport = {
  ...{ schema_version: 1, runs: 12_000, refused: 1, too_long: 1200, steps: 1_234_567 },
  ...{ runs_per_second: 1, workers: 1 },
  violations: [
    {
      ...{ kind: 'a', count: 1, cases: [5], first: { case: 5, ...found } },
      command: 'cjsim fuzz --seed 5 --runs 1 --defect lost-update',
    },
    {
      ...{ kind: 'b', count: 1500, cases: [9], first: { case: 9, ...afterwards } },
      command: 'cjsim fuzz --seed 9 --runs 1',
    },
  ],
  ...{ probes: { x: 1, y: 2 }, transitions: { x: 1 }, decisions: { a: 1, b: 1, c: 1 } },
  never_reached: ['p1', 'p2'],
  unreachable: { q: 'because' },
  curve: [
    { runs: 99, tuples: 49 },
    { runs: 199, tuples: 50 },
    { runs: 12_000, tuples: 1050 },
  ],
};
const told = { of: 'current', seconds: 2, canary: 'caught', kept: new Map([[5, 'kept/case-5']]), width: 80 };

test('cases, violations, coverage and what is still new stand in this order', () => {
  expect(huntText(report, told)).toBe(`\
12,000 cases of current in 2.0 s on 1 worker: 1 world a second
  1,234,567 steps; 1 case refused at the boundary, 1,200 given up as too long
  canary: caught

counters-equal-rows (invariant), 1 case: completed is 3, and 2 rows are answered
  in case 5 at step 12, score-batch, batch 1 in SCORING
  completed: 3
  again: cjsim fuzz --seed 5 --runs 1 --defect lost-update
  kept:  kept/case-5

same-meaning-same-grades (metamorphic), 1,500 cases: grades differ
  in case 9
  again: cjsim fuzz --seed 9 --runs 1

Reached: 2 probes, 1 (machine, state, event), 3 decision outcomes × mode × net
  size
Never reached: p1; p2
Cannot be reached: 1 (--json gives the reasons)

New (state, event, decision) tuples:
  after        99      49      49 new
  after       199      50       1 new, 100 per 10,000 runs
  after    12,000   1,050   1,000 new, 847.4 per 10,000 runs
`);
});

test('what a short search never reached is counted where it is much, and a clean one says so', () => {
  const names = (n: number) => Array.from({ length: n }, (_, at) => `p${at}`);
  const line = (runs: number, n: number) =>
    /^Never reached: (.*)$/m.exec(
      huntText({ ...report, runs, never_reached: names(n) }, { ...told, width: 9999 }),
    )?.[1];
  expect(line(999, 13)).toBe('13 of these, after so few cases (--json lists them)');
  expect(line(999, 12)).toBe(names(12).join('; '));
  expect(line(1000, 13)).toBe(names(13).join('; '));
  expect(line(1, 0)).toBe('nothing');
  const drawn = { ...found, step: null, rule: 'rules-as-specified', case: 7 };
  const noState = { ...found, batch: null, state: null, case: 5 };
  const said = (violations: HuntReport['violations']) => huntText({ ...report, violations }, told);
  expect(said([])).toContain('\n\nNo violation.\n\nReached: ');
  expect(said([{ kind: 'a', count: 1, cases: [5], first: noState, command: 'c' }])).toContain(
    '  in case 5 at step 12, score-batch, batch - in -\n',
  );
  expect(said([{ kind: 'a', count: 1, cases: [7], first: drawn, command: 'c' }])).toContain(
    '  in case 7, on drawn values and not in its world\n',
  );
});

const result = (number: number, made: Partial<CaseResult> = {}): CaseResult => ({
  ...{ number, outcome: 'held', steps: 10, probes: ['p'], transitions: ['t'], decisions: ['d'] },
  ...{ tuples: ['one'], found: null, digest: null, firstWave: { pairs: 0, smallerFirst: 0 } },
  ...made,
});

test('a search adds up its cases, joins findings of one kind, and names the first 20', () => {
  const totals = new SearchTotals();
  for (let number = 1; number <= 25; number++) {
    totals.add(result(number, { found: { ...found, state: `state ${number}` }, tuples: [`t${number}`] }));
  }
  totals.add(result(26, { outcome: 'refused', steps: 0, found: { ...found, during: 'another step' } }));
  totals.add(result(27, { outcome: 'too_long', probes: ['p', 'q'] }));
  expect(totals.violations.map(({ count, cases, first }) => [count, cases.length, first.case])).toEqual([
    [25, 20, 1],
    [1, 1, 26],
  ]);
  const { runs, refused, too_long, steps, runs_per_second, probes, curve, violations } = huntReport(totals, {
    ...{
      policy: 'service-2026-02',
      defects: ['lost-update', 'stale-coverage'],
      start: 1,
      seconds: 4,
      workers: 2,
    },
  });
  expect({ runs, refused, too_long, steps, runs_per_second, probes, curve }).toEqual({
    ...{ runs: 27, refused: 1, too_long: 1, steps: 260, runs_per_second: 6.5 },
    ...{ probes: { p: 27, q: 1 }, curve: [{ runs: 27, tuples: 26 }] },
  });
  expect(violations.map(({ command }) => command)).toEqual([
    'cjsim fuzz --seed 1 --runs 1 --policy service-2026-02 --defect lost-update --defect stale-coverage',
    'cjsim fuzz --seed 26 --runs 1 --policy service-2026-02 --defect lost-update --defect stale-coverage',
  ]);
});

test('the curve has a point at each mark, and one for now', () => {
  const totals = new SearchTotals();
  for (let number = 1; number <= 20_001; number++) totals.add(result(number, { tuples: [`${number >> 1}`] }));
  const marks = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];
  expect(totals.curve).toEqual([...marks, 20_001].map((runs) => ({ runs, tuples: (runs >> 1) + 1 })));
});

test('two digests of a case, and a coin that is not fair, are found over the cases', () => {
  const totals = new SearchTotals();
  expect(totals.add(result(1, { digest: 'a' }))).toBe(null);
  expect(totals.add(result(2, { digest: 'a' }), 'b')).toMatchObject({
    ...{ rule: 'same-case-same-digest', says: 'the same case has two digests' },
    values: { first: 'a', second: 'b' },
  });
  const coin = new SearchTotals();
  const wave = (pairs: number, smallerFirst: number) =>
    coin.add(result(1, { firstWave: { pairs, smallerFirst } }));
  // Of 100 pairs the bound lies between 87 and 88.
  expect(wave(100, 87)).toBe(null);
  expect(wave(0, 1)).toMatchObject({
    ...{ rule: 'chance-is-fair', says: 'of 100 pairs of first waves 88 show the smaller id first' },
    values: { pairs: 100, smallerFirst: 88 },
  });
});

test('a line that shows a finding again names its case, all cases where many show it, and a second run', () => {
  const searched = { policy: 'current', defects: [], start: 900 } as const;
  const lineFor = (rule: string) => commandFor(1002, { rule }, searched);
  expect(lineFor('counters-equal-rows')).toBe('cjsim fuzz --seed 1002 --runs 1');
  expect(lineFor('chance-is-fair')).toBe('cjsim fuzz --seed 900 --runs 103');
  expect(lineFor('same-case-same-digest')).toBe('cjsim fuzz --seed 1002 --runs 1 --double-check 1');
});

test('a mutant is told by the median and the most cases, the starts that missed it, and its rules', async () => {
  const asked: number[] = [];
  const ends = new Map([
    [100_000, { runs: 7, caught: found }],
    [200_000, { runs: 3, caught: afterwards }],
    [300_000, { runs: 500, caught: null }],
    [400_000, { runs: 9, caught: afterwards }],
  ]);
  const lane = {
    untilCaught: ({ start, most }: { start: number; most: number }) => {
      asked.push(start, most);
      const { runs, caught } = ends.get(start) ?? { runs: 0, caught: null };
      return Promise.resolve({ runs, caught: caught && { kind: '', count: 1, cases: [], first: caught } });
    },
  } as unknown as CaseLane;
  const told: string[] = [];
  const rows = await mutantTable(
    { lanes: [lane] } as unknown as CaseLanes,
    ['lost-update'],
    { seeds: 4, most: 500 },
    ({ defect }) => told.push(defect),
  );
  expect([told, asked]).toEqual([['lost-update'], [...ends.keys()].flatMap((start) => [start, 500])]);
  expect(rows).toEqual([
    {
      ...{ defect: 'lost-update', median: 7, maximum: 9, missed: 1 },
      rules: ['metamorphic:same-meaning-same-grades', 'invariant:counters-equal-rows'],
    },
  ]);
});

test('what was reached is in order, what was not is missed or cannot be reached, and nothing is both', () => {
  const [probe = '', other = ''] = PROBES.map(({ name }) => name).filter((name) => why(name) === null);
  const [transition = ''] = allTransitions().filter((name) => why(name) === null);
  const [decision = ''] = allDecisions().filter((name) => why(name) === null);
  const totals = new SearchTotals();
  totals.add(result(1, { probes: [probe, 'b', 'a'], transitions: [transition], decisions: [decision] }));
  const all = [...PROBES.map(({ name }) => name), ...allTransitions(), ...allDecisions()];
  const { never_reached, unreachable, probes } = huntReport(totals, {
    ...{ policy: 'current', defects: [], start: 1, seconds: 1, workers: 1 },
  });
  expect(Object.keys(probes)).toEqual([probe, 'b', 'a'].sort());
  const impossible = all.filter((name) => why(name) !== null);
  expect(unreachable).toEqual(Object.fromEntries(impossible.map((name) => [name, why(name)])));
  expect(never_reached).toEqual(
    all.filter((name) => !impossible.includes(name) && ![probe, transition, decision].includes(name)),
  );
  expect(never_reached).toContain(other);
});

function why(name: string): string | null {
  return whyUnreachable(name, 'current');
}
