import { describe, expect, test } from 'vitest';
import type { Fact, WaveFact } from '../../src/cj/facts.js';
import { type CheckResult, checkWorld } from '../../src/report/check.js';
import { checkMarkdown, checkText } from '../../src/report/check-text.js';
import type { StoredWorld } from '../../src/report/stored-world.js';
import { PLAIN } from '../../src/report/style.js';
import { spoiled, storedRun } from './stored.js';

const failed = (world: StoredWorld) =>
  checkWorld(world)
    .filter(({ verdict }) => verdict === 'FAIL')
    .map(({ id }) => id);

/** `original_request` of the states alone: `original-request` fails as well. */
const spoiledRequest = (key: string, json: string) =>
  `UPDATE cj_batch_states SET processing_metadata = json_set(processing_metadata, '$.original_request.${key}', json('${json}'))`;

const RUNS = [
  'batch-21',
  'service-default',
  'lower5',
  'four-essays',
  'single-essay',
  'legacy-batch-19',
  'provider-outage',
  'failed-comparisons',
  'cancelled',
  'forced-completion',
  'stuck',
  'rough-night',
];

describe('every check passes or does not apply under current', () => {
  for (const name of RUNS) test(name, () => expect(failed(storedRun(name))).toEqual([]));
});

test('the stuck batches of seed-world are listed', () => {
  const stuck = checkWorld(storedRun('seed-world')).find(({ id }) => id === 'stuck');
  expect(stuck).toMatchObject({ verdict: 'FAIL', rows: [{ batch: 5 }, { batch: 6 }] });
});

test('the run that the seed saw breaks counters, budget and the single completion', () => {
  const world = storedRun('batch-21', { policy: 'service-2025-11-16' });
  expect(failed(world)).toEqual(['counters', 'within-budget', 'one-completion']);
});

test('scores of the other estimator are refitted with it', () => {
  expect(failed(storedRun('lower5', { set: ['settings.BT_ESTIMATOR=map'] }))).toEqual([]);
});

describe('a row that is spoiled fails the check that guards it', () => {
  const SPOILS: readonly (readonly [check: string, sql: string])[] = [
    ['counters', 'UPDATE cj_batch_states SET completed_comparisons = 99'],
    ['counters', 'DELETE FROM cj_comparison_pairs'],
    ['within-budget', 'UPDATE cj_batch_states SET total_budget = 50'],
    ['within-budget', 'UPDATE cj_batch_states SET total_budget = NULL'],
    ['stored-budget', 'UPDATE cj_batch_states SET total_budget = 120'],
    ['identity', "UPDATE cj_batch_uploads SET language = 'sv'"],
    ['identity', spoiledRequest('user_id', '"another"')],
    ['identity', spoiledRequest('llm_config_overrides.temperature', '0.9')],
    ['identity', spoiledRequest('batch_config_overrides', 'null')],
    ['answers', 'UPDATE cj_comparison_pairs SET completed_at = NULL WHERE id = 1'],
    ['answers', 'UPDATE cj_comparison_pairs SET winner = NULL WHERE id = 1'],
    [
      'asked-twice',
      `UPDATE cj_comparison_pairs SET pair_generation_mode = 'retry', essay_a_els_id = (SELECT essay_b_els_id FROM cj_comparison_pairs WHERE id = 1),
       essay_b_els_id = (SELECT essay_a_els_id FROM cj_comparison_pairs WHERE id = 1) WHERE id = 100`,
    ],
    ['asked-twice', "UPDATE cj_comparison_pairs SET essay_a_els_id = 'a', essay_b_els_id = 'b' WHERE id < 3"],
    ['state-and-status', "UPDATE cj_batch_uploads SET status = 'PERFORMING_COMPARISONS'"],
    ['scores', 'UPDATE cj_processed_essays SET current_bt_score = current_bt_score + 0.001'],
    ['standard-errors', 'UPDATE cj_processed_essays SET current_bt_se = 0'],
    ['grades', "UPDATE grade_projections SET primary_grade = 'Z'"],
    ['grades', "UPDATE grade_projections SET primary_grade = iif(primary_grade = 'B', 'C', 'B') LIMIT 1"],
    ['grades', 'UPDATE grade_projections SET confidence_score = confidence_score + 0.01'],
    ['grades', 'DELETE FROM grade_projections'],
    [
      'original-request',
      `UPDATE cj_batch_states SET processing_metadata = json_remove(processing_metadata, '$.original_request')`,
    ],
    [
      'override-from-request',
      `UPDATE cj_batch_states SET processing_metadata = json_remove(processing_metadata, '$.original_request.max_comparisons_override')`,
    ],
    [
      'stored-budget',
      `UPDATE cj_batch_states SET processing_metadata = json_set(processing_metadata, '$.comparison_budget.source', 'service_default')`,
    ],
    [
      'nothing-after-the-end',
      "UPDATE cj_comparison_pairs SET completed_at = '2999-01-01T00:00:00.000Z' WHERE id = 1",
    ],
    ['one-completion', 'DELETE FROM event_outbox'],
    ['one-completion', "UPDATE cj_batch_states SET state = 'SCORING'"],
    [
      'one-completion',
      `INSERT INTO event_outbox (aggregate_type, event_type, event_data, event_key, topic, created_at, cj_batch_id)
       SELECT aggregate_type, event_type, event_data, event_key, topic, created_at, cj_batch_id FROM event_outbox`,
    ],
  ];
  for (const [check, sql] of SPOILS) {
    test(`${check}: ${sql.slice(0, 60)}`, () => {
      expect(failed(spoiled(storedRun('batch-21'), sql))).toContain(check);
    });
  }
});

