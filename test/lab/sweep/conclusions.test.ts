/** What a sweep says of its numbers: crossings, the best arm and those like it, and the chart in the terminal. */
import { describe, expect, test } from 'vitest';
import { textChart } from '../../../src/lab/pictures/text-chart.js';
import { firstReach } from '../../../src/lab/statistics/first-reach.js';
import { analyseSweep } from '../../../src/lab/sweep/analyse-sweep.js';
import { bestArms } from '../../../src/lab/sweep/best-arms.js';
import { conclusion } from '../../../src/lab/sweep/conclusion.js';
import { type Crossing, crossingSentence, crossings } from '../../../src/lab/sweep/crossings.js';
import type { Arm } from '../../../src/lab/sweep/design-arms.js';
import { OUTCOME_NAMES, type Outcomes } from '../../../src/lab/sweep/outcome-list.js';
import { needsMore } from '../../../src/lab/sweep/precision.js';
import { ssrLines } from '../../../src/lab/sweep/ssr-lines.js';
import { summaryJson } from '../../../src/lab/sweep/summary-json.js';
import type { SweepResult } from '../../../src/lab/sweep/sweep.js';
import { reportedOutcomes, sweepParts } from '../../../src/lab/sweep/sweep-parts.js';
import { sweepTable } from '../../../src/lab/sweep/sweep-table.js';
import { sweepText } from '../../../src/lab/sweep/sweep-text.js';
import { SweepValues } from '../../../src/lab/sweep/sweep-values.js';
import { tidyRows } from '../../../src/lab/sweep/tidy-rows.js';
import { cellWidth } from '../../../src/report/cell-width.js';
import { experiment, madeUp } from './made-up-sweep.js';

const result = madeUp();
const analysis = analyseSweep(result, ['true_r2', 'comparisons', 'comparisons_over_items']);

test('a factor whose levels are all numbers is a number in the tables, an integer if all are whole, and else text', () => {
  const { columns } = tidyRows(result);
  expect(columns.filter(({ name }) => name.startsWith('set:'))).toEqual([
    { name: 'set:request.max_comparisons', type: 'integer' },
    { name: 'set:settings.PAIR_MATCHING_STRATEGY', type: 'text' },
  ]);
  const typeOf = (...levels: readonly unknown[]) => {
    const arms = levels.map((level) => ({ arm: { name: 'a', set: { level } } as Arm }));
    return tidyRows({ arms, cells: () => [] }).columns.find(({ name }) => name === 'set:level')?.type;
  };
  expect([typeOf(1, 0.5), typeOf(1, 2 ** 31), typeOf(1, '2'), typeOf(-1, undefined)]).toEqual([
    ...['number', 'number', 'text', 'integer'],
  ]);
});

test('of an interrupted sweep nothing is concluded, and it is said how far it came', () => {
  const cut = {
    ...result,
    interrupted: true,
    replicates: 20,
    computed: 36,
    reasons: new Map([['new', 120]]),
  };
  expect(conclusion(cut, analysis)).toBe('Conclusion\n  None yet: 36 of 120 runs are there.');
  expect(sweepText(cut)).toContain('36 of 120 missing cells run, 0 kept');
  expect(sweepParts(cut, { tellsRun: false }).howItRan[0]).not.toMatch(/cells run|kept\./);
});

test('a mean of fewer runs than its arm has says of how many', () => {
  const some = madeUp((arm, run) => (arm === 1 && run < 2 ? { true_r2: null } : {}));
  const rows = sweepText(some, { width: 200 }).split('\n');
  expect(rows.find((row) => row.includes('random, budget 200 '))).toMatch(/ 6 .* \(4 runs\) /);
  expect(rows.find((row) => row.includes('random, budget 300 '))).not.toContain('runs)');
});

test('the best arm of each group is named with those not told from it, and the cheapest of them', () => {
  const [random, graph] = bestArms(result, analysis);
  expect(random?.alike.map(({ summary }) => summary.arm)).toHaveLength(1);
  expect(random?.cheapest.summary.arm).toBe('random, budget 200');
  expect(graph?.alike).toEqual([]);
  expect(graph?.best.summary.arm).toBe('optimal_graph, budget 300');
});

test('a level is reached where the monotone curve crosses it, with both meanings of comparisons per essay', () => {
  const found = crossings(experiment, analysis);
  expect(found.map(({ group, level, at }) => [group, level, at])).toEqual([
    ['random', 0.7, expect.closeTo(150, 6)],
    ['random', 0.95, null],
    ['optimal_graph', 0.7, expect.closeTo(150, 6)],
    ['optimal_graph', 0.95, null],
  ]);
  expect(found[0]).toMatchObject({ overItems: expect.closeTo(3, 6), appearances: expect.closeTo(6, 6) });
});

