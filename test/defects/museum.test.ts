import { describe, expect, test } from 'vitest';
import { DEFECTS } from '../../src/cj/defects/defect-named.js';
import { current } from '../../src/cj/policies/current.js';
import { EXHIBITS } from '../../src/search/exhibits.js';
import { search } from '../../src/search/search.js';

describe('the museum', () => {
  test('has the 34 defects of the table, in the order of their names', () => {
    const names = DEFECTS.map(({ name }) => name);
    expect(names).toHaveLength(34);
    expect(names).toEqual([...names].sort((a, b) => (a < b ? -1 : 1)));
    expect(Object.keys(EXHIBITS)).toEqual(names);
  });

  test.each(DEFECTS.map((defect) => [defect.name, defect] as const))(
    '%s replaces the rule that it names',
    (_, defect) => {
      const override = defect.override(current);
      expect(override[defect.rule]).not.toBe(undefined);
      expect(override[defect.rule]).not.toEqual(current[defect.rule]);
    },
  );

  test.each(Object.entries(EXHIBITS))(
    '%s is caught in its case by the oracle that the catalogue names',
    (name, exhibit) => {
      const { oracle, caughtBy, number } = exhibit;
      const start = caughtBy === 'chance-is-fair' ? 1 : number;
      const runs = number - start + 1;
      const found = search({ policy: 'current', defects: [name], start, runs, stopsAtFirst: true });
      expect(found.violations.map(({ first }) => [first.case, first.oracle, first.rule])).toEqual([
        [number, oracle, caughtBy],
      ]);
    },
  );

  test.each(Object.entries(EXHIBITS))('the case of %s holds without it', (_, { number }) => {
    const found = search({ policy: 'current', defects: [], start: number, runs: 1, stopsAtFirst: true });
    expect(found.violations).toEqual([]);
  });
});
