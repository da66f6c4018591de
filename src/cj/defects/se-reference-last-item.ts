import { lastEssay } from '../scoring/se-reference.js';
import type { Defect } from './defect.js';

export const seReferenceLastItem: Defect = {
  name: 'se-reference-last-item',
  story:
    'The essay that came last in the list was the reference of the standard errors, a student as well ' +
    'as an anchor.',
  symptom: "A student's standard error is exactly 0, and with it the grade is certain.",
  rule: 'seReference',
  lastIn: 'service-2025-11-27',
  override: () => ({ seReference: lastEssay }),
};
