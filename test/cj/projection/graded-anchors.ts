/** Generators of calibrating anchors for the properties of this folder. */
import fc from 'fast-check';
import type { AnchorScore } from '../../../src/cj/projection/calibration.js';
import { GRADE_SCALES, type GradeScale } from '../../../src/cj/projection/grade-scales.js';

export const logits = fc.double({ min: -12, max: 12, noNaN: true });

export const gradedAnchors: fc.Arbitrary<{ scale: GradeScale; anchors: AnchorScore[] }> = fc
  .constantFrom(...GRADE_SCALES)
  .chain((scale) =>
    fc
      .array(fc.record({ grade: fc.constantFrom(...scale.grades), score: logits }), { maxLength: 30 })
      .map((anchors) => ({ scale, anchors })),
  );
