import { acceptsAnyGrade } from '../projection/anchor-resolution.js';
import type { Defect } from './defect.js';

export const offScaleGradesCount: Defect = {
  name: 'off-scale-grades-count',
  story:
    'Two distinct anchor grades are needed for a projection. A grade outside the scale counted as one ' +
    'of them.',
  symptom: 'Projection runs on a single usable anchor grade.',
  rule: 'acceptsGrade',
  override: () => ({ acceptsGrade: acceptsAnyGrade }),
};
