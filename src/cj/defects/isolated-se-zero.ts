import type { Defect } from './defect.js';

export const isolatedSeZero: Defect = {
  name: 'isolated-se-zero',
  story:
    'The pseudo-inverse gives an essay without comparisons a variance of 0, as if it were known ' +
    'perfectly (vectors of February 2026).',
  symptom: 'An essay that nobody compared has the most certain score and full confidence.',
  rule: 'isolatedSeAtCap',
  override: () => ({ isolatedSeAtCap: false }),
};
