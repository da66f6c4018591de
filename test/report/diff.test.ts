/** What `diff` says of two worlds that differ in one thing. */
import { describe, expect, test } from 'vitest';
import { createWorld } from '../../src/library/create-world.js';
import { run } from '../../src/library/run.js';
import { diffRuns, type RunsDiff } from '../../src/report/diff/diff-runs.js';
import { diffText } from '../../src/report/diff/diff-text.js';
import { readStoredWorld, type StoredWorld } from '../../src/report/stored-world.js';
import { PLAIN } from '../../src/report/style.js';
import type { World } from '../../src/sim/world.js';
import { planned } from '../sim/planned.js';

function ended(name = 'lower5', overrides: Parameters<typeof planned>[2] = {}): World {
  const world = createWorld({ plan: planned(name, [], overrides) });
  world.seal(run(world));
  return world;
}

function stored(world: World, change?: string): StoredWorld {
  if (change !== undefined) world.store.driver.exec(change);
  return readStoredWorld(world.store);
}

test('a standard error alone is a difference: of an essay, and of its row', () => {
  using a = ended();
  using b = ended();
  const id = a.store.essays.ranked(readStoredWorld(a.store).batches[0]!.id)[1]!.els_essay_id;
  const diff = diffRuns(
    stored(a),
    stored(b, `update cj_processed_essays set current_bt_se = 0.75 where els_essay_id = '${id}'`),
  );
  expect(diff).toMatchObject({ plans: [], first: null, outcomes: [] });
  expect(diff.essays).toMatchObject([
    { batch: '1', differ: [{ els_essay_id: id, b: { rank: 2, se: 0.75 } }] },
  ]);
  expect(diff.tables).toMatchObject([
    {
      table: 'cj_processed_essays',
      only: { a: 0, b: 0 },
      changed: 1,
      columns: { current_bt_se: 1 },
    },
  ]);
});

test('an entry of a document is named, and rows that only one world has are counted', () => {
  using a = ended();
  using b = ended();
  const { tables } = diffRuns(
    stored(a),
    stored(
      b,
      "delete from event_outbox where id = 1; update cj_batch_states set processing_metadata = json_set(processing_metadata, '$.last_score_change', 7)",
    ),
  );
  expect(tables).toMatchObject([
    { table: 'cj_batch_states', changed: 1, columns: { 'processing_metadata.last_score_change': 1 } },
    { table: 'event_outbox', only: { a: 1, b: 0 }, changed: 0, columns: {} },
  ]);
});

test('decisions whose values stand in another order are the same: policies part where a value does', () => {
  using a = ended('class-60');
  using b = ended('class-60', { policy: 'service-2026-02' });
  const { first } = diffRuns(stored(a), stored(b));
  expect(first?.a?.type).toBe('finish-batch');
  expect([first?.a?.n, first?.b?.n]).toEqual([first?.step, first?.step]);
});

test.each([80, 160])('at %s columns nothing but a table is wider', (width) => {
  using a = ended('eng5');
  using b = ended('eng5', { seed: '2' });
  const text = diffText(diffRuns(stored(a), stored(b)), PLAIN, width);
  expect(text.split('\n').filter((line) => line.length > width)).toEqual([]);
  expect(text).toContain('12 of 12 essays differ');
  expect(text).toContain('and 2 more (--json has them)');
});

