/** `stability`: previous scores from storage, the largest change, stable or not. */
import {
  maxScoreChange,
  previousScores,
  rawChange,
  stabilityPassed,
} from '../../src/cj/scoring/stability.js';
import type { Family } from '../family.js';

interface StabilityCase {
  readonly stored_scores: unknown;
  readonly new_scores: Readonly<Record<string, number>>;
  readonly threshold: number;
  readonly callbacks_received: number;
  readonly completed: number;
  readonly min_comparisons: number;
}

/** The cases do not give it (vectors/README.md, `stability`). */
const SUCCESS_THRESHOLD = 0.8;

export const family: Family = {
  name: 'stability',
  actual(input) {
    const question = input as unknown as StabilityCase;
    const previous = previousScores(question.stored_scores);
    const scores = new Map(Object.entries(question.new_scores));
    const raw = rawChange(previous, scores);
    const change = maxScoreChange(previous, scores);
    const received = question.callbacks_received;
    return {
      previous_scores: Object.fromEntries(previous),
      raw_change: raw === Number.POSITIVE_INFINITY ? 'Infinity' : raw,
      max_score_change: change,
      stability_passed: stabilityPassed({
        maxScoreChange: change,
        callbacksReceived: received,
        successRate: received > 0 ? question.completed / received : null,
        settings: {
          MIN_COMPARISONS_FOR_STABILITY_CHECK: question.min_comparisons,
          SCORE_STABILITY_THRESHOLD: question.threshold,
          MIN_SUCCESS_RATE_THRESHOLD: SUCCESS_THRESHOLD,
        },
      }),
    };
  },
};
