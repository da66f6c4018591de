import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeSweep } from '../../../src/commands/write-sweep.js';
import { lockFolder } from '../../../src/files/folder-lock.js';
import { shippedNames } from '../../../src/files/package-data.js';
import { analyseSweep } from '../../../src/lab/sweep/analyse-sweep.js';
import { CellStore } from '../../../src/lab/sweep/cell-store.js';
import { designArms } from '../../../src/lab/sweep/design-arms.js';
import { experimentSchema } from '../../../src/lab/sweep/experiment-schema.js';
import { checkedExperiment, loadExperiment } from '../../../src/lab/sweep/load-experiment.js';
import { mergeShards } from '../../../src/lab/sweep/merge-shards.js';
import { rerunRow } from '../../../src/lab/sweep/rerun-row.js';
import { runCell } from '../../../src/lab/sweep/run-cell.js';
import { sweep } from '../../../src/lab/sweep/sweep.js';
import { prepareArms } from '../../../src/lab/sweep/sweep-cells.js';
import { sweepText } from '../../../src/lab/sweep/sweep-text.js';
import { tidyRows } from '../../../src/lab/sweep/tidy-rows.js';
import { writeTables } from '../../../src/lab/sweep/write-tables.js';

const root = mkdtempSync(join(tmpdir(), 'cjsim-sweep-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const small = experimentSchema.parse({
  name: 'small',
  title: 'Small',
  question: 'Does it work?',
  scenario: 'four-essays',
  set: { 'settings.SCORE_STABILITY_THRESHOLD': 0 },
  design: { kind: 'grid', factors: { 'request.max_comparisons': [4, 6] } },
  replicates: 3,
  outcome: 'right_order',
  outcomes: ['right_order', 'comparisons'],
});

