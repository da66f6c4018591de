import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../src/files/load-scenario.js';
import type { Judge } from '../../src/judges/judge.js';
import { createWorld } from '../../src/library/create-world.js';
import { run } from '../../src/library/run.js';
import { explain } from '../../src/report/explain.js';
import { jsonResult } from '../../src/report/json-result.js';
import type { BatchResult } from '../../src/report/json-result-schema.js';
import { manyBatches } from '../../src/report/many-batches.js';
import { readStoredWorld } from '../../src/report/stored-world.js';
import { PLAIN } from '../../src/report/style.js';
import { summary } from '../../src/report/summary.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';
import { planned } from '../sim/planned.js';
import { onlyBatch, storedRun } from './stored.js';

const linesOf = (name: string, options = {}) => summary(storedRun(name, options), PLAIN).split('\n');

describe('the summary of one batch', () => {
  const lines = linesOf('lower5');

  test('begins with what ran', () => {
    expect(lines[0]).toMatch(
      /^lower5 under current, seed 5: \d+\.\d s of virtual time in \d+ steps \(finished\)$/,
    );
  });

  test('has a line a decision, with its reason', () => {
    expect(lines.filter((line) => /^ +\d.* {2}(coverage|resampling|score) {2}/.test(line))).toHaveLength(6);
    expect(lines.some((line) => /score +nothing left to ask$/.test(line))).toBe(true);
  });

  test('ranks every essay', () => {
    const head = lines.findIndex((line) => line.startsWith('rank '));
    expect(lines.slice(head + 1, head + 6).map((line) => Number(line.slice(0, 4)))).toEqual([1, 2, 3, 4, 5]);
  });

  test('ends with the digest', () => {
    expect(lines.at(-2)).toMatch(/^Digest [0-9a-f]{64}$/);
  });

  test('has no escape sequence without colour', () => {
    expect(lines.join('')).not.toContain('\u001b');
  });
});

test('asked, guardrail and cap are told apart where they differ', () => {
  const lines = linesOf('batch-21', { set: ['request.max_comparisons=150'] });
  expect(lines).toContain('Budget: asked 150, guardrail 120, cap 120 (runner_override: a hard budget)');
});

test('without an override the budget is chosen by CJ', () => {
  expect(linesOf('service-default').find((line) => line.startsWith('Budget:'))).toMatch(
    /^Budget: no override, .*\(service_default: chosen by CJ\)$/,
  );
});

test('anchors stand with their known grade, students with the projected one', () => {
  const lines = linesOf('batch-21');
  expect(lines.find((line) => line.startsWith('Ranking '))).toMatch(/, grades on eng5_np_legacy_9_step$/);
  expect(lines.filter((line) => /ANCHOR_\d+_[0-9a-f]{8} .* anchor [A-F][+-]?$/.test(line))).toHaveLength(12);
  expect(
    lines.filter((line) => /student-\d\d .* [A-F][+-]? +(HIGH|MID|LOW) [01]\.\d\d$/.test(line)),
  ).toHaveLength(12);
});

test('anchors that the request brings stand with their grade, on the default scale', () => {
  const list = [
    '{ id: x, is_anchor: true, anchor_grade: E, ability: -2 }',
    '{ id: y, is_anchor: true, known_grade: B, ability: 2 }',
    ...['{ id: s1, ability: 1 }', '{ id: s2, ability: 0 }'],
  ];
  const lines = linesOf('four-essays', { set: [`essays={ list: [${list.join(', ')}] }`] });
  expect(lines.find((line) => line.startsWith('Ranking '))).toMatch(/, grades on swedish_8_anchor$/);
  expect(lines.filter((line) => / anchor [EB]$/.test(line))).toHaveLength(2);
  expect(lines.join(' ')).not.toContain('Anchors against');
});

test('anchors that stand in another order than their grades are named', () => {
  expect(linesOf('eng5').join(' ')).toContain(
    ' Anchors against the order of their grades: ANCHOR_8_2ee0d38f (D-, -2.688) lies below ANCHOR_11_17dc6755 (F+, -2.248); ANCHOR_2_60727793 (A, 3.062) lies below ANCHOR_4_a452d455 (B, 3.119). ',
  );
  expect(linesOf('lower5').join(' ')).not.toContain('Anchors against');
});

test('tables of one batch fit 80 columns', () => {
  const wide = [...linesOf('batch-21'), ...linesOf('lower5')].filter((line) => line.length > 80);
  expect(wide.filter((line) => / {3}/.test(line))).toEqual([]);
});

