/** What a blame says, as data: `--json`, the text for a person and the pages of the museum are made from it. */
import type { TraceRecord } from '../../sim/trace-record.js';
import type { Blame } from './blame.js';
import type { DecidedRun } from './decided-run.js';
import { decisionWords, type ToldDecision } from './decision-words.js';
import { EntryWords } from './entry-words.js';
import { type Failure, isSameFailure } from './failure.js';

/** Steps of the story before the failure that no decision touched. */
const STORY_STEPS = 6;
/** Longest list of decisions that is told whole. */
const MOST_TOLD = 200;

export interface NeededDecision extends ToldDecision {
  /** What happens when this one alone is taken back. */
  readonly without: string;
}

export interface BlameReport {
  readonly case: string;
  readonly seed: string;
  readonly policy: string;
  readonly defects: readonly string[];
  readonly failure: Failure;
  /** How many random decisions were taken before the failure. */
  readonly decisions: number;
  /**
   * `needs_some`: `needed` are the decisions without which it does not happen. `needs_none`: it happens whatever chance
   * decides, as far as was tried. `avoidable`: it happens with neutral decisions, and another seed avoids it.
   */
  readonly verdict: 'needs_some' | 'needs_none' | 'avoidable';
  /** The world that the needed decisions are told against: `neutral`, or the name of another seed. */
  readonly against: string | null;
  readonly needed: readonly NeededDecision[];
  /** Shown by ddmin: not one of the needed decisions can be left out. */
  readonly one_minimal: boolean;
  readonly fails_neutral: boolean;
  readonly other_seeds: { readonly runs: number; readonly fail: number };
  readonly one_by_one: { readonly changed: number; readonly matter: readonly ToldDecision[] };
  /** Steps of the run that has the needed decisions alone, of the failing run where none is needed. */
  readonly story: readonly { readonly step: number; readonly says: string }[];
  /** What the callbacks are about that needed decisions and story name: callback 5 is the answer to comparison 5. */
  readonly callbacks: readonly string[];
  /** The failure at the end of the story. */
  readonly story_ends: Failure;
  readonly runs: number;
}

export function blameReport(blame: Blame): BlameReport {
  const { failing, failure, rebuilt, failsNeutral, otherSeeds, oneByOne } = blame;
  const { plan } = failing;
  const baseline = rebuilt?.baseline ?? null;
  const shown = rebuilt?.smallest ?? failing;
  const needed = (rebuilt?.needed ?? []).slice(0, MOST_TOLD).map((decision, place) => ({
    ...decisionWords(decision, shown, baseline),
    without: outcomeWords(rebuilt?.without[place], failure),
  }));
  const matter = oneByOne.matter
    .slice(0, MOST_TOLD)
    .map((decision) => decisionWords(decision, failing, baseline));
  const told = story(shown, shown.failure ?? failure, new Set(needed.flatMap(({ steps }) => steps)));
  const texts = [...needed, ...told].map(({ says }) => says);
  return {
    case: plan.name,
    seed: plan.seed,
    policy: plan.policy,
    defects: plan.defects,
    failure,
    decisions: blame.decisions.length,
    verdict: rebuilt === null ? 'needs_none' : failsNeutral ? 'avoidable' : 'needs_some',
    against: rebuilt === null ? null : (baseline ?? 'neutral'),
    needed,
    one_minimal: rebuilt?.isOneMinimal ?? true,
    fails_neutral: failsNeutral,
    other_seeds: otherSeeds,
    one_by_one: { changed: oneByOne.changed, matter },
    story: told,
    callbacks: new EntryWords(shown).legend(texts),
    story_ends: shown.failure ?? failure,
    runs: blame.runs,
  };
}

function outcomeWords(run: DecidedRun | undefined, failure: Failure): string {
  const other = run?.failure ?? null;
  if (other === null) return 'every promise is kept';
  if (isSameFailure(failure, other)) return 'it fails all the same';
  const where = other.step === null ? 'at the end' : `at step ${other.step}`;
  return other.rule === failure.rule
    ? `the same promise breaks ${where}, with the batch in another state (${other.batch_state})`
    : `another promise breaks ${where}: ${other.rule}`;
}

/** The steps that the decisions touched, and the last ones of the batch before it fails. */
function story({ records, plan, comparisons }: DecidedRun, failure: Failure, touched: ReadonlySet<number>) {
  const words = new EntryWords({ plan, comparisons });
  const last = records.filter((record) => concerns(record, failure)).slice(-STORY_STEPS);
  return records
    .filter((record) => touched.has(record.n) || last.includes(record))
    .map((record) => ({ step: record.n, says: words.step(record) }));
}

/** Steps that wrote something of the batch, or of any where none is named. */
function concerns({ batch, rows, decision, facts }: TraceRecord, failure: Failure): boolean {
  if (failure.batch !== null && batch !== null && batch !== failure.batch) return false;
  return Object.keys(rows).length > 0 || decision !== undefined || facts !== undefined;
}
