import { pairLimitedDenominator } from '../budget.js';
import type { Defect } from './defect.js';

export const nc2Denominator: Defect = {
  name: 'nc2-denominator',
  story:
    'The rules of 2025-11-27 took the smaller of the budget and n(n-1)/2 as denominator, to stop small ' +
    'nets from waiting for a budget that they cannot spend.',
  symptom: 'Five essays with a budget of 60 stop after 10 comparisons; nothing is ever asked twice.',
  rule: 'denominator',
  override: () => ({ denominator: pairLimitedDenominator }),
};
