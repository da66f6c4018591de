import type { Defect } from './defect.js';

export const lostUpdate: Defect = {
  name: 'lost-update',
  story:
    'Consumers read the counters of a batch, added one and wrote them back, in separate steps. Two ' +
    'callbacks at the same time lost one of the two.',
  symptom: 'completed + failed stays below the callbacks that were persisted; the wave never completes.',
  rule: 'callbackCommits',
  override: () => ({
    callbackCommits: [
      ['match', 'write', 'readCount'],
      ['storeCount', 'check'],
    ],
  }),
};
