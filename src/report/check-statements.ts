/** The longer statements of `cjsim check`: each selects the rows that break a rule. */

const COUNTED = `SELECT cj_batch_id AS batch_id, COUNT(*) AS asked,
    COUNT(*) FILTER (WHERE winner IN ('essay_a', 'essay_b')) AS usable,
    COUNT(*) FILTER (WHERE winner = 'error') AS errors
  FROM cj_comparison_pairs GROUP BY cj_batch_id`;

export const WRONG_COUNTERS = `SELECT bs.batch_id, bs.submitted_comparisons, bs.completed_comparisons, bs.failed_comparisons, c.asked, c.usable, c.errors
FROM cj_batch_states bs LEFT JOIN (${COUNTED}) c ON c.batch_id = bs.batch_id
WHERE bs.submitted_comparisons <> coalesce(c.asked, 0) OR bs.completed_comparisons <> coalesce(c.usable, 0)
   OR bs.failed_comparisons <> coalesce(c.errors, 0)`;

/** As a new pair though it was asked before, or as a retry though an answer was usable by then. */
export const ASKED_TWICE = `SELECT cj_batch_id AS batch_id, min(essay_a_els_id, essay_b_els_id) AS essay, max(essay_a_els_id, essay_b_els_id) AS other,
  COUNT(*) AS times FROM cj_comparison_pairs WHERE pair_generation_mode = 'coverage' GROUP BY 1, 2, 3 HAVING COUNT(*) > 1
UNION ALL
SELECT again.cj_batch_id, min(again.essay_a_els_id, again.essay_b_els_id), max(again.essay_a_els_id, again.essay_b_els_id), COUNT(*) + 1
FROM cj_comparison_pairs again JOIN cj_comparison_pairs earlier ON earlier.cj_batch_id = again.cj_batch_id AND earlier.id < again.id
  AND earlier.essay_a_els_id IN (again.essay_a_els_id, again.essay_b_els_id)
  AND earlier.essay_b_els_id IN (again.essay_a_els_id, again.essay_b_els_id)
WHERE again.pair_generation_mode = 'retry' AND earlier.winner IN ('essay_a', 'essay_b')
  AND earlier.completed_at <= again.submitted_at GROUP BY again.id`;

/** Of a batch that has ended not one event of it, of any other not none. */
export const NOT_ONE_END = `SELECT bu.bos_batch_id AS event_key, bs.state, COUNT(o.id) AS events FROM cj_batch_states bs
JOIN cj_batch_uploads bu ON bu.id = bs.batch_id
LEFT JOIN event_outbox o ON o.event_key = bu.bos_batch_id
  AND o.event_type IN ('huleedu.cj_assessment.completed.v1', 'huleedu.cj_assessment.failed.v1')
GROUP BY bs.batch_id HAVING COUNT(o.id) <> (bs.state IN ('COMPLETED', 'FAILED', 'CANCELLED'))`;