test('the text shows the rows of a failure and counts verdicts', () => {
  const text = checkText(
    checkWorld(spoiled(storedRun('lower5'), 'UPDATE cj_batch_states SET total_budget = 1')),
    PLAIN,
  );
  expect(text).toContain('FAIL  within-budget');
  expect(text).toMatch(/checks passed, 2 failed, \d+ not applicable\n$/);
});

test('the Markdown has one table row a check', () => {
  const results = checkWorld(storedRun('lower5'));
  const rows = checkMarkdown(results)
    .split('\n')
    .filter((line) => line.startsWith('| PASS') || line.startsWith('| NOT APPLICABLE'));
  expect(rows).toHaveLength(results.length);
});

describe('what is said of a failure', () => {
  const rows = [1, 2, 3, 4, 5, 6, 7].map((batch) => ({ batch, error: 'fit.failed' }));
  const results: readonly CheckResult[] = [
    { id: 'answers', title: 'Every comparison is answered', verdict: 'PASS', rows: [] },
    { id: 'fits', title: 'No fit failed', verdict: 'FAIL', rows },
    { id: 'stuck', title: 'No batch waits', verdict: 'FAIL', rows: rows.slice(0, 1) },
    { id: 'grades', title: 'Grades are right', verdict: 'NOT_APPLICABLE', rows: [] },
  ];

  test('as text: five of its rows, and how many more there are', () => {
    expect(checkText(results, PLAIN)).toBe(`\
PASS  answers: Every comparison is answered
FAIL  fits: No fit failed
      batch  error
          1  fit.failed
          2  fit.failed
          3  fit.failed
          4  fit.failed
          5  fit.failed
      … and 2 more
FAIL  stuck: No batch waits
      batch  error
          1  fit.failed
  –   grades: Grades are right

1 check passed, 2 failed, 1 not applicable
`);
  });

  test('as Markdown: a section of its own', () => {
    expect(checkMarkdown(results.slice(1, 3))).toBe(`\
| verdict | check | what it says |
| --- | --- | --- |
| FAIL | \`fits\` | No fit failed |
| FAIL | \`stuck\` | No batch waits |

0 checks passed, 2 failed, 0 not applicable

### fits

\`\`\`
batch  error
    1  fit.failed
    2  fit.failed
    3  fit.failed
    4  fit.failed
    5  fit.failed
… and 2 more
\`\`\`

### stuck

\`\`\`
batch  error
    1  fit.failed
\`\`\`
`);
  });
});

