/** The outcomes of one batch of a world that has ended: read from its rows, its last decision and the truth. */
import { positionalFairness } from '../../cj/pairing/fairness.js';
import { PairHistory } from '../../cj/pairing/pair-history.js';
import { type ComparisonNet, comparisonNet } from '../../cj/scoring/comparison-net.js';
import { fitBtm } from '../fit/btm.js';
import { reliability } from '../fit/reliability.js';
import { correlation, LEAST_CORRELATED } from '../statistics/correlation.js';
import { hasSpread } from '../statistics/has-spread.js';
import { kendallTau } from '../statistics/kendall-tau.js';
import { meanOf } from '../statistics/mean-interval.js';
import { rightOrderShare } from '../statistics/right-order-share.js';
import { spearman } from '../statistics/spearman.js';
import { readBatchRows } from './batch-rows.js';
import { type EndedBatch, earlyStop } from './early-stop.js';
import { type GradedEssay, gradeAgreement } from './grade-agreement.js';
import type { Outcomes } from './outcome-list.js';
import { type SsrDesign, ssrDesign } from './ssr-design.js';
import { type StopReason, stopReason } from './stop-reason.js';
import { trueAbilities } from './true-abilities.js';

export interface MeasuredBatch {
  readonly outcomes: Outcomes;
  readonly ssrDesign: SsrDesign;
  readonly stopReason: StopReason;
}

export function measureBatch(ended: EndedBatch): MeasuredBatch {
  const { plan, batch, driver } = ended;
  const whole = readBatchRows(driver, batch.id);
  const early = earlyStop(ended, whole);
  const rows = early?.rows ?? whole;
  const lastDecision = early?.decision ?? ended.decisions.at(-1)?.decision ?? null;
  const ids = rows.essays.map(({ els_essay_id }) => els_essay_id);
  const history = new PairHistory(ids, rows.pairs);
  const net = comparisonNet(ids, rows.pairs);
  const stop = early === null ? stopReason(rows.state, lastDecision) : 'stable';
  const usable = net.comparisonCount;
  const fairness = positionalFairness(history, (place) => rows.essays[place]?.is_anchor === true);
  const common = {
    comparisons: rows.pairs.length,
    comparisons_over_items: usable / Math.max(1, ids.length),
    appearances_per_item: (2 * usable) / Math.max(1, ids.length),
    iterations: lastDecision?.iteration ?? null,
    tokens: rows.tokens,
    cost_usd: rows.costUsd,
    virtual_minutes:
      rows.endedAtMs === null ? null : (rows.endedAtMs - plan.clockStartMs - batch.startMs) / 60_000,
    mean_skew: fairness.meanAbsSkew,
    max_skew: fairness.maxAbsSkew,
    first_wins:
      usable === 0 ? null : rows.pairs.filter(([, , winner]) => winner === 'essay_a').length / usable,
    failed_share: rows.pairs.length === 0 ? null : 1 - usable / rows.pairs.length,
    completed: Number(stop !== 'failed'),
    stopped_stable: Number(stop === 'stable'),
    stopped_budget: Number(stop === 'budget'),
    stopped_other: Number(stop === 'other'),
    failed: Number(stop === 'failed'),
  };
  const isScored = stop !== 'failed' && usable > 0;
  return {
    outcomes: { ...common, ...(isScored ? scaleOutcomes(ended, rows.essays, net) : NO_SCALE) },
    ssrDesign: ssrDesign(plan, {
      stop,
      isAllOrNone: [0, (ids.length * (ids.length - 1)) / 2].includes(history.askedPairCount),
    }),
    stopReason: stop,
  };
}

const NO_SCALE = {
  spearman: null,
  kendall_tau_b: null,
  right_order: null,
  true_correlation: null,
  true_correlation_students: null,
  true_r2: null,
  ssr: null,
  ssr_gap: null,
  mean_se: null,
  mean_se_btm: null,
  score_sd_ratio: null,
  oracle_exact: null,
  oracle_adjacent: null,
  anchor_inversions: null,
};

type ScaleOutcomes = Readonly<Record<keyof typeof NO_SCALE, number | null>>;

function scaleOutcomes(
  { plan, batch }: EndedBatch,
  essays: readonly GradedEssay[],
  net: ComparisonNet,
): ScaleOutcomes {
  const truth = trueAbilities(plan, batch, essays);
  const btm = fitBtm(net);
  // Without a finite scale there is nothing that btm says.
  const { ssr, meanSe } = btm.converged ? reliability(btm.theta, btm.se) : { ssr: null, meanSe: null };
  const known = essays.flatMap(({ els_essay_id, is_anchor, score }, i) => {
    const ability = truth.get(els_essay_id);
    return ability === undefined ? [] : [{ ability, is_anchor, score: score ?? 0, theta: btm.theta[i] ?? 0 }];
  });
  const abilities = known.map(({ ability }) => ability);
  const scores = known.map(({ score }) => score);
  const btmCorrelation = (chosen: typeof known): number | null =>
    btm.converged && chosen.length >= LEAST_CORRELATED
      ? correlation(
          chosen.map(({ ability }) => ability),
          chosen.map(({ theta }) => theta),
        )
      : null;
  const r = btmCorrelation(known);
  const agreement = gradeAgreement(plan, essays, truth);
  return {
    spearman: spearman(abilities, scores),
    kendall_tau_b: kendallTau(abilities, scores),
    right_order: rightOrderShare(abilities, scores),
    true_correlation: r,
    true_correlation_students: btmCorrelation(known.filter(({ is_anchor }) => !is_anchor)),
    true_r2: r === null ? null : r * r,
    ssr,
    // SSR is of the compared essays alone.
    ssr_gap: ssr === null || r === null || net.countOf.includes(0) ? null : ssr - r * r,
    mean_se: meanOf(essays.map(({ se }) => se ?? 0)),
    mean_se_btm: meanSe,
    score_sd_ratio: spreadRatio(scores, abilities),
    oracle_exact: agreement?.exact ?? null,
    oracle_adjacent: agreement?.adjacent ?? null,
    anchor_inversions: agreement?.anchorInversions ?? null,
  };
}

function spreadRatio(a: readonly number[], b: readonly number[]): number | null {
  const spread = (values: readonly number[]): number => {
    const centre = meanOf(values);
    return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) * (value - centre), 0));
  };
  return hasSpread(b) ? spread(a) / spread(b) : null;
}
