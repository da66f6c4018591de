import type { Defect } from './defect.js';

export const lateCallbackRevives: Defect = {
  name: 'late-callback-revives',
  story: 'A callback was persisted whatever had become of its batch (all policies of the service).',
  symptom: 'Scores or counters change after the completion event.',
  rule: 'lateCallback',
  override: () => ({ lateCallback: 'persist' }),
};