test('at a level that the last arm alone reaches stand the comparisons of that arm', () => {
  const bent = madeUp((arm) => ({
    true_r2: [0.5, 0.6, 0.7][arm % 3] ?? 0,
    comparisons_over_items: [2, 4, 4.5][arm % 3] ?? 0,
  }));
  const [found] = crossings(experiment, analyseSweep(bent, OUTCOME_NAMES));
  expect(found).toMatchObject({ level: 0.7, at: 300, overItems: 4.5, appearances: 9 });
});

test('a level is reached by an outcome that falls, too, and its interval runs from the low ends to the high ones', () => {
  const costs = madeUp((arm, run) => ({
    mean_se: [2, 1.2, 0.8][arm % 3] ?? 0,
    ssr: run / 100 + (arm % 3) / 10,
  }));
  const falling = { ...experiment, reaches: [{ outcome: 'mean_se' as const, levels: [1, 0.5, 3] }] };
  const [reached, below, above] = crossings(falling, analyseSweep(costs, OUTCOME_NAMES));
  expect(reached).toMatchObject({ falls: true, at: expect.closeTo(250, 6), low: expect.closeTo(250, 6) });
  expect(crossingSentence(falling, reached as Crossing)).toContain('mean_se falls to 1 at budget 250');
  expect([below, above].map((found) => [found?.at, found?.side])).toEqual([
    [null, 'above'],
    [null, 'below'],
  ]);
});

test('of a curve that does not cross a level, arms on both sides are not called all above or below', () => {
  const peak = madeUp((arm) => ({ mean_se: [0.5, 1.2, 0.4][arm % 3] ?? 0 }));
  const levels = { ...experiment, reaches: [{ outcome: 'mean_se' as const, levels: [1] }] };
  const [found] = crossings(levels, analyseSweep(peak, OUTCOME_NAMES));
  expect(found).toMatchObject({ at: null, side: 'both' });
  expect(crossingSentence(levels, found as Crossing)).toContain('lies on both sides of 1');
});

test('the conclusion names intervals, design and both meanings of comparisons per essay', () => {
  const text = conclusion(result, analysis);
  expect(text).toContain('random: the highest true_r2 (share)');
  expect(text).toContain('comparisons per essay or anchor as total / n');
  expect(text).toContain(
    'in "random, budget 200" (4.00 comparisons per essay or anchor as total / n, 8.00 appearances of each; fixed design)',
  );
  expect(text).toContain(
    'an arm is told from the best where their paired difference is significant at 5 % after Holm',
  );
});

test('where an outcome reaches a level is said with the design of the arms', () => {
  expect(conclusion(result, analysis)).toContain('random (fixed design): true_r2 reaches 0.7 at budget 150');
});

test('an interval of a level that ends at no arm is open at that end', () => {
  const [found] = crossings(experiment, analysis);
  const ends = (low: number | null, high: number | null) =>
    /at budget 150 (\[.*?\])/.exec(crossingSentence(experiment, { ...(found as Crossing), low, high }))?.[1];
  expect([ends(120, 170), ends(null, 170), ends(120, null), ends(null, null)]).toEqual([
    ...['[120, 170]', '[below, 170]', '[120, beyond]', '[below, beyond]'],
  ]);
});

test('an arm with runs that have no value is named with their number', () => {
  const some = madeUp((arm, run) =>
    arm === 1 && run < 2 ? { true_r2: null } : arm === 2 ? { true_r2: null } : {},
  );
  const text = conclusion(some, analyseSweep(some, ['true_r2']));
  expect(text).toContain('true_r2 is not known in any run of "random, budget 300".');
  expect(text).toMatch(/ optimal_graph: .* Every other arm with a known value is lower beyond chance\./);
  expect(text).toContain('true_r2 is not known in every run of "random, budget 200" (4 of 6 runs):');
  const nothing = madeUp(() => ({ true_r2: null }));
  expect(conclusion(nothing, analyseSweep(nothing, ['true_r2']))).toBe(
    'Conclusion\n  true_r2 is not known in any run.',
  );
});

test('of runs without a value it is said in how many a batch failed', () => {
  const failed = { true_r2: null, failed: 1 };
  const some = madeUp((arm, run) => (arm === 1 ? (run < 2 ? failed : {}) : arm === 2 ? failed : {}));
  const text = conclusion(some, analyseSweep(some, ['true_r2']));
  expect(text).toContain('true_r2 is not known in any run of "random, budget 300" (of 6 runs 6 failed).');
  expect(text).toContain('not known in every run of "random, budget 200" (4 of 6 runs; 2 failed):');
  const all = madeUp(() => failed);
  expect(conclusion(all, analyseSweep(all, ['true_r2']))).toBe(
    'Conclusion\n  true_r2 is not known in any run: in all 36 a batch failed.',
  );
});