test('answers have a column of their own where decisions do not wait for them', () => {
  expect(linesOf('batch-21').some((line) => line.startsWith('wave  asked  left'))).toBe(true);
  const early = linesOf('batch-21', { policy: 'service-2025-11-16' });
  expect(early.some((line) => line.startsWith('wave  asked  answered'))).toBe(true);
  expect(early).toContain('(62 decisions in the middle are left out)');
});

test('several batches are a table, one row each, and faults are counted', () => {
  const lines = linesOf('seed-world');
  expect(lines.filter((line) => /WAITING_CALLBACKS|COMPLETE_/.test(line))).toHaveLength(5);
  expect(lines).toContain('Faults injected: unanswered × 24');
});

test('a fault that was planned and never struck is named', () => {
  using world = createWorld({ plan: planned('lower5', ['drop-callback#999']) });
  world.seal(run(world));
  const stored = readStoredWorld(world.store);
  expect(summary(stored, PLAIN)).toContain('\nFaults that never struck: drop-callback\n');
  expect(jsonResult(stored).faults).toEqual({ 'drop-callback': 0 });
});

test('a world whose first request has not come in has no empty table', () => {
  using world = createWorld({ plan: planned('lower5') });
  world.seal('stopped');
  const lines = summary(readStoredWorld(world.store), PLAIN).split('\n');
  expect(lines[2]).toBe('This world has no batch: none has been accepted yet, or all were deleted.');
});

test('that a world has no batch, and why a batch failed, stand in lines that fit', () => {
  using none = createWorld({ plan: planned('lower5') });
  none.seal('stopped');
  expect(summary(readStoredWorld(none.store), PLAIN, 60).split('\n').slice(3, 5)).toEqual([
    'This world has no batch: none has been accepted yet, or all',
    'were deleted.',
  ]);
  const failed = summary(storedRun('stuck'), PLAIN, 60, 60).split('\n');
  expect(failed.filter((line) => line.length > 60 && !line.startsWith('Digest '))).toEqual([]);
});

test('a batch that a late answer completed after it had failed says both', () => {
  const { scenario, sources } = loadScenario('lower5');
  const settings = {
    BATCH_TIMEOUT_HOURS: 0.0003,
    BATCH_MONITOR_FIRST_SECONDS: 2,
    MAX_PAIRWISE_COMPARISONS: 1,
  };
  const judge = { profile: 'eng5-lower5', parameters: { latencyMs: 2500 } };
  const policy = 'service-2025-11-16';
  const plan = expandScenario({ ...scenario, settings, judge, request: {} }, { policy }, sources);
  using world = createWorld({ plan });
  world.seal(run(world));
  expect(summary(readStoredWorld(world.store), PLAIN)).toContain(
    '\n  COMPLETE_STABLE, after it had failed (stuck_timeout_insufficient_progress)\n',
  );
});

test('of a world that was stopped it is said that a fault has not struck so far', () => {
  using world = createWorld({ plan: planned('lower5', ['drop-callback#999']) });
  world.step();
  world.seal('stopped');
  const says = '\nFaults that have not struck so far: drop-callback\n';
  expect(summary(readStoredWorld(world.store), PLAIN)).toContain(says);
});

