/** The keys of `cjsim fit --json`, which docs/reference/json-documents.md shows. */
import type { Versioned } from '../../report/versioned.js';
import type { Connectivity } from './connectivity.js';
import type { Estimator } from './estimator-fit.js';
import type { Design } from './fit.js';
import type { RowProblem } from './read-comparisons.js';
import type { PairingName } from './simulate-waves.js';
import type { SplitHalf } from './split-half.js';

export const FIT_SCHEMA_VERSION = 1;

export interface FitDocument extends Versioned<typeof FIT_SCHEMA_VERSION> {
  /** Whose scores these are: `--estimator`, else `btm`. */
  readonly estimator: Estimator;
  /** Of `btm`: each item's own, as sirt (`own`), or with covariances (`full`). */
  readonly standard_errors: 'own' | 'full' | null;
  /** What must be known of the estimator's scores, one sentence each. */
  readonly notes: readonly string[];
  /** The estimator whose order the items have: another one where the named one has no finite scale; null: none has. */
  readonly ordered_by: Estimator | null;
  /** The best first. */
  readonly items: readonly FitDocumentItem[];
  /** In the order in which rows first name them. */
  readonly judges: readonly FitDocumentJudge[];
  /** Scale separation reliability, 1 − mean(SE²)/s²(θ); of `btm` alone. */
  readonly ssr: number | null;
  /** How the pairs were chosen, as `--design` says. */
  readonly ssr_design: Design;
  /** What must be said beside SSR and split-half; null: nothing. */
  readonly ssr_warning: string | null;
  /** Of an adaptive design: what the SSR stands for, by a parametric bootstrap. */
  readonly ssr_corrected: CorrectedSsrDocument | null;
  /** √(s²(θ)/mean(SE²)), sepG of sirt, which prints it with own standard errors; of `btm` alone. */
  readonly separation: number | null;
  /** √(SSR/(1 − SSR)); null for an SSR below 0; of `btm` alone. */
  readonly rasch_separation: number | null;
  /** Mean standard error of the items (logits); of `btm` alone. */
  readonly mean_se: number | null;
  /** Sample standard deviation of the scores (logits); of `btm` alone. */
  readonly sd: number | null;
  /** Random halves of the comparisons, each fitted alone by `btm`. */
  readonly split_half: SplitHalfDocument;
  /** Of the item shown first; null where no row says who was. */
  readonly position_effect: PositionEffectDocument | null;
  /** Of the abilities, for `map` and for the position effect. */
  readonly prior: PriorDocument;
  /** Whether the comparisons hold the items together. */
  readonly connectivity: Connectivity;
  /** How the file was read. */
  readonly rows: RowsDocument;
}

interface FitDocumentItem {
  /** As in the file. */
  readonly id: string;
  /** Place, from 1, in `connectivity.parts`; scores compare within one part alone. */
  readonly part: number;
  /** Place, from 1, in `connectivity.strong_parts`; scores compare within one alone. */
  readonly strong_part: number;
  /** Appearances: comparisons that it is in. */
  readonly n: number;
  /** Comparisons that it won. */
  readonly wins: number;
  /** Its score in logits; null where the net is too one-sided for a finite scale. */
  readonly theta: number | null;
  /** Its standard error in logits; of `service` that of a difference, as `notes` says. */
  readonly se: number | null;
  /** Σ(x − P)²/ΣP(1 − P) of its comparisons; 1: as surprising as the model expects. */
  readonly infit: number | null;
  /** Mean of (x − P)²/(P(1 − P)) of its comparisons; 1: as expected. */
  readonly outfit: number | null;
}

interface FitDocumentJudge {
  /** As in the file. */
  readonly id: string;
  /** Comparisons that the judge decided. */
  readonly n: number;
  /** Σ(x − P)²/ΣP(1 − P) of these; 1: as surprising as the model expects. */
  readonly infit: number | null;
  /** Mean of (x − P)²/(P(1 − P)) of these; 1: as expected. */
  readonly outfit: number | null;
}

export interface CorrectedSsrDocument {
  /** The SSR that is corrected, of `btm` with own standard errors. */
  readonly observed: number | null;
  /** Which standard errors `observed` is made of. */
  readonly standard_errors: 'own';
  /** True r² of scores and abilities, mean of simulated sessions; null where none shows such an SSR. */
  readonly reliability: number | null;
  /** From here to `high` the true r² of a session lies in 90 % of sessions; null as above. */
  readonly low: number | null;
  /** The other end; null as above. */
  readonly high: number | null;
  /** Mean SSR that coin tosses reach under the same design. */
  readonly coin_ssr: number | null;
  /** The rule that chose the pairs of the simulated sessions (`--pairing`). */
  readonly pairing: PairingName;
}

interface SplitHalfDocument {
  /** null where no division can be fitted. */
  readonly by_comparison: SplitHalf | null;
  /** Whole judges in each half; null for fewer than two judges, or where no division can be fitted. */
  readonly by_judge: SplitHalf | null;
  /** Rows that name no judge, in a table with judges: they are in no half by judge. */
  readonly rows_without_judge: number | null;
}

interface PositionEffectDocument {
  /** η in P(first wins) = 1/(1 + e^−(θ₁ − θ₂ + η)), logits; null where the item shown first won all or none. */
  readonly eta: number | null;
  /** Its standard error in logits. */
  readonly se: number | null;
  /** Share of comparisons won by the item shown first. */
  readonly first_wins: number;
  /** Comparisons whose order is known. */
  readonly n: number;
}

interface PriorDocument {
  /** Standard deviation of the abilities in logits. */
  readonly sd: number;
  /** `given`: by `--prior-sd`; `empirical_bayes`: estimated from the comparisons. */
  readonly from: 'empirical_bayes' | 'given';
  /** The limit of the search that the estimate ends at: `sd` is no estimate then. */
  readonly at_limit: 'lower' | 'upper' | null;
}

/** Of `cjsim backtest --json`, too. */
export interface RowsDocument {
  /** Comparisons that were read; a row of counts gives several. */
  readonly usable: number;
  /** The columns that are read, by what they are for. */
  readonly columns: Readonly<Record<string, string>>;
  /** The other columns. */
  readonly unread: readonly string[];
  /** Rows that cannot be used; they are left out. */
  readonly impossible: readonly RowProblem[];
  /** Rows that repeat an earlier one in every column that is read; they are kept. */
  readonly duplicates: readonly RowProblem[];
  /** Rows that show something else than one of their two items first; they are kept, as of unknown order. */
  readonly unordered: readonly RowProblem[];
  /** Whether it is known who was `shown` first, or only who is `listed` first; null: neither. */
  readonly order: 'shown' | 'listed' | null;
}