test('no line of the report is longer than the terminal is wide', () => {
  const text = sweepText(result, { width: 80 });
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(text).toMatch(/random, budget 100 +│ compared with it:/);
});

test.each([60, 50, 40])('nor where it has %i columns, and every value is told', (width) => {
  const text = sweepText(result, { width });
  expect(text.split('\n').filter((line) => line.length > width)).toEqual([]);
  const values = (of: string) => of.match(/\d+\.\d+ \[[^\]]+\]/g)?.toSorted() ?? [];
  const tables = (of: string) => of.replaceAll(/\s+/g, ' ').split('Conclusion')[0] ?? '';
  expect(values(tables(text))).toEqual(values(tables(sweepText(result, { width: 200 }))));
  expect(text).toContain('compared with it:');
});

test('a name without spaces, and one of wide letters, is broken and not cut, so that rows are told apart', () => {
  const rows = ['max_comparisons=20, bt', 'max_comparisons=30, bt', '日本語の腕の名前はとても長い'];
  const text = sweepTable(
    ['arm', 'difference', 'p (Holm)', 'factor'],
    rows.map((name) => [name, '-0.255 [-0.374, -0.136]', '< 0.001', '0.929 [0.421, 1.92]']),
    80,
  );
  const lines = text.split('\n');
  expect(lines.map(cellWidth)).toEqual(lines.map(() => 80));
  const names = lines.map((line) => line.split('│')[1]?.replaceAll(/\s/g, '') ?? '').join('');
  expect(names).toContain(rows.map((name) => name.replaceAll(' ', '')).join(''));
});

test('an SSR of an adaptive design without a known truth is corrected, in text and JSON, and no other', () => {
  const unknown = madeUp(
    (arm) => ({ ssr: 0.8, failed_share: 0.5, ...(arm === 5 ? { true_r2: null } : {}) }),
    'adaptive',
  );
  const { arms } = summaryJson(unknown);
  expect(arms.map(({ ssr_corrected }) => ssr_corrected?.pairing ?? null)).toEqual([
    ...[null, null, null, null, null, 'optimal_graph'],
  ]);
  const { reliability, low, high, coin_ssr } = arms[5]?.ssr_corrected ?? {};
  expect([low, reliability, high].every((share) => typeof share === 'number' && share < 1)).toBe(true);
  expect([low, reliability, high].toSorted((a, b) => Number(a) - Number(b))).toEqual([
    low,
    reliability,
    high,
  ]);
  expect(coin_ssr).toBeGreaterThan(0.3);
  expect(ssrLines(unknown, analyseSweep(unknown, ['ssr']), ['ssr'])).toEqual([
    expect.stringMatching(
      /^! "optimal_graph, budget 300" \(design: adaptive\): the truth is not known; SSR corrected by .* SSR 0.800 lies (above|within)/,
    ),
  ]);
});

test('of adaptive arms with a known truth those alone are named whose SSR lies above it', () => {
  const gaps = (gap: (arm: number) => number) => {
    const found = madeUp((arm, run) => ({ ssr: 0.5, ssr_gap: gap(arm) + run / 1000 }), 'adaptive');
    return ssrLines(found, analyseSweep(found, ['ssr']), ['ssr']);
  };
  expect(gaps((arm) => (arm === 2 ? 0.1 : -0.5))).toEqual([
    '! SSR lies above true_r2, the true correlation squared, where pairs or length depended on results (design: adaptive): ' +
      '"random, budget 300" by 0.102 [0.101, 0.104]. Read true_r2 instead; in the other 5 adaptive arms it does not.',
  ]);
  expect(gaps(() => -0.5)).toEqual([expect.stringContaining('in no arm whose pairs or length depended')]);
});

test('JSON has the levels that are reached and the sentences of the conclusion, all keys in snake_case', () => {
  const json = summaryJson(result);
  expect(JSON.stringify(json)).not.toMatch(/"[a-z]+[A-Z]\w*":/);
  const { reaches, conclusions, arms } = json;
  expect(reaches[0]).toMatchObject({
    group: 'random',
    level: 0.7,
    at: expect.closeTo(150, 6),
    design: 'fixed',
  });
  expect(conclusions[0]).toContain('random: the highest true_r2');
  expect(arms[0]?.ssr_corrected).toBeNull();
});

