import { coverageByAnswers } from '../continuation/coverage.js';
import type { Defect } from './defect.js';

export const errorBlocksCoverage: Defect = {
  name: 'error-blocks-coverage',
  story:
    'A pair counts as asked whatever came of it, and as covered only with a usable answer (all policies ' +
    'of the service).',
  symptom: 'One error blocks coverage for good: resampling never starts, and the batch ends below its cap.',
  rule: 'coverageCounts',
  override: () => ({ coverageCounts: coverageByAnswers }),
};
