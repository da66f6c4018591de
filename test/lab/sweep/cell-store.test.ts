/** The file of cells: what is in it after a crash, and which of its cells are computed again. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CellStore, type StoredCell } from '../../../src/lab/sweep/cell-store.js';
import type { SweepCell } from '../../../src/lab/sweep/sweep-cells.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cjsim-cells-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function cell(key: string, result: StoredCell['result'] = DONE): StoredCell {
  return {
    key,
    experiment: 'e',
    arm: 'ä',
    set: { x: 1 },
    replicate: 1,
    seed: '1',
    configuration: 'c',
    result,
  };
}
const DONE = { kind: 'done', ending: 'finished', digest: 'd', rows: [] } as const;

test('cells come back as they were put, in one process and in the next', () => {
  const store = new CellStore(folder);
  store.put([cell('a'), cell('b')]);
  store.put([cell('c')]);
  expect(store.get('b')).toEqual(cell('b'));
  store.close();
  const again = new CellStore(folder);
  expect([...again.all()]).toEqual([cell('a'), cell('b'), cell('c')]);
  again.close();
});

test('a line that a crash cut off is no cell, and loses no other', () => {
  const store = new CellStore(folder);
  store.put([cell('a')]);
  store.close();
  appendFileSync(join(folder, 'cells.ndjson'), '{"key":"cut","resu');
  const again = new CellStore(folder);
  again.put([cell('b')]);
  again.close();
  const last = new CellStore(folder);
  expect([...last.all()].map(({ key }) => key)).toEqual(['a', 'b']);
  const arm = { arm: { name: 'ä', set: {} }, configuration: 'c' };
  expect(last.whyMissing({ arm, key: 'cut' } as SweepCell)).toBe('new, or damaged in cells.ndjson');
  last.close();
});

test('a broken cell is missing, and the later of two cells with one key counts', () => {
  const store = new CellStore(folder);
  store.put([cell('a', { kind: 'broken', error: 'no' })]);
  expect([store.isMissing('a'), store.isMissing('b')]).toEqual([true, true]);
  store.put([cell('a')]);
  expect(store.isMissing('a')).toBe(false);
  expect(store.get('a')?.result.kind).toBe('done');
  store.close();
});

test('without a folder everything is kept in memory', () => {
  const store = new CellStore(null);
  store.put([cell('a')]);
  expect(store.get('a')).toEqual(cell('a'));
  expect(() => readFileSync(join(folder, 'cells.ndjson'))).toThrow('ENOENT');
  store.close();
});