test('sequential replication of differences looks at the arm that each is compared with', () => {
  const values = new SweepValues(6, 40);
  const row = { batch: 1, policy: 'current', essays: 9, ssr_design: 'fixed', stop_reason: 'budget' } as const;
  // The second group moves far, and as one: its arms are known against each other, and not against the first arm.
  for (let k = 0; k < 40; k++) {
    for (let arm = 0; arm < 6; arm++) {
      const shared = arm < 3 ? 0 : 10 * (k % 2);
      const ssr = shared + 0.01 * ((k * (arm + 1)) % 3);
      const unknown = Object.fromEntries(OUTCOME_NAMES.map((name) => [name, null])) as Outcomes;
      values.add(arm, {
        replicate: k + 1,
        result: { kind: 'done', ending: '', digest: '', rows: [{ ...row, outcomes: { ...unknown, ssr } }] },
      });
    }
  }
  const precision = { outcome: 'ssr', halfwidth: 0.05, lookAhead: 5, most: 1000 } as const;
  const analysed = { experiment, arms: result.arms, values };
  expect(needsMore(analysed, 40, { ...precision, of: 'difference' })).toBe(false);
  expect(needsMore(analysed, 40, { ...precision, of: 'mean' })).toBe(true);
  // The arm that others are compared with has a mean, too.
  const alone = { ...analysed, arms: result.arms.slice(0, 1) };
  expect(needsMore(alone, 40, { ...precision, of: 'mean', halfwidth: 1e-4 })).toBe(true);
});

describe('a curve', () => {
  test('is at a level between two points, and nowhere if it lies above or below', () => {
    expect(firstReach([0, 10], [0, 1], 0.25)).toBe(2.5);
    expect(firstReach([0, 10], [0.5, 1], 0.25)).toBeNull();
    expect(firstReach([0, 10], [0, 0.2], 0.25)).toBeNull();
    expect(firstReach([0, 10, 20], [0, 0.25, 0.25], 0.25)).toBe(10);
    expect(firstReach([5, 10], [0.25, 1], 0.25)).toBe(5);
  });

  test('is at a level that only rounding parts it from', () => {
    const mean = Array.from({ length: 10 }, () => 0.1).reduce((sum, value) => sum + value, 0) / 10;
    expect(mean).toBeLessThan(0.1);
    expect(firstReach([0, 10], [0, mean], 0.1)).toBe(10);
    expect(firstReach([0, 10], [0.1 + 0.2, 0.5], 0.3)).toBe(0);
  });

  test('that is known nowhere before a point reaches a level there', () => {
    expect(firstReach([10, 20], [Number.NEGATIVE_INFINITY, 1], 0.25)).toBe(20);
  });
});

test('a chart has a line a row, whiskers around its value, and the ends of its axis', () => {
  const rows = [
    { label: 'a', low: 0, value: 5, high: 10 },
    { label: 'long name', low: 5, value: 5, high: 5 },
  ];
  expect(textChart(rows, 32, String)).toEqual([
    'a          ├─────────●─────────┤',
    'long name            ●',
    '           0                  10',
  ]);
});

test('arms that share no two runs with a value are not compared', () => {
  const survivors = madeUp((arm, run) =>
    (arm === 1 && run >= 3) || (arm === 2 && run < 3) ? { true_r2: null } : {},
  );
  const text = conclusion(survivors, analyseSweep(survivors));
  expect(text).toContain('Not compared with it, as no two runs have a value in both: "random, budget');
  expect(text).toContain('appearances of each, over all its runs;');
});

test('an outcome that is no rank is the same in all arms, or goes from the least to the most, and no arm is told from the best', () => {
  const costs = { ...result, experiment: { ...experiment, outcome: 'comparisons' as const } };
  const text = (found: SweepResult) => conclusion(found, analyseSweep(found));
  expect(text(costs)).toContain('random: comparisons goes from 100 in');
  expect(text(costs)).not.toContain('told from the best');
  const same = { ...madeUp(() => ({ comparisons: 20 })), experiment: costs.experiment };
  expect(text(same)).toContain('random: comparisons is the same in all arms, one of which is 20 in');
});

test('of one run an arm nothing is said of intervals', () => {
  const text = conclusion({ ...result, replicates: 1 }, analysis);
  expect(text).toMatch(/One run an arm, which says nothing of chance: there are no intervals\.$/);
});