describe('in words', () => {
  using world = ended();
  const [record] = stored(world).records();
  const nothing = diffRuns(stored(world), stored(world));
  const said = (diff: Partial<RunsDiff>) => diffText({ ...nothing, ...diff }, PLAIN, 400);
  const end = { rank: 1, score: 0.5, se: 0.1, comparisons: 4, grade: 'A' };

  test('the run that goes no further is named, with what the other does', () => {
    if (record === undefined) throw new Error('no record');
    const name = `${record.actor} ${record.type}, ${record.before} → ${record.after}`;
    expect(said({ first: { step: 7, a: null, b: record } })).toContain(
      `They part at step 7, where A goes no further: ${name}\n`,
    );
    expect(said({ first: { step: 7, a: record, b: null } })).toContain(
      `They part at step 7, where B goes no further: ${name}\n`,
    );
    const later = { ...record, at: record.at + 250 };
    expect(said({ first: { step: 7, a: record, b: later } })).toContain(', 250 ms later\n');
    expect(said({ first: { step: 7, a: later, b: record } })).toContain(', 250 ms earlier\n');
  });

  test('a value too long for a line has a line for each run, cut where the line ends', () => {
    const plans = [{ path: 'request.prompt', a: 'x'.repeat(200), b: 'short' }];
    expect(diffText({ ...nothing, plans }, PLAIN, 40)).toContain(
      `:\n  request.prompt:\n    A "${'x'.repeat(32)}…\n    B "short"\n`,
    );
    const short = [{ path: 'seed', a: 'one', b: 'other' }];
    expect(diffText({ ...nothing, plans: short }, PLAIN, 23)).toContain(':\n  seed: "one" → "other"\n');
    expect(diffText({ ...nothing, plans: short }, PLAIN, 22)).toContain(
      ':\n  seed:\n    A "one"\n    B "other"\n',
    );
  });

  test('essays that only one has are counted for that one, and of many batches the first three are shown', () => {
    const differ = [
      { els_essay_id: 'x', a: end, b: null },
      { els_essay_id: 'y', a: null, b: end },
      { els_essay_id: 'z', a: null, b: end },
      { els_essay_id: 'u', a: end, b: { ...end, grade: 'B' } },
      { els_essay_id: 'v', a: end, b: { ...end, rank: 2, grade: 'B' } },
    ];
    const plans = [{ path: 'seed', a: '1', b: '2' }];
    const text = said({
      plans,
      essays: ['1', '2', '3', '4', '5'].map((batch) => ({ batch, common: 8, differ })),
    });
    expect(text).toContain(
      'Batch 3: 2 of 8 essays differ (2 in grade, 1 in rank), 1 essay only in A, 2 essays only in B:',
    );
    expect(text).not.toContain('Batch 4:');
    expect(text).toContain('The essays of 2 more batches differ too.');
  });

  test('plans, endings, essays and rows are told in this order, each by its own difference', () => {
    if (record === undefined) throw new Error('no record');
    const numbered = Array.from({ length: 22 }, (_, at) => ({ path: `p${at}`, a: at, b: undefined }));
    const [left, right] = [
      { ...record, type: 'pause' },
      { ...record, type: 'resume', rows: {} },
    ];
    const essays = [
      { els_essay_id: 'x', a: end, b: { ...end, grade: null, rank: null, score: null, se: null } },
      { els_essay_id: 'y', a: end, b: { ...end, rank: 12, score: 0.50001, se: 0.25 } },
      { els_essay_id: 'z', a: { ...end, grade: null }, b: end },
    ];
    const text = said({
      forked_after: 6,
      plans: [{ path: 'seed', a: '1', b: '2' }],
      first: { step: 7, a: left, b: right },
      outcomes: numbered,
      essays: [{ batch: '1', common: 4, differ: essays }],
      tables: [
        {
          table: 'cj_batch_states',
          rows: { a: 3, b: 2 },
          only: { a: 1, b: 0 },
          changed: 2,
          columns: { state: 2, last_activity_at: 1, 'meta.scores': 1, 'meta.passes': 2 },
        },
        { table: 'event_outbox', rows: { a: 4, b: 5 }, only: { a: 0, b: 1 }, changed: 0, columns: {} },
      ],
    });
    expect(text).toBe(`\
Both are the same run up to step 6, where a fork begins.

They were planned differently:
  seed: "1" → "2"

They part at step 7:
  A: ${record.actor} pause, ${record.before} → ${record.after}
  B: ${record.actor} resume, ${record.before} → ${record.after}
${Object.keys(record.rows)
  .map((name) => `  rows.${name}: ${record.rows[name]} → nothing\n`)
  .join('')}  type: "pause" → "resume"

They end differently:
${numbered
  .slice(0, 20)
  .map(({ path, a }) => `  ${path}: ${a} → nothing\n`)
  .join('')}  and 2 more (--json has them)

Batch 1: 3 of 4 essays differ (2 in grade, 2 in rank):
  essay  grade  rank    score          SE
  x      A → –  1 → –   0.500 → –      0.100 → –
  y      A      1 → 12  0.5 → 0.50001  0.100 → 0.250
  z      – → A  1       0.500          0.100

Rows of their tables:
  table            in A  in B  only in A  only in B  with other values
  cj_batch_states     3     2          1          0                  2
  event_outbox        4     5          0          1                  0

The columns with other values (a number: in so many of those rows):
  cj_batch_states: state, last_activity_at 1, meta (scores 1, passes)
`);
  });

  test('what is the same is said to be the same', () => {
    expect(said({})).toBe('The two runs are the same, record by record.\n');
    expect(said({ outcomes: [{ path: 'steps', a: 1, b: 2 }] })).toBe(`\
Both were planned alike.

Their traces are the same as far as both go.

They end differently:
  steps: 1 → 2

Their tables are the same.
`);
    const rows = { a: 1, b: 1 };
    const table = { table: 'event_outbox', rows, only: { a: 1, b: 1 }, changed: 0, columns: {} };
    expect(said({ tables: [table] })).toBe(`\
Both were planned alike.

Their traces are the same as far as both go.

They end alike.

Rows of their tables:
  table         in A  in B  only in A  only in B  with other values
  event_outbox     1     1          1          1                  0
`);
  });
});

