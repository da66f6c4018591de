/** Vectors `grade_normalised`: a grade to a number between 0 and 1. */
import { normalisedScoreAsService } from '../../src/cj/projection/normalised-score.js';
import type { Family } from '../family.js';

export const family: Family = {
  name: 'grade_normalised',
  actual: (input) => ({ normalized_score: normalisedScoreAsService(input['grade']) }),
};
