import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { DEFECTS } from '../../src/cj/defects/defect-named.js';
import { EXHIBITS } from '../../src/search/exhibits.js';
import { signatureOf } from '../../src/search/found.js';
import { randomScenario } from '../../src/search/random-scenario.js';
import { runCase } from '../../src/search/run-case.js';
import { shrink } from '../../src/search/shrink.js';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'scenarios/museum');

describe('the minimal reproductions of the museum', () => {
  test.each(readdirSync(FOLDER))(
    '%s breaks the promise that the catalogue names, and holds without the defect',
    (file) => {
      const scenario: unknown = parse(readFileSync(join(FOLDER, file), 'utf8'));
      const name = file.replace(/\.yaml$/, '');
      const found = runCase(0, scenario, { policy: 'current', defects: [name] }).found;
      expect(found?.rule).toBe(EXHIBITS[name]?.caughtBy);
      expect(runCase(0, scenario, { policy: 'current', defects: [] }).found).toBe(null);
    },
  );

  test('the page tells of every defect', () => {
    const page = readFileSync(join(ROOT, 'docs/museum.md'), 'utf8');
    expect(DEFECTS.filter(({ name }) => !page.includes(`\`${name}\``)).map(({ name }) => name)).toEqual([]);
  });
});

test('shrinking keeps oracle, rule and state of the batch', () => {
  const options = { policy: 'current', defects: ['overwrite-totals'] } as const;
  const found = runCase(1, randomScenario(1), options).found;
  if (found === null) throw new Error('case 1 does not show it');
  const small = shrink(randomScenario(1), found, options);
  expect(small.sizeAfter).toBeLessThan(small.sizeBefore / 2);
  const again = runCase(0, small.scenario, options).found;
  expect(again === null ? null : signatureOf(again)).toBe(signatureOf(found));
});
