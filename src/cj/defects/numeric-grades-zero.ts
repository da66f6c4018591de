import { normalisedScoreAsService } from '../projection/normalised-score.js';
import type { Defect } from './defect.js';

export const numericGradesZero: Defect = {
  name: 'numeric-grades-zero',
  story: 'The table of normalised scores knew letters only, and the national scale has numbers.',
  symptom: 'Every student of the national scale gets 0.0.',
  rule: 'normalisedScore',
  override: () => ({ normalisedScore: normalisedScoreAsService }),
};
