import type { Defect } from './defect.js';

/** A partial_completion_threshold that runners asked for: the snapshot is taken there. */
const SNAPSHOT_SHARE = 0.8;

export const staleFinalise: Defect = {
  name: 'stale-finalise',
  story:
    'The batch was finalised on the snapshot that the completion check had read, when 80 % of the answers ' +
    'were in, and nobody looked at the counters again.',
  symptom: 'The batch completes with callbacks pending, and the late answers are ignored.',
  rule: 'finishGuard',
  override: () => ({
    finishGuard: ({ isTerminal }) => (isTerminal ? 'left_alone' : 'finish'),
    waitsForCallbacks: false,
    continuationDue: ({ submitted, completed, failed }) =>
      submitted > 0 && completed + failed >= SNAPSHOT_SHARE * submitted ? 'callback' : null,
  }),
};
