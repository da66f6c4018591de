import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { family as anchorGrades } from '../../../conformance/families/anchor-grades.js';
import { family as calibration } from '../../../conformance/families/calibration.js';
import { family as gradeNormalised } from '../../../conformance/families/grade-normalised.js';
import { family as projection } from '../../../conformance/families/projection.js';
import type { VectorFile } from '../../../conformance/family.js';
import { runFamily } from '../../../conformance/run-family.js';

for (const family of [anchorGrades, calibration, projection, gradeNormalised]) {
  describe(`the service's rules give what the vectors of ${family.name} expect`, () => {
    const url = new URL(`../../fixtures/vectors/${family.name}.json`, import.meta.url);
    const file = JSON.parse(readFileSync(url, 'utf8')) as VectorFile;
    test.each(runFamily(family, file))('$name', ({ differences }) => {
      expect(differences).toEqual([]);
    });
  });
}
