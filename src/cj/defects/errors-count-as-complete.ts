import type { Defect } from './defect.js';

export const errorsCountAsComplete: Defect = {
  name: 'errors-count-as-complete',
  story: 'In November 2025 any pair with a winner was a completed one, and error is a winner in the table.',
  symptom: 'A batch with 66 errors of 100 finishes as a success.',
  rule: 'counterOfAnswer',
  override: () => ({ counterOfAnswer: () => 'completed' }),
};