test('an outcome that is at a level in every arm does not reach it anywhere', () => {
  const flat = madeUp(() => ({ true_r2: 0.7 }));
  const [found] = crossings(experiment, analyseSweep(flat));
  expect(found).toMatchObject({ at: null, side: 'at' });
  expect(crossingSentence(experiment, found as Crossing)).toContain('true_r2 is 0.7 in every arm.');
});

test('the outcome that decides how many runs there are is in the report', () => {
  const precision = { outcome: 'stopped_stable', halfwidth: 0.1, of: 'mean', lookAhead: 5, most: 6 } as const;
  expect(reportedOutcomes({ ...result, precision })).toEqual(['true_r2', 'stopped_stable', 'comparisons']);
});

test('of adaptive arms whose batches all failed it is said that there is no SSR, not that the truth is unknown', () => {
  const failed = madeUp((arm) => (arm === 5 ? { true_r2: null } : { ssr: 0.8, ssr_gap: 0.1 }), 'adaptive');
  const lines = ssrLines(failed, analyseSweep(failed, ['ssr']), ['ssr']);
  expect(lines.at(-1)).toBe('  "optimal_graph, budget 300": no run has an SSR.');
});

test('arms with one and the same mean have no highest', () => {
  const tie = madeUp(() => ({ true_r2: 0.8 }));
  const text = conclusion(tie, analyseSweep(tie));
  expect(text).toContain('random: true_r2 (share) is the same in all arms, the cheapest of which is 0.8');
  expect(text).not.toContain('highest');
});

test('of more than four arms not told from the best the number of the others is said', () => {
  const { within: _, ...ungrouped } = experiment;
  const alike = madeUp((arm, run) => ({
    true_r2: 0.5 + ((5 * arm + 7 * run) % 11) / 100 + (arm === 0 ? 0.001 : 0),
  }));
  const of = { ...alike, experiment: ungrouped };
  const [{ best, alike: others } = { best: null, alike: [] }] = bestArms(of, analyseSweep(of));
  expect(others).toHaveLength(5);
  const names = others.map(({ summary }) => `"${summary.arm}"`).slice(0, 4);
  expect(conclusion(of, analyseSweep(of))).toContain(`Not told from it: ${names.join(', ')} and 1 more.`);
  expect(others).not.toContain(best);
});

test('of two arms it is said which is best, and of one alone no other is spoken of', () => {
  const first = (arms: number, of: SweepResult) => {
    const some = { ...of, arms: of.arms.slice(0, arms) };
    return conclusion(some, analyseSweep(some)).split('\n')[1];
  };
  const tie = madeUp(() => ({ true_r2: 0.8 }));
  expect(first(2, tie)).toContain('random: true_r2 (share) is the same in all arms');
  expect(first(1, tie)).toMatch(
    /^ {2}random: the highest true_r2 \(share\) is 0\.8\S* in "random, budget 100" \([^)]*\)\.$/,
  );
  expect(first(2, result)).toMatch(/ Every other arm is lower beyond chance\.$/);
});

test('a level of `within` that is a number stands beside the name of its factor', () => {
  const { x: _, ...rest } = experiment;
  const of = { ...result, experiment: { ...rest, reaches: [], within: 'request.max_comparisons' } };
  expect(conclusion(of, analyseSweep(of))).toContain('budget 300: the highest true_r2 (share) is 0.9');
});

test('a level of `within` that is a group of keys is written as in the names of arms, and one that is missing is said to be', () => {
  const { x: _, ...rest } = experiment;
  const stop = { rule: 'rank', at: 0 };
  const arms = result.arms.map((prepared, k) => ({
    ...prepared,
    arm: { ...prepared.arm, set: k % 2 === 0 ? { 'lab.stop': stop } : {} },
  }));
  const of = { ...result, arms, experiment: { ...rest, reaches: [], within: 'lab.stop' } };
  const text = conclusion(of, analyseSweep(of));
  expect(text).toContain('stop {"rule":"rank","at":0}: the highest true_r2');
  expect(text).toContain('stop not set: the highest true_r2');
});

test('the cheapest arm of those not told from the best comes with the difference that is left open', () => {
  // The dearest of the random arms is better in every run but one, where it is far worse.
  const noisy = madeUp((arm, run) => (arm === 2 ? { true_r2: run === 0 ? 0.5 : 0.9 } : {}));
  expect(conclusion(noisy, analyseSweep(noisy))).toContain(
    'the highest true_r2 (share) is 0.833 [0.662, 1.00] in "random, budget 300"',
  );
  expect(conclusion(noisy, analyseSweep(noisy))).toMatch(
    /The cheapest of them is .* in "random, budget 200" \(.*?\); its paired difference from the best is -0\.033 \[-0\.\d+, 0\.\d+\]\./,
  );
});
