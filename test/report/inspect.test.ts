import { expect, test } from 'vitest';
import { inspect, isStuck, SPARE_COLUMNS, type View } from '../../src/report/inspect.js';
import { batchNamed, type StoredWorld } from '../../src/report/stored-world.js';
import { PLAIN } from '../../src/report/style.js';
import { viewTable } from '../../src/report/view-table.js';
import { onlyBatch, storedRun } from './stored.js';

const world = storedRun('seed-world');
const only21 = batchNamed(world, '21');

test('batches are listed with state, status and counters', () => {
  expect(inspect(world, 'batches', only21)).toMatchObject([
    {
      batch: 21,
      state: 'COMPLETED',
      status: 'COMPLETE_MAX_COMPARISONS',
      submitted: 100,
      completed: 100,
      failed: 0,
    },
  ]);
  expect(inspect(world, 'batches', null).map(({ batch }) => batch)).toEqual([5, 6, 9, 19, 21]);
});

test('stuck are the batches that nothing can move, not every one that waits', () => {
  expect(inspect(world, 'stuck', null).map(({ batch }) => batch)).toEqual([5, 6]);
});

test('the budget trail has a row a wave, with the decision that followed', () => {
  const rows = inspect(world, 'budget', only21);
  expect(rows.map(({ wave }) => wave)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(rows[0]).toMatchObject({
    mode: 'coverage',
    asked: 100,
    cap: 100,
    source: 'runner_override',
    from: 'request',
  });
  expect(rows.at(-1)).toMatchObject({ from: 'original_request', left: 0, decision: 'FINALIZE_SCORING' });
});

test('a wave that is still out waits', () => {
  expect(inspect(world, 'budget', batchNamed(world, '5'))).toMatchObject([
    { wave: 1, answered: null, left: null, decision: 'WAITING' },
  ]);
});

test('a wave that the end of its batch cut off waits for nothing', () => {
  const cancelled = storedRun('cancelled');
  expect(inspect(cancelled, 'budget', onlyBatch(cancelled)).at(-1)).toMatchObject({
    answered: null,
    decision: null,
  });
});

test('every comparison of a batch has a row', () => {
  expect(inspect(world, 'comparisons', only21)).toHaveLength(100);
});

test('anchors stand with their label, their grade and the tier that gave it', () => {
  const anchors = inspect(world, 'anchors', only21);
  const labels = new Map(anchors.map(({ label, grade }) => [label, grade]));
  expect([labels.get('A-1'), labels.get('F+2')]).toEqual(['A', 'F+']);
  expect(anchors).toHaveLength(12);
  expect(new Set(anchors.map(({ tier }) => tier))).toEqual(new Set(['known_grade']));
});

test('an anchor has its place among all essays of the batch, students too', () => {
  const all = world.store.essays.ranked(only21.id).map(({ els_essay_id }) => els_essay_id);
  const anchors = inspect(world, 'anchors', only21);
  expect(anchors.map(({ rank }) => all[Number(rank) - 1])).toEqual(anchors.map(({ anchor }) => anchor));
});

test('projections are of students only', () => {
  const essays = inspect(world, 'projections', only21).map(({ essay }) => String(essay));
  expect(essays).toHaveLength(12);
  expect(inspect(world, 'projections', only21)[0]).toMatchObject({
    ...{ essay: 'student-01', grade: 'D+', scale: 'eng5_np_legacy_9_step', anchor_grade: 'D+' },
  });
  expect(essays.filter((essay) => essay.startsWith('ANCHOR'))).toEqual([]);
});

test('an empty view says so', () => {
  expect(viewTable([], PLAIN)).toBe('None.\n');
});

test('a table aligns numbers to the right, shows nothing as a dash and gives a column the same decimals', () => {
  const rows = [
    { essay: 'a', waves: 3, share: 0.5, score: 1.23456, se: null },
    { essay: 'bcd', waves: 10, share: 1, score: -10, se: 2 },
  ];
  expect(viewTable(rows, PLAIN)).toBe(
    [
      'essay  waves  share    score     se',
      'a          3  0.500    1.235      –',
      'bcd       10  1.000  -10.000  2.000',
      '',
    ].join('\n'),
  );
  expect(viewTable(rows, PLAIN, 20)).toContain('share 1.000, score\n  -10.000, se 2.000');
});

test.each(['lower5', 'seed-world', 'eng5'])('the decisions of %s stand whole in 80 columns', (name) => {
  const rows = inspect(storedRun(name), 'budget', null);
  const shown = viewTable(rows, PLAIN, 80, SPARE_COLUMNS.budget);
  expect(shown).not.toContain('…');
  expect(shown.match(/ REQUEST_MORE_COMPARISONS$/gm)).toHaveLength(
    rows.filter(({ decision }) => decision === 'REQUEST_MORE_COMPARISONS').length,
  );
  expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('a batch that waits is not stuck while a message, its runner or a call of the provider can move it', () => {
  const [, waiting] = inspect(world, 'stuck', null).map(({ batch }) => String(batch));
  const stuckBeside = (...queue: readonly { readonly to: string; readonly payload: object }[]) => {
    const messages = queue.map(({ to, payload }) => ({ to, payload: JSON.stringify(payload) }));
    const journal = { ...world.store.journal, queue: () => messages };
    return isStuck(
      { ...world, store: { ...world.store, journal } } as unknown as StoredWorld,
      batchNamed(world, waiting ?? ''),
    );
  };
  const other = { to: 'batch/99', payload: { label: '99', call: { label: '99' } } };
  expect(stuckBeside(other)).toBe(true);
  expect(stuckBeside({ to: 'monitor', payload: {} }, { ...other, to: `batches/${waiting}` })).toBe(true);
  expect(stuckBeside(other, { to: `batch/${waiting}`, payload: {} })).toBe(false);
  expect(stuckBeside({ to: `runner/${waiting}`, payload: {} }, other)).toBe(false);
  expect(stuckBeside({ to: 'consumer', payload: { label: waiting } }, other)).toBe(false);
  expect(stuckBeside(other, { to: 'llm_provider', payload: { call: { label: waiting } } })).toBe(false);
});

test('rows of every view stand whole', () => {
  const failing = storedRun('failed-comparisons');
  const first = (view: View) => inspect(failing, view, null)[0];
  expect(first('batches')).toEqual({
    ...{ batch: 1, bos_batch_id: '3f0cce4a-9cdd-4f55-a6e5-0256573eed6a', state: 'COMPLETED' },
    ...{ status: 'COMPLETE_MAX_COMPARISONS', submitted: 40, completed: 33, failed: 7, waves: 9 },
    last_activity: '2026-02-02T08:00:21.720Z',
  });
  expect(inspect(failing, 'budget', null)[1]).toEqual({
    ...{ batch: 1, wave: 2, mode: 'coverage', pairs: 4, asked: 40, cap: 40, source: 'runner_override' },
    ...{ from: 'original_request', answered: 8, left: 32, decision: 'REQUEST_MORE_COMPARISONS' },
  });
  expect(first('anchors')).toMatchObject({
    ...{ batch: 1, rank: 1, anchor: 'ANCHOR_3_f155e71e', label: 'anchor-A', grade: 'A', tier: 'known_grade' },
    se: 0,
  });
  expect(first('projections')).toMatchObject({
    ...{ batch: 1, essay: 'student-01', grade: 'F', scale: 'swedish_8_anchor', label: 'LOW' },
    ...{ normalised: 0, anchor_grade: 'F' },
  });
});
