/** How the scores of one run grew: a fit after every decision, on as many comparisons as were answered by then. */
import { comparisonNet } from '../../cj/scoring/comparison-net.js';
import { fitBtm } from '../fit/btm.js';
import { type BatchRows, readBatchRows } from './batch-rows.js';
import { earlyStop, type TimedDecision } from './early-stop.js';
import { type CellScenario, planOfCell, withEndedWorld } from './run-cell.js';
import { trueAbilities } from './true-abilities.js';

export interface TrajectoryPoint {
  readonly essay: string;
  readonly isAnchor: boolean;
  /** Answered so far. */
  readonly comparisons: number;
  /** btm, logits. */
  readonly score: number;
  readonly se: number;
  readonly isLast: boolean;
  /** Logits from the mean of all; null where it is not known. */
  readonly truth: number | null;
}

/** Of the first batch, up to where its stopping rule ends it; empty when it took no decision. */
export function trajectory(cell: CellScenario, seed: string): readonly TrajectoryPoint[] {
  const plan = planOfCell(cell, seed);
  const [batch] = plan.batches;
  if (batch === undefined) return [];
  return withEndedWorld(plan, ({ world, decisions }) => {
    const { driver } = world.store;
    const rows = readBatchRows(driver, batch.id);
    const { essays } = rows;
    const taken = decisions.get(batch.label) ?? [];
    const early = earlyStop({ plan, batch, driver, decisions: taken, stop: cell.stop }, rows);
    const end =
      early === null ? taken.length : taken.findIndex(({ decision }) => decision === early.decision) + 1;
    const truth = trueAbilities(plan, batch, essays);
    const centre = essays.reduce((sum, { els_essay_id }) => sum + (truth.get(els_essay_id) ?? 0), 0);
    const relative = new Map([...truth].map(([id, ability]) => [id, ability - centre / essays.length]));
    return pointsOf(taken.slice(0, end), rows, truth.size === essays.length ? relative : new Map());
  });
}

function pointsOf(
  decisions: readonly TimedDecision[],
  { essays, pairs }: BatchRows,
  truth: ReadonlyMap<string, number>,
): readonly TrajectoryPoint[] {
  const ids = essays.map(({ els_essay_id }) => els_essay_id);
  const waves = decisions
    .map(({ decision: { callbacks_received: comparisons } }) => ({
      comparisons,
      ...fitBtm(comparisonNet(ids, pairs.slice(0, comparisons))),
    }))
    // A net too one-sided for a finite scale has no scores yet.
    .filter(({ converged }) => converged);
  return waves.flatMap(({ comparisons, theta, se }, k) =>
    essays.map(
      ({ els_essay_id, is_anchor }, i): TrajectoryPoint => ({
        essay: els_essay_id,
        isAnchor: is_anchor,
        comparisons,
        score: theta[i] ?? 0,
        se: se[i] ?? Number.POSITIVE_INFINITY,
        isLast: k === waves.length - 1,
        truth: truth.get(els_essay_id) ?? null,
      }),
    ),
  );
}