test('essays stand by weight: those of both, then by grade, rank, score and name', () => {
  using a = ended('failed-comparisons');
  using b = ended('failed-comparisons');
  const [best, second, third, fourth] = stored(a)
    .store.essays.ranked(stored(a).batches[0]!.id)
    .map((row) => row.els_essay_id);
  const set = (column: string, id?: string) =>
    `update cj_processed_essays set ${column} where els_essay_id = '${id}';`;
  const { essays } = diffRuns(
    stored(a),
    stored(
      b,
      `${set('current_bt_se = 9', second)} ${set('current_bt_se = 9', best)}
       ${set('current_bt_score = current_bt_score - 0.001', third)}
       update grade_projections set primary_grade = 'Z' where els_essay_id = 'student-04';
       delete from cj_processed_essays where els_essay_id = '${fourth}'`,
    ),
  );
  const rows = essays[0]?.differ.map(({ els_essay_id, a, b }) => [els_essay_id, a?.rank, b?.rank]);
  expect(essays[0]?.common).toBe(7);
  expect(rows).toEqual([
    ['student-04', 7, 6],
    ['ANCHOR_1_420b6efe', 8, 7],
    ['student-01', 6, 5],
    ['student-02', 5, 4],
    [third, 3, 3],
    [best, 1, 1],
    [second, 2, 2],
    [fourth, 4, undefined],
  ]);
});

test('of documents the entries that only one has are named, and columns are counted over the rows', () => {
  using a = ended();
  using b = ended();
  const remove = (name: string) => `processing_metadata = json_remove(processing_metadata, '$.${name}')`;
  const { tables } = diffRuns(
    stored(a, `update cj_batch_states set ${remove('last_score_change')}`),
    stored(
      b,
      `update cj_batch_states set ${remove('bt_scores')};
       update cj_processed_essays set comparison_count = 99 where els_essay_id < 'student-04'`,
    ),
  );
  expect(tables.map(({ table, changed, columns }) => ({ table, changed, columns }))).toEqual([
    {
      table: 'cj_batch_states',
      changed: 1,
      columns: { 'processing_metadata.bt_scores': 1, 'processing_metadata.last_score_change': 1 },
    },
    { table: 'cj_processed_essays', changed: 3, columns: { comparison_count: 3 } },
  ]);
});

test('runs and batches that end otherwise are compared by how, and by what they cost', () => {
  using a = ended();
  using b = ended('lower5', { policy: 'service-2025-11-27' });
  const stopped = (world: World): StoredWorld => {
    const { outcome, ...rest } = stored(world);
    return { ...rest, outcome: outcome && { ...outcome, ending: 'stopped' } };
  };
  const { outcomes } = diffRuns(stored(a), stopped(b));
  expect(outcomes.filter(({ path }) => path !== 'digest')).toEqual([
    { path: 'batch 1.completed', a: 20, b: 10 },
    { path: 'batch 1.iterations', a: 6, b: 1 },
    { path: 'batch 1.status', a: 'COMPLETE_MAX_COMPARISONS', b: 'COMPLETE_STABLE' },
    { path: 'batch 1.submitted', a: 20, b: 10 },
    { path: 'ending', a: 'finished', b: 'stopped' },
    { path: 'steps', a: 64, b: 34 },
  ]);
});

test('a fault that only one plan has is told by name at 80 columns, without its keys that are null', () => {
  const of = (faults: readonly string[]) => {
    const world = createWorld({ plan: planned('lower5', faults) });
    world.seal(run(world));
    return world;
  };
  using a = of([]);
  using b = of(['process-crash,at_step=12']);
  const text = diffText(diffRuns(stored(a), stored(b)), PLAIN, 80);
  expect(text).toMatch(/^ {4}B \{"atStep":12,"byMs":0,"fromMs":0,"name":"process-crash",/m);
});

test('an answer that only begins like a document is a text like any other', () => {
  using a = ended();
  using b = ended();
  const { tables } = diffRuns(
    stored(a, "update cj_comparison_pairs set justification = '{ the first' where id = 1"),
    stored(b, "update cj_comparison_pairs set justification = '{ the second' where id = 1"),
  );
  expect(tables).toMatchObject([{ table: 'cj_comparison_pairs', changed: 1, columns: { justification: 1 } }]);
});

test('no line is wider than the terminal: names of steps go on below, tables leave columns out', () => {
  using a = ended();
  using b = ended('lower5', { seed: 'another' });
  a.store.driver.exec("update cj_processed_essays set els_essay_id = els_essay_id || '-with-a-long-name'");
  b.store.driver.exec("update cj_processed_essays set els_essay_id = els_essay_id || '-with-a-long-name'");
  const text = diffText(diffRuns(stored(a), stored(b)), PLAIN, 50);
  expect(text.split('\n').filter((line) => line.length > 50)).toEqual([]);
  expect(text).toContain(
    '  table event_outbox, in A 2, in B 2, only in A\n    0, only in B 0, with other values 2\n',
  );
  expect(text).toContain('score 0.900 → -0.424');
});
