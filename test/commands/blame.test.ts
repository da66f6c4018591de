import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { BlameReport } from '../../src/search/blame/blame-report.js';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

test('blame tells what the smallest case of a defect needs, in lines of 80 columns, with progress apart', async () => {
  const { code, out, err } = await typed(['blame', 'duplicate-completion']);
  expect(code).toBe(0);
  expect(out).toContain('though both are due at the same moment');
  expect(out).toContain('The set is 1-minimal (ddmin)');
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(err).toContain('one at a time');
});

test('blame says of a wrong rule that chance has no part in it', async () => {
  const { out } = await typed(['blame', 'override-from-cap']);
  expect(out).toContain('It needs no random decision.');
});

test('blame takes a scenario with flags, and gives one JSON document', async () => {
  const { code, out } = await typed([
    'blame',
    'lower5',
    '--defect',
    'nc2-denominator',
    '--json',
    '--runs',
    '60',
  ]);
  expect(code).toBe(0);
  const report = JSON.parse(out) as BlameReport;
  expect(report).toMatchObject({
    schema_version: 1,
    case: 'lower5',
    verdict: 'needs_none',
    failure: { oracle: 'specification', rule: 'decision-as-specified', batch: '1' },
  });
  expect(report.runs).toBeLessThanOrEqual(60);
});

test.each([
  [['blame'], 'CASE is missing'],
  [['blame', 'lower5'], 'every promise is kept'],
  [['blame', 'no-such-scenario'], 'There is no defect and no scenario no-such-scenario'],
  [['blame', 'id-order-orientation'], 'No single world shows id-order-orientation'],
  [['blame', 'lost-update', '--runs', '3'], '--runs must be at least 30'],
  [['blame', 'module.yaml'], 'A judge of your own decides by no draw'],
])('%j is refused in one sentence', async (words, says) => {
  writeFileSync('module.yaml', 'essays: {generate: {count: 3}}\njudge: {module: ./judge.mjs}\n');
  const { code, out, err } = await typed(words);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(says);
});