describe('a record that is spoiled is a row of the check that reads it', () => {
  const world = storedRun('lower5');
  const { batches } = world;
  /** The waves of the trace, changed; `at` is the place of the wave, from 1. */
  const withWaves = (change: (wave: WaveFact, at: number) => Fact | null): StoredWorld => {
    let at = 0;
    const records = world.records().map((record) => {
      const facts = (record.facts ?? []).flatMap((fact) =>
        fact.fact === 'wave.submitted' ? (change(fact, ++at) ?? []) : [fact],
      );
      return { ...record, facts };
    });
    return { ...world, records: () => records, recordsOf: () => records };
  };
  const rowsOf = (spoiledWorld: StoredWorld, check: string) =>
    checkWorld(spoiledWorld).find(({ id }) => id === check);
  const waves = (check: string, changed: Partial<WaveFact>, of: readonly number[] = [1, 2, 4]) =>
    rowsOf(
      withWaves((wave, at) => (of.includes(at) ? { ...wave, ...changed } : wave)),
      check,
    )?.rows;

  test('continuation', () => {
    expect(waves('continuation', { cj_request_type: 'cj_comparison' })).toEqual([
      { batch: 1, wave: 2, type: 'cj_comparison' },
      { batch: 1, wave: 4, type: 'cj_comparison' },
    ]);
    const first = (n: number) => withWaves((wave, at) => (at <= n ? wave : null));
    expect(rowsOf(first(1), 'continuation')?.verdict).toBe('NOT_APPLICABLE');
    expect(rowsOf(first(2), 'continuation')?.verdict).toBe('PASS');
    const open = batches.map((batch) => ({ ...batch, state: { ...batch.state, state: 'SCORING' } }));
    expect(rowsOf({ ...world, batches: open } as StoredWorld, 'continuation')?.verdict).toBe(
      'NOT_APPLICABLE',
    );
  });

  test('rehydration', () => {
    expect(waves('rehydration', { rehydrated_from: 'batch_row' })).toEqual([
      { batch: 1, wave: 2, from: 'batch_row' },
      { batch: 1, wave: 4, from: 'batch_row' },
    ]);
  });

  test('budget-source', () => {
    expect(waves('budget-source', { override: 9 }, [2])).toEqual([
      { batch: 1, wave: 2, source: 'runner_override', override: 9 },
    ]);
    expect(waves('budget-source', { source: 'service_default' }, [3])).toEqual([
      { batch: 1, wave: 3, source: 'service_default', override: 60 },
    ]);
    const none = withWaves(() => null);
    expect(
      ['budget-source', 'override-from-request', 'stored-budget', 'identity'].map(
        (check) => rowsOf(none, check)?.verdict,
      ),
    ).toEqual(Array.from({ length: 4 }, () => 'NOT_APPLICABLE'));
    const legacy = batches.map((batch) => ({ ...batch, metadata: {} }));
    const changed = withWaves((wave, at) => (at === 2 ? { ...wave, override: null } : wave));
    expect(rowsOf({ ...changed, batches: legacy }, 'budget-source')?.verdict).toBe('PASS');
  });

  test('override-from-request', () => {
    expect(waves('override-from-request', { override: null }, [3])).toEqual([
      { batch: 1, wave: 3, override: null, cap: 60 },
    ]);
  });

  test('stored-budget', () => {
    expect(waves('stored-budget', { cap: 61 }, [2])).toEqual([
      { batch: 1, wave: 2, cap: 61, source: 'runner_override', total_budget: 60 },
    ]);
    const other = batches.map((batch) => ({ ...batch, state: { ...batch.state, total_budget: 59 } }));
    expect(rowsOf({ ...world, batches: other }, 'stored-budget')?.rows).toEqual([
      { batch: 1, wave: 1, cap: 60, source: 'runner_override', total_budget: 59 },
    ]);
  });

  test('identity', () => {
    const identity = { assignment_id: 'x', user_id: null, org_id: null, language: 'en', course_code: 'ENG5' };
    const rows = waves('identity', { identity, llm_config_overrides: { temperature: 2 } }, [2]) ?? [];
    expect(rows.map(({ batch, wave, key, found }) => [batch, wave, key, found])).toEqual([
      [1, 2, 'assignment_id', '"x"'],
      ...(world.batches[0]?.upload.user_id === null ? [] : [[1, 2, 'user_id', 'null']]),
      [1, 2, 'llm_config_overrides', '{"temperature":2}'],
    ]);
    const asSwedish = batches.map((batch) => ({ ...batch, upload: { ...batch.upload, language: 'sv' } }));
    expect(rowsOf({ ...world, batches: asSwedish }, 'identity')?.rows).toEqual([
      { batch: 1, wave: null, key: 'language', asked: '"en"', found: '"sv"' },
    ]);
  });

  test('continuation-errors', () => {
    const facts: readonly Fact[] = [
      { fact: 'fit.failed', reason: 'insufficient_comparisons' },
      { fact: 'fit.failed', reason: 'singular' },
      { fact: 'total_budget.missing', total_budget: null },
    ];
    let at = 0;
    const spoiledWorld = withWaves((wave) => facts[at++] ?? wave);
    const steps = world
      .records()
      .flatMap(({ n, facts: own = [] }) => (own.some(({ fact }) => fact === 'wave.submitted') ? [n] : []));
    expect(rowsOf(spoiledWorld, 'continuation-errors')?.rows).toEqual([
      { batch: 1, step: steps[1], error: 'fit.failed' },
      { batch: 1, step: steps[2], error: 'total_budget.missing' },
    ]);
  });
});

