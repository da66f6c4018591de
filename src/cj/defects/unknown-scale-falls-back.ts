import { gradeScaleOrDefault } from '../projection/grade-scales.js';
import type { Defect } from './defect.js';

export const unknownScaleFallsBack: Defect = {
  name: 'unknown-scale-falls-back',
  story: 'A scale that nobody knew, a slip of the pen say, silently became swedish_8_anchor.',
  symptom: "Projected grades are outside the assignment's scale.",
  rule: 'gradeScale',
  override: () => ({ gradeScale: gradeScaleOrDefault }),
};
