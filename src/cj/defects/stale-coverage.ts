import type { Defect } from './defect.js';

export const staleCoverage: Defect = {
  name: 'stale-coverage',
  story: 'The coverage numbers were read from the metadata, and nothing ever refreshed them there.',
  symptom: 'A small net never enters resampling.',
  rule: 'coverageCounts',
  override: (base) => ({ coverageCounts: (stored) => base.coverageCounts(stored, () => null) }),
};
