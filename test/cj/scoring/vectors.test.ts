import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { family as bt } from '../../../conformance/families/bt.js';
import { family as btSe } from '../../../conformance/families/bt-se.js';
import { family as stability } from '../../../conformance/families/stability.js';
import type { VectorFile } from '../../../conformance/family.js';
import { runFamily } from '../../../conformance/run-family.js';

for (const family of [bt, btSe, stability]) {
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
