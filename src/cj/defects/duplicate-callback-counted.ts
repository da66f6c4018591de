import type { Defect } from './defect.js';

export const duplicateCallbackCounted: Defect = {
  name: 'duplicate-callback-counted',
  story:
    'Callbacks come at least once. A redelivered one found its pair answered, left the row alone, and ' +
    'was counted all the same.',
  symptom: 'completed exceeds the pairs with a winner, and the wave counts as complete too early.',
  rule: 'repeatedCallback',
  override: () => ({ repeatedCallback: 'count' }),
};
