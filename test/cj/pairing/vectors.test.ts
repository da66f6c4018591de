import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { family as matching } from '../../../conformance/families/matching.js';
import { family as orientation } from '../../../conformance/families/orientation.js';
import { family as resampling } from '../../../conformance/families/resampling.js';
import type { VectorFile } from '../../../conformance/family.js';
import { runFamily } from '../../../conformance/run-family.js';

for (const family of [matching, orientation, resampling]) {
  const url = new URL(`../../fixtures/vectors/${family.name}.json`, import.meta.url);
  const file = JSON.parse(readFileSync(url, 'utf8')) as VectorFile;
  describe(`vectors of ${family.name}`, () => {
    for (const { name, differences } of runFamily(family, file)) {
      test(name, () => {
        expect(differences).toEqual([]);
      });
    }
  });
}
