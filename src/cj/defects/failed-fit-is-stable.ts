import { changeOfFitOrZero } from '../continuation/score-change.js';
import type { Defect } from './defect.js';

export const failedFitIsStable: Defect = {
  name: 'failed-fit-is-stable',
  story:
    'A fit that failed kept the scores of the wave before, whose change against themselves is 0 ' +
    '(vectors of February 2026).',
  symptom: 'A batch ends as stable although its last fit failed.',
  rule: 'scoreChange',
  override: () => ({ scoreChange: changeOfFitOrZero }),
};
