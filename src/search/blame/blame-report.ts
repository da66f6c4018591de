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
  /** Its scenario, by name. */
  readonly case: string;
  /** Of the failing run. */
  readonly seed: string;
  /** Its rules. */
  readonly policy: string;
  /** Switched on by name. */
  readonly defects: readonly string[];
  /** What goes wrong in it. */
  readonly failure: Failure;
  /** How many random decisions were taken before the failure. */
  readonly decisions: number;
  /** `needs_none`: whatever chance decides, as far as was tried; `avoidable`: also neutrally, but another seed avoids it. */
  readonly verdict: 'needs_some' | 'needs_none' | 'avoidable';
  /** The world that the needed decisions are told against: `neutral`, or the name of another seed. */
  readonly against: string | null;
  /** The smallest set found, 200 at most. */
  readonly needed: readonly NeededDecision[];
  /** Shown by ddmin: not one of the needed decisions can be left out. */
  readonly one_minimal: boolean;
  /** It fails in the same way where every decision is neutral. */
  readonly fails_neutral: boolean;
  /** Worlds in which other seeds decide everything. */
  readonly other_seeds: OtherSeeds;
  /** Decisions of the failing run, changed by themselves. */
  readonly one_by_one: ChangedAlone;
  /** Steps of the run that has the needed decisions alone, of the failing run where none is needed. */
  readonly story: readonly StoryStep[];
  /** What the callbacks are about that needed decisions and story name: callback 5 is the answer to comparison 5. */
  readonly callbacks: readonly string[];
  /** The failure at the end of the story. */
  readonly story_ends: Failure;
  /** How often the case was run in all. */
  readonly runs: number;
}

interface OtherSeeds {
  /** How many were run. */
  readonly runs: number;
  /** How many of them failed in the same way. */
  readonly fail: number;
}

interface ChangedAlone {
  /** How many were changed, one at a time. */
  readonly changed: number;
  /** Those of which a change makes the failure go away, 200 at most. */
  readonly matter: readonly ToldDecision[];
}

interface StoryStep {
  /** Its number in that run. */
  readonly step: number;
  /** What happens, in plain words. */
  readonly says: string;
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
