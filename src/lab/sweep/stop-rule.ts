/**
 * Stopping rules that the service does not have, for experiments (04): by standard errors, by ranks, by grades. What a batch
 * asks depends only on what came before, so that a run to its budget holds the runs under every earlier stop: the
 * rule is applied to it afterwards, wave by wave, and the batch is measured as it stood at the first wave where the rule holds.
 */
import * as z from 'zod';
import { keyGroup } from '../../input/key-group.js';
import { meanOf } from '../statistics/mean-interval.js';

/** The one key of an arm that is not the scenario's. */
export const STOP_KEY = 'lab.stop';

export const stopRuleSchema = keyGroup(
  {
    rule: z
      .enum(['mean_se', 'rank', 'grade'])
      .describe(
        'mean_se: mean standard error of the scores (logits); rank: largest change of a rank since the wave before; ' +
          'grade: share of students whose grade changed since the wave before',
      ),
    at: z.number().min(0).describe('Ends the batch at this value or below'),
  },
  'a key of a stop rule',
).describe('Needs SCORE_STABILITY_THRESHOLD 0, so that the run goes on to its budget');

export type StopRule = z.output<typeof stopRuleSchema>;

/** A batch after a wave, as its scores saw it. */
export interface ScoredWave {
  readonly scores: readonly number[];
  readonly standardErrors: readonly number[];
  /** Of the students, by place; null where no grades can be projected. */
  readonly grades: () => readonly string[] | null;
}

/** Whether the rule ends the batch now; `before` is the wave before, null after the first. */
export function holds({ rule, at }: StopRule, now: ScoredWave, before: ScoredWave | null): boolean {
  if (rule === 'mean_se') return meanOf(now.standardErrors) <= at;
  if (before === null) return false;
  if (rule === 'rank') return largestRankChange(now.scores, before.scores) <= at;
  const [grades, earlier] = [now.grades(), before.grades()];
  if (grades === null || earlier === null || grades.length === 0) return false;
  return grades.filter((grade, i) => grade !== earlier[i]).length / grades.length <= at;
}

function largestRankChange(now: readonly number[], before: readonly number[]): number {
  const [after, earlier] = [ranksOf(now), ranksOf(before)];
  return after.reduce((most, rank, i) => Math.max(most, Math.abs(rank - (earlier[i] ?? 0))), 0);
}

/** Places from the best, ties by place in the list. */
function ranksOf(scores: readonly number[]): readonly number[] {
  const order = [...scores.keys()].sort((i, j) => (scores[j] ?? 0) - (scores[i] ?? 0) || i - j);
  const ranks = new Array<number>(scores.length).fill(0);
  order.forEach((item, rank) => {
    ranks[item] = rank;
  });
  return ranks;
}
