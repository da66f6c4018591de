import type { Defect } from './defect.js';

export const monitorRacesContinuation: Defect = {
  name: 'monitor-races-continuation',
  story:
    'The sweep finished batches that waited for no callback, and one that is just continuing waits for ' +
    'none.',
  symptom: 'A wave is in flight on a completed batch.',
  rule: 'idleBatch',
  override: () => ({ idleBatch: 'finish' }),
};
