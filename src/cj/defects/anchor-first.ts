import { anchorFirst as anchorShownFirst } from '../pairing/orientation-rules.js';
import type { Defect } from './defect.js';

export const anchorFirst: Defect = {
  name: 'anchor-first',
  story:
    'Anchors were listed before the students and the earlier of the list was shown first: in the ENG5 ' +
    'runs of November 2025, 86 of 100 comparisons had an anchor as A.',
  symptom:
    'Anchors are nearly always shown first; with a judge that leans to the first essay they are ' +
    'overrated.',
  rule: 'orientation',
  lastIn: 'service-2025-11-16',
  override: () => ({ orientation: () => anchorShownFirst }),
};