test('grades that differ, lack or are too many are shown with what is stored and what is right', () => {
  const rows = (sql: string) =>
    checkWorld(spoiled(storedRun('failed-comparisons'), sql)).find(({ id }) => id === 'grades')?.rows;
  const of = (essay: string, column: string, stored: unknown, right: unknown) => ({
    ...{ batch: 1, essay, column, stored, right },
  });
  const update = (set: string) => `UPDATE grade_projections SET ${set} WHERE els_essay_id = 'student-01'`;
  expect(rows(update("primary_grade = 'A', confidence_label = 'HIGH'"))).toEqual([
    of('student-01', 'primary_grade', 'A', 'F'),
    of('student-01', 'confidence_label', 'HIGH', 'LOW'),
  ]);
  expect(rows(update("els_essay_id = 'ANCHOR_1_420b6efe'"))).toEqual([
    of('ANCHOR_1_420b6efe', 'primary_grade', 'F', null),
    of('student-01', 'primary_grade', null, 'F'),
  ]);
  expect(rows("UPDATE cj_batch_states SET state = 'FAILED'")).toContainEqual(
    of('student-02', 'primary_grade', 'D', null),
  );
});

test('a statement stands with the checks that are one, and a world without a batch passes none', () => {
  const results = checkWorld(storedRun('lower5'));
  expect(results.filter(({ sql }) => sql !== undefined).map(({ id }) => id)).toEqual([
    'original-request',
    'counters',
    'within-budget',
    'correlation-ids',
    'answers',
    'asked-twice',
    'one-completion',
    'state-and-status',
    'nothing-after-the-end',
  ]);
  const empty = { ...storedRun('lower5'), batches: [] };
  expect(new Set(checkWorld(empty).map(({ verdict }) => verdict))).toEqual(new Set(['NOT_APPLICABLE']));
});
