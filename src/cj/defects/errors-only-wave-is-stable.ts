import { stabilityPassed } from '../scoring/stability.js';
import type { Defect } from './defect.js';

export const errorsOnlyWaveIsStable: Defect = {
  name: 'errors-only-wave-is-stable',
  story:
    'A wave of which only errors came back left the scores as they were, and scores that do not move ' +
    'count as stable (service of February 2026).',
  symptom: 'A batch ends as stable after an outage.',
  rule: 'stabilityPassed',
  override: () => ({ stabilityPassed }),
};
