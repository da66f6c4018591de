import { overwriteTotals as waveReplacesTotals } from '../budget.js';
import type { Defect } from './defect.js';

export const overwriteTotals: Defect = {
  name: 'overwrite-totals',
  story:
    'Under the rules of 2025-11-16 the size of each wave replaced the totals. Batch 33 showed 10 ' +
    'submitted, 34 completed and 100 pairs.',
  symptom:
    '160 % complete; a wave counts as complete at its first answers, batches run away and overshoot ' +
    'their budget.',
  rule: 'countSubmission',
  override: () => ({ countSubmission: waveReplacesTotals }),
};
