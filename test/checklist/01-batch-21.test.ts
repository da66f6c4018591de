import { expect, test } from 'vitest';
import { ran } from './ran.js';

test('under service-2025-11-16 batch 21 continues beyond its first 10 comparisons and ends as the real one did', () => {
  const states = new Set<unknown>();
  const { ending, factsOf, decisions, row, rows } = ran('batch-21', {
    policy: 'service-2025-11-16',
    onRecord: (_record, { store }) => {
      const state = store.driver.prepare('select state from cj_batch_states').get() as
        | { state: string }
        | undefined;
      states.add(state?.state);
    },
  });
  const [first, ...continued] = factsOf('wave.submitted');
  expect([ending, first?.pairs, continued.length]).toEqual(['finished', 10, 9]);
  expect(new Set(decisions.map((decision) => decision.max_comparisons_override))).toEqual(new Set([100]));
  expect(states).toContain('SCORING');
  expect(
    row(
      'select state, submitted_comparisons as submitted, completed_comparisons as completed from cj_batch_states',
    ),
  ).toEqual({
    state: 'COMPLETED',
    submitted: 10,
    completed: 100,
  });
  expect(row('select count(*) as asked from cj_comparison_pairs')).toEqual({ asked: 100 });
  expect(rows('select topic, count(*) > 1 as again from event_outbox group by topic order by topic')).toEqual(
    [
      { topic: 'huleedu.assessment.result.published.v1', again: 1 },
      { topic: 'huleedu.cj_assessment.completed.v1', again: 1 },
    ],
  );
});

test('under current batch 21 spends its budget of 100 and completes once', () => {
  const { ending, row, rows } = ran('batch-21');
  expect(ending).toBe('finished');
  expect(
    row(
      `select state, total_budget, submitted_comparisons as submitted,
              completed_comparisons + failed_comparisons as received from cj_batch_states`,
    ),
  ).toEqual({ state: 'COMPLETED', total_budget: 100, submitted: 100, received: 100 });
  expect(rows('select topic, count(*) as n from event_outbox group by topic order by topic')).toEqual([
    { topic: 'huleedu.assessment.result.published.v1', n: 1 },
    { topic: 'huleedu.cj_assessment.completed.v1', n: 1 },
  ]);
});