test('of more than 40 batches the outcomes are counted, and rare ones named', () => {
  const plan = planned('lower5', ['drop-callback,batch=7'], { batchCount: 45 });
  using world = createWorld({ plan });
  world.seal(run(world));
  const lines = summary(readStoredWorld(world.store), PLAIN, 80).split('\n');
  expect(lines).toContain('  44 COMPLETE_MAX_COMPARISONS');
  expect(lines).toContain('  1 FAILED (7)');
  expect(lines.find((line) => line.startsWith('45 batches: '))).toMatch(
    / submitted, \d+ answered, \d+ errors?$/,
  );
  expect(lines).toContain('… and 5 more; cjsim inspect lists them, --json has all of each');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

test('of 40 batches all are shown and none is counted, of 41 the outcomes are', () => {
  const [one] = jsonResult(storedRun('failed-comparisons')).batches;
  const of = (n: number, changed: (at: number) => Partial<BatchResult> = () => ({})) =>
    Array.from({ length: n }, (_, at) => ({ ...one, batch_id: at + 1, ...changed(at) }) as BatchResult);
  const said = (batches: readonly BatchResult[], tableWidth = Number.POSITIVE_INFINITY) =>
    manyBatches(batches, { style: PLAIN, width: 60, tableWidth });
  expect(said(of(40)).map((part) => part.split('\n').length)).toEqual([41]);
  const many = said(
    of(41, (at) => ({
      ...(at < 20 ? { state: 'FAILED' } : {}),
      ...(at === 40 ? { comparison_budget: null, state: 'SCORING', status: 'PERFORMING_COMPARISONS' } : {}),
      ...{ submitted_comparisons: 2, completed_comparisons: 1, failed_comparisons: at === 3 ? 1 : 0 },
    })),
  );
  const [totals, rows = ''] = many;
  expect(totals).toBe(`\
41 batches: 82 comparisons submitted, 41 answered, 1 error
  20 FAILED (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
    14, 15, 16, 17, 18, 19, 20)
  20 COMPLETE_MAX_COMPARISONS (21, 22, 23, 24, 25, 26, 27,
    28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40)
  1 SCORING (41)`);
  expect(rows.split('\n').slice(-2)).toEqual([
    '   40  COMPLETE_MAX_COMPARISONS   40      2         1       0      9       5',
    '… and 1 more; cjsim inspect lists them, --json has all of each',
  ]);
  const last = of(2, () => ({ comparison_budget: null }));
  expect(said(last)[0]?.split('\n')[1]).toBe(
    '    1  COMPLETE_MAX_COMPARISONS    –     40        33       7      9       5',
  );
});

test('where the terminal is too narrow for them, a ranking and a table of batches leave columns out and say so', () => {
  const narrow = (name: string, width: number) => {
    const text = summary(storedRun(name), PLAIN, width, width).replace(/^Digest .*$/m, '');
    expect(text.split('\n').filter((line) => line.length > width && !line.startsWith('Batch 1 ('))).toEqual(
      [],
    );
    return text;
  };
  expect(narrow('eng5', 60)).toContain(`\
Ranking scores and standard errors in logits, grades on
eng5_np_legacy_9_step
In all rows shown: comparisons 24
Not shown at this width: confidence (--json has all)
rank  essay                score     SE  grade
   1  student-06           3.748  1.256  A
   2  ANCHOR_1_420b6efe    3.745  1.257  anchor A
`);
  expect(narrow('eng5', 70)).toContain('\nrank  essay                score     SE  grade      confidence\n');
  expect(narrow('four-essays', 50)).toContain('\nIn all rows shown: comparisons 6, grade –\n');
  expect(narrow('seed-world', 60)).toContain(
    'batch 5, outcome WAITING_CALLBACKS, cap 100, asked 12,\n  answered 0',
  );
});

test('the table of several batches fits where one has the longest outcome', () => {
  const alone = [{ id: 1, essays: { list: [{ id: 'alone' }] } }, { id: 2 }];
  const lines = linesOf('batch-21', { set: [`batches=${JSON.stringify(alone)}`] });
  expect(lines.some((line) => line.includes('COMPLETE_INSUFFICIENT_ESSAYS'))).toBe(true);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

test('what is wrong with the answers of a judge of one’s own is said', () => {
  const module = { kind: 'module', module: 'own.mjs', options: {} } as const;
  const judge = {
    compare: ({ draw }: { draw: (purpose: string) => number }) =>
      draw('kind') < 0.3
        ? { winner: 'essay_c' }
        : { winner: 'essay_a', confidence: 3, justification: '', usage: { tokens: 5 } },
  } as unknown as Judge;
  using world = createWorld({ plan: { ...planned('four-essays'), judge: module }, judge });
  world.seal(run(world));
  const stored = readStoredWorld(world.store);
  const says =
    /\d\d answers were no verdict, most often \(\d\d times\): the judge returned usage.promptTokens undefined; it must be a number of at least 0\./;
  expect(summary(stored, PLAIN).replaceAll('\n', ' ')).toMatch(says);
  expect(explain(stored, onlyBatch(stored), PLAIN, 80).replaceAll('\n', ' ')).toMatch(says);
  const withErrors = storedRun('failed-comparisons');
  expect(summary(withErrors, PLAIN)).not.toContain('no verdict');
});

test('a world whose code changed names both policies, and the guardrail of the budget', () => {
  const lines = linesOf('deployment');
  expect(lines[0]).toMatch(/^deployment under service-2025-11-27, then current, seed 1: /);
  expect(lines).toContain('Budget: asked 28, guardrail 150, cap 28 (runner_override: a hard budget)');
});

test('a batch without comparisons says why, and nothing of positions', () => {
  const text = linesOf('single-essay').join('\n');
  expect(text).toContain('With fewer than two student essays nothing is compared');
  expect(text).not.toContain('Positions:');
});

test('anchors are counted where there are any', () => {
  expect(linesOf('lower5').some((line) => line.endsWith('5 essays, no anchors'))).toBe(true);
  expect(linesOf('batch-21').some((line) => line.endsWith('24 essays, 12 of them anchors'))).toBe(true);
});

test('a long list of faults is wrapped', () => {
  expect(linesOf('rough-night').filter((line) => line.length > 80)).toEqual([]);
});

test('a long outcome of a batch stands on a line of its own', () => {
  const lines = linesOf('stuck', { policy: 'service-2026-02' });
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines).toContain('  FAILED, ERROR_PROCESSING (stuck_timeout_insufficient_progress)');
});

test('a ranking without grades says why it has none', () => {
  expect(linesOf('lower5')).toContain('No grades are projected, because the batch has no anchors.');
  const oneAnchor = { set: ['assignment.anchors=[{label: x, grade: A, ability: 1}]'] };
  expect(linesOf('failed-comparisons', oneAnchor).join(' ')).toContain(
    'because the anchors of the batch give fewer than two different grades of the scale.',
  );
  expect(linesOf('batch-21').join(' ')).not.toContain('No grades are projected');
});

test('a batch with errors is told whole, from what ran to its digest', () => {
  const said = summary(storedRun('failed-comparisons'), PLAIN, 80).replace(/[0-9a-f]{64}/, 'of the run');
  expect(said).toBe(`\
failed-comparisons under current, seed 1: 21.8 s of virtual time in 102 steps
(finished)

Batch 1 (3f0cce4a-9cdd-4f55-a6e5-0256573eed6a): COMPLETE_MAX_COMPARISONS
40 submitted, 33 answered, 7 errors, 9 waves, 8 essays, 3 of them anchors

Budget: asked 40, guardrail 120, cap 40 (runner_override: a hard budget)

Decisions
wave  asked  errors  left  pairs  change  decision    because
   1      4       1    36   3/28       –  coverage    new pairs are left
   2      8       1    32   7/28   3.586  coverage    new pairs are left
   3     12       1    28  11/28   2.141  coverage    new pairs are left
   4     16       2    24  14/28   1.858  coverage    new pairs are left
   5     20       3    20  17/28   0.688  coverage    new pairs are left
   6     24       6    16  18/28   0.026  coverage    new pairs are left
   7     28       7    12  21/28   2.401  retry       failed pairs wait
   8     35       7     5  28/28   2.967  resampling  every pair is answered
   9     40       7     0  28/28   0.419  score       budget spent

Ranking scores and standard errors in logits, grades on swedish_8_anchor
rank  essay               score     SE  comparisons  grade     confidence
   1  ANCHOR_3_f155e71e   1.876  0.000            7  anchor A
   2  student-05          1.350  1.279            8  A         MID 0.77
   3  ANCHOR_2_60727793   0.853  1.274            9  anchor C
   4  student-03          0.853  1.274            9  B         MID 0.77
   5  student-02          0.343  1.304            9  D         MID 0.77
   6  student-01         -1.061  1.539            7  F         LOW 0.55
   7  student-04         -2.098  1.678            8  F         LOW 0.55
   8  ANCHOR_1_420b6efe  -2.117  1.663            9  anchor E

Positions: skew 1.50 on average, 3 at most, anchors shown first 55 %, 18 % of
the pairs seen both ways

Faults injected: judge-nonsense × 7

Digest of the run
`);
});

test('of 30 decisions all are shown, of more the first and the last 15', () => {
  const world = storedRun('batch-21', { policy: 'service-2025-11-16' });
  const [decided] = world.records().filter(({ decision }) => decision);
  const shown = (n: number) => {
    const records = Array.from({ length: n }, (_, at) => {
      const decision = { ...decided?.decision, iteration: at + 1 };
      return { ...decided, decision } as TraceRecord;
    });
    const made = { ...world, records: () => records, recordsOf: () => records };
    const lines = summary(made, PLAIN).split('\n');
    return lines.flatMap(
      (line) => /^ +(\d+) .* coverage /.exec(line)?.[1] ?? line.match(/^\(.*left out\)$/) ?? [],
    );
  };
  const waves = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
  expect(shown(30)).toEqual(waves(1, 30));
  expect(shown(31)).toEqual([...waves(1, 15), ...waves(17, 31), '(1 decision in the middle is left out)']);
});

test('where no columns are left for the reasons of decisions, they stand below them', () => {
  const text = summary(storedRun('lower5'), PLAIN, 60);
  const [, decisions = ''] = /^Decisions\n([\s\S]*?)\n\n/m.exec(text) ?? [];
  expect(decisions.split('\n').slice(0, 4)).toEqual([
    'wave  asked  left  pairs  change  decision',
    '    because',
    '   1      2    58   2/10       –  coverage',
    '    new pairs are left',
  ]);
});
