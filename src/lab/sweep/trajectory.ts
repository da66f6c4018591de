/** How the scores of one run grew: a fit after every decision, on the rows that the decision knew. */
import { comparisonNet } from '../../cj/scoring/comparison-net.js';
import type { EssayId } from '../../cj/words.js';
import type { BatchPlan } from '../../sim/scenario/world-plan.js';
import type { Driver } from '../../store/driver.js';
import { fitBtm } from '../fit/btm.js';
import type { TimedDecision } from './early-stop.js';
import { type CellScenario, planOfCell, withEndedWorld } from './run-cell.js';
import { type StoredEssay, trueAbilities } from './true-abilities.js';

export interface TrajectoryPoint {
  readonly essay: string;
  readonly isAnchor: boolean;
  /** Submitted so far. */
  readonly comparisons: number;
  /** btm, logits. */
  readonly score: number;
  readonly se: number;
  readonly isLast: boolean;
  /** Logits from the mean of all; null where it is not known. */
  readonly truth: number | null;
}

/** Of the first batch; empty when it took no decision. */
export function trajectory(cell: CellScenario, seed: string): readonly TrajectoryPoint[] {
  const plan = planOfCell(cell, seed);
  const [batch] = plan.batches;
  if (batch === undefined) return [];
  return withEndedWorld(plan, ({ world, decisions }) => {
    const { driver } = world.store;
    const essays = essaysOf(driver, batch);
    const truth = trueAbilities(plan, batch, essays);
    const centre = essays.reduce((sum, { els_essay_id }) => sum + (truth.get(els_essay_id) ?? 0), 0);
    const relative = new Map([...truth].map(([id, ability]) => [id, ability - centre / essays.length]));
    return pointsOf(decisions.get(batch.label) ?? [], {
      essays,
      rows: rowsOf(driver, batch),
      truth: truth.size === essays.length ? relative : new Map(),
    });
  });
}

interface NetEssay extends StoredEssay {
  readonly is_anchor: 0 | 1;
}

type Row = readonly [EssayId, EssayId, string | null];

interface Known {
  readonly essays: readonly NetEssay[];
  readonly rows: readonly Row[];
  readonly truth: ReadonlyMap<string, number>;
}

function pointsOf(
  decisions: readonly TimedDecision[],
  { essays, rows, truth }: Known,
): readonly TrajectoryPoint[] {
  const ids = essays.map(({ els_essay_id }) => els_essay_id as EssayId);
  return decisions.flatMap(({ decision: { submitted } }, k) => {
    const { theta, se } = fitBtm(comparisonNet(ids, rows.slice(0, submitted)));
    return essays.map(
      ({ els_essay_id, is_anchor }, i): TrajectoryPoint => ({
        essay: els_essay_id,
        isAnchor: is_anchor === 1,
        comparisons: submitted,
        score: theta[i] ?? 0,
        se: se[i] ?? Number.POSITIVE_INFINITY,
        isLast: k === decisions.length - 1,
        truth: truth.get(els_essay_id) ?? null,
      }),
    );
  });
}

function essaysOf(driver: Driver, { id }: BatchPlan): readonly NetEssay[] {
  return driver
    .prepare(
      'select els_essay_id, text_storage_id, is_anchor from cj_processed_essays where cj_batch_id = ? order by els_essay_id',
    )
    .all(id) as readonly NetEssay[];
}

function rowsOf(driver: Driver, { id }: BatchPlan): readonly Row[] {
  return driver
    .prepare(
      'select essay_a_els_id, essay_b_els_id, winner from cj_comparison_pairs where cj_batch_id = ? order by id',
    )
    .raw(id) as readonly Row[];
}
