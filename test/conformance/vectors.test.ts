import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FAMILIES } from '../../conformance/families.js';
import type { VectorFile } from '../../conformance/family.js';
import { runFamily } from '../../conformance/run-family.js';

const VECTORS = new URL('../fixtures/vectors/', import.meta.url);

describe('the golden vectors of the real service', () => {
  test('every family has a vector file, and every vector file a family', () => {
    const files = readdirSync(VECTORS).map((name) => name.replace('.json', ''));
    expect(files.sort()).toEqual(FAMILIES.map(({ name }) => name).sort());
  });

  test.each(FAMILIES.map((family) => [family.name, family] as const))(
    '%s holds in every case',
    (name, family) => {
      const file = JSON.parse(readFileSync(new URL(`${name}.json`, VECTORS), 'utf8')) as VectorFile;
      const failing = runFamily(family, file).filter(({ differences }) => differences.length > 0);
      expect(file.cases.length).toBeGreaterThan(0);
      expect(failing).toEqual([]);
    },
  );
});