describe('a sweep', () => {
  test('of essays that are never compared says so, and of no design', async () => {
    const lone = { ...small, scenario: 'single-essay', outcome: 'comparisons', outcomes: ['comparisons'] };
    const result = await sweep(experimentSchema.parse(lone), { workers: 1 });
    expect(sweepText(result, { width: 200 })).toContain('0.000 appearances of each; nothing was asked).');
    expect([...result.cells()].flatMap((cell) => ('rows' in cell.result ? cell.result.rows : []))).toEqual(
      Array.from({ length: 6 }, () => expect.objectContaining({ ssr_design: 'fixed', stop_reason: 'other' })),
    );
  });

  test('gives the same tables, byte for byte, for one worker, for two, and for merged shards', async () => {
    const one = await sweep(small, { folder: join(root, 'one'), workers: 1 });
    const two = await sweep(small, { folder: join(root, 'two'), workers: 2 });
    for (const part of [1, 2]) {
      await sweep(small, { folder: join(root, `part${part}`), workers: 1, shard: { part, of: 2 } });
    }
    expect(mergeShards([join(root, 'part1'), join(root, 'part2')], join(root, 'merged'))).toBe(6);
    const merged = await sweep(small, { folder: join(root, 'merged'), workers: 1 });
    expect([one.computed, two.computed, merged.computed]).toEqual([6, 6, 0]);
    const texts = [one, two, merged].map((result, k) => {
      const folder = join(root, ['one', 'two', 'merged'][k] ?? '');
      return writeTables(folder, tidyRows(result), result.arms).map((path) => readFileSync(path, 'hex'));
    });
    expect(texts[1]).toEqual(texts[0]);
    expect(texts[2]).toEqual(texts[0]);
  });

  test('writes its tables only where no other sweep is at work', async () => {
    const folder = join(root, 'busy');
    const result = await sweep(small, { folder, workers: 1 });
    const unlock = lockFolder(folder);
    await expect(writeSweep(result, folder)).rejects.toThrow('Another sweep (process');
    unlock();
    expect(readdirSync(folder)).toEqual(['cells.ndjson']);
    expect(await writeSweep(result, folder)).toContain(join(folder, 'report.html'));
    expect(existsSync(join(folder, '.lock'))).toBe(false);
  }, 60_000);

  test('computes only what is missing when it runs again, and says why', async () => {
    const folder = join(root, 'again');
    await sweep(small, { folder, workers: 1, replicates: 2 });
    const more = await sweep(small, { folder, workers: 1, replicates: 3 });
    expect([more.kept, more.computed, [...more.reasons]]).toEqual([4, 2, [['new', 2]]]);
  });

  test('runs a row again alone to the same digest', async () => {
    const folder = join(root, 'rerun');
    const result = await sweep(small, { folder, workers: 1 });
    writeTables(folder, tidyRows(result), result.arms);
    expect(rerunRow(small, folder, 5)).toMatchObject({ arm: 'max_comparisons=6', seed: '2', isSame: true });
  });

  test('that is interrupted keeps what is done, and goes on to the same tables', async () => {
    const folder = join(root, 'interrupted');
    const stop = new AbortController();
    const half = await sweep(small, {
      folder,
      workers: 1,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect([half.interrupted, half.computed]).toEqual([true, 3]);
    expect(sweepText(half)).toContain('Interrupted: what is done is kept');
    const whole = await sweep(small, { folder, workers: 1 });
    expect([whole.kept, whole.computed]).toEqual([3, 3]);
    const table = readFileSync(writeTables(folder, tidyRows(whole), whole.arms)[0] ?? '', 'utf8');
    expect(table).toBe(readFileSync(join(root, 'one/results.csv'), 'utf8'));
  });

  test('keeps a cell that breaks with its seed and error, goes on, and tries it again next time', async () => {
    const folder = join(root, 'broken');
    const first = await sweep(small, { folder, workers: 1 });
    const [cell] = first.cells();
    if (cell === undefined) throw new Error('no cell');
    const store = new CellStore(folder);
    store.put([{ ...cell, result: { kind: 'broken', error: 'the moon was full' } }]);
    store.close();
    const again = await sweep(small, { folder, workers: 1 });
    expect([again.kept, again.computed, [...again.reasons]]).toEqual([5, 1, [['broken last time', 1]]]);
  });

  test('runs cells of one content once, and counts them in every arm', async () => {
    const arms = ['four', 'also four', 'six'].map((name, k) => ({
      name,
      set: { 'request.max_comparisons': k < 2 ? 4 : 6 },
    }));
    const twins = await sweep({ ...small, design: { kind: 'list', arms } }, { workers: 1 });
    expect([twins.kept, twins.computed]).toEqual([3, 6]);
    expect(twins.arms.map((_, arm) => twins.values.known(arm, 'comparisons'))).toEqual([
      [4, 4, 4],
      [4, 4, 4],
      [6, 6, 6],
    ]);
  });

  test('has a cell whose world cannot be made as broken, with the place of what is wrong', () => {
    const [arm] = prepareArms(small);
    if (arm === undefined) throw new Error('no arm');
    expect(runCell({ ...arm.scenario, profiles: [] }, '1')).toEqual({
      kind: 'broken',
      error: expect.stringMatching(/^judge\.profile: .* not among the profiles/),
    });
  });

  test('reports every arm and the difference from the first, with common seeds', async () => {
    const result = await sweep(small, { folder: join(root, 'one'), workers: 1 });
    const { arms, differences } = analyseSweep(result, ['comparisons']);
    expect(arms.map(({ arm, outcomes }) => [arm, outcomes.get('comparisons')?.estimate])).toEqual([
      ['max_comparisons=4', 4],
      ['max_comparisons=6', 6],
    ]);
    expect(differences).toEqual([
      expect.objectContaining({
        arm: 'max_comparisons=6',
        difference: { estimate: 2, low: 2, high: 2, n: 3 },
      }),
    ]);
    expect(sweepText(result, { width: 200 })).toContain('comparisons per essay or anchor as total / n');
  });
});

describe('a design', () => {
  test('of a Latin hypercube has one point in each slice of every range', () => {
    const arms = designArms(
      experimentSchema.parse({
        ...small,
        design: {
          kind: 'latin_hypercube',
          points: 5,
          factors: { 'settings.SCORE_STABILITY_THRESHOLD': { from: 0, to: 1 } },
        },
      }),
    );
    const slices = arms.map(({ set }) => Math.floor(5 * Number(Object.values(set)[0])));
    expect(slices.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
  });
});

test('a level that is neither number nor text stands in the tables as its JSON', async () => {
  const key = 'settings.ENABLE_FAILED_COMPARISON_RETRY';
  const arms = [true, false].map((value) => ({ name: `retry ${value}`, set: { [key]: value } }));
  const found = await sweep({ ...small, design: { kind: 'list', arms } }, { replicates: 1, workers: 1 });
  const { columns, rows } = tidyRows(found);
  const place = columns.findIndex(({ name }) => name === `set:${key}`);
  expect(columns[place]?.type).toBe('text');
  expect([...rows()].map((row) => row[place])).toEqual(['true', 'false']);
});

test('two essays correlate by ±1 whatever they are, and have no true correlation', async () => {
  const { values } = await sweep(
    {
      name: 'two',
      title: 'Two essays',
      question: 'What does a pair say?',
      scenario: 'class-60',
      set: { 'assignment.anchors': [], 'request.max_comparisons': 9 },
      design: { kind: 'grid', factors: { 'essays.generate.count': [2, 3] } },
    },
    { replicates: 3, workers: 1 },
  );
  for (const outcome of ['true_correlation', 'true_r2', 'ssr_gap'] as const) {
    expect(values.known(0, outcome)).toEqual([]);
    expect(values.known(1, outcome).length).toBeGreaterThan(0);
  }
  expect(values.known(0, 'right_order')).toHaveLength(3);
});

test('a Latin hypercube over whole numbers takes each as often as any other', () => {
  const arms = designArms(
    experimentSchema.parse({
      name: 'whole',
      title: 'Whole',
      question: 'Which?',
      scenario: 'four-essays',
      design: {
        kind: 'latin_hypercube',
        points: 12,
        factors: {
          a: { from: 1, to: 12, whole: true },
          b: { from: 0.5, to: 3.5, whole: true },
          only: { from: 0.5, to: 1.5, whole: true },
        },
      },
    }),
  );
  const sorted = (key: string): number[] => arms.map(({ set }) => Number(set[key])).sort((x, y) => x - y);
  expect(sorted('a')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(sorted('b')).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
  expect(new Set(sorted('only'))).toEqual(new Set([1]));
});

test.each([
  [{ from: 2, to: 1 }, 'from must be below to'],
  [{ from: 1.2, to: 1.8, whole: true }, 'there is no whole number between'],
])('the range %j is refused', (range, sentence) => {
  const design = { kind: 'latin_hypercube', points: 4, factors: { a: range } };
  const given = { name: 'bad', title: 'Bad', question: 'Why?', scenario: 'four-essays', design };
  expect(() => checkedExperiment(given)).toThrow(sentence);
});

test.each(shippedNames('experiments'))(
  'the shipped experiment %s has valid arms with different configurations',
  (name) => {
    const experiment = loadExperiment(name);
    expect(experiment.name).toBe(name);
    const configurations = prepareArms(experiment).map(({ configuration }) => configuration);
    expect(new Set(configurations).size).toBe(configurations.length);
  },
);
