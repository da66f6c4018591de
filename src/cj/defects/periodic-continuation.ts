import type { Defect } from './defect.js';

/** Answers between two checks. */
const PERIOD = 5;

export const periodicContinuation: Defect = {
  name: 'periodic-continuation',
  story:
    'The rules of 2025-11-16 checked the continuation at every fifth answer, whether others were ' +
    'pending or not.',
  symptom: 'Waves overlap, and more is submitted than the budget allows.',
  rule: 'continuationDue',
  lastIn: 'service-2025-11-16',
  override: () => ({
    continuationDue: ({ completed, failed }) => ((completed + failed) % PERIOD === 0 ? 'callback' : null),
    waitsForCallbacks: false,
  }),
};
