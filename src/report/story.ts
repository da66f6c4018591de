/**
 * What each step of a batch is told as. A decision says what it has in common with the one before only once; of a
 * crash of the whole service a batch hears as far as it is concerned.
 */
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import type { Fact } from '../cj/facts.js';
import { ANCHOR_TIERS } from '../cj/projection/anchor-tiers.js';
import type { Settings } from '../cj/settings.js';
import { inForceAt } from '../sim/in-force-at.js';
import { planAt } from '../sim/plan-at.js';
import { RESTART } from '../sim/restarts.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { TraceRecord } from '../sim/trace-record.js';
import { factSentence, waveSentence } from './fact-sentence.js';
import { faultSentence } from './fault-sentence.js';
import type { StoredBatch, StoredWorld } from './stored-world.js';
import { explainDecision } from './why.js';
import { counted, percent, percentBeside } from './words-of.js';

export interface Told {
  /** Virtual milliseconds since the epoch. */
  readonly at: number;
  readonly says: string;
}

/** What is known of a batch at a point of its story. */
interface Known {
  readonly decision: DecisionRecord | null;
  /** `total_budget`: the cap of the first submission. */
  readonly budget: number | null;
  readonly answers: number;
  readonly errors: number;
}

/** Steps whose faults are the cause of what they tell, and not of what comes later. */
const CAUSED: ReadonlySet<string> = new Set([RESTART, 'call.due', 'publish-event']);

/**
 * The records of a batch in order, as paragraphs; steps that go without saying have none. Each is told by the
 * settings that were in force at its step.
 */
export function storyOf(records: readonly TraceRecord[], plan: WorldPlan): readonly Told[] {
  let known: Known = { decision: null, budget: null, answers: 0, errors: 0 };
  return records.flatMap((record, index) => {
    const says = paragraph(record, known, inForceAt(plan, record).settings);
    known = after(record, known);
    const turns = turnsBetween(records[index - 1], record, plan);
    return says === '' ? turns : [...turns, { at: record.at, says }];
  });
}

/** What changed the rules since the record before: the beginning of a fork, deployments. */
function turnsBetween(
  before: TraceRecord | undefined,
  record: TraceRecord,
  plan: WorldPlan,
): readonly Told[] {
  if (before === undefined) return [];
  const held = planAt(plan, record.n - 1);
  const forked =
    held === planAt(plan, before.n - 1)
      ? []
      : [{ at: record.at, says: 'Here the fork begins: from now on its own settings hold.' }];
  const deployed = held.policyChanges
    .map(({ atMs, policy }) => ({ at: held.clockStartMs + atMs, policy }))
    .filter(({ at }) => before.at < at && at <= record.at)
    .map(({ at, policy }) => ({
      at,
      says: `Other code is deployed: from now on the rules are those of ${policy}.`,
    }));
  return [...forked, ...deployed];
}

/** The policies that were in force, in their order, and the defects: `service-2025-11-16, then current, with lost-update`. */
export function rulesInForce(records: readonly TraceRecord[], plan: WorldPlan): string {
  const names = records.map((record) => inForceAt(plan, record).policy);
  const changes = names.filter((name, index) => name !== names[index - 1]);
  const policies = changes.length === 0 ? plan.policy : changes.join(', then ');
  return plan.defects.length === 0 ? policies : `${policies}, with ${plan.defects.join(', ')}`;
}

function after({ decision, facts = [] }: TraceRecord, known: Known): Known {
  const persisted = facts.findLast((fact) => fact.fact === 'callback.persisted');
  const lost = facts.reduce((sum, fact) => sum + (fact.fact === 'callbacks.lost' ? fact.count : 0), 0);
  const resolved = facts.find((fact) => fact.fact === 'budget.resolved');
  return {
    decision: decision ?? known.decision,
    budget: known.budget ?? resolved?.cap ?? null,
    answers: persisted?.completed ?? known.answers,
    errors: (persisted?.failed ?? known.errors) + lost,
  };
}

function paragraph(record: TraceRecord, known: Known, settings: Settings): string {
  const facts = record.facts ?? [];
  const { decision } = record;
  const fault = faultSentence(record.fault ?? []);
  return [
    CAUSED.has(record.type) ? fault : '',
    decision ? decisionParagraph(decision, facts, known.decision, settings) : '',
    tiersSentence(facts),
    ...(decision ? waveSentences(facts) : facts.map(factSentence)),
    isRecovered(record) ? recoverySentence(record, known, settings) : '',
    CAUSED.has(record.type) ? '' : fault,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function decisionParagraph(
  record: DecisionRecord,
  facts: readonly Fact[],
  before: DecisionRecord | null,
  settings: Settings,
): string {
  const isComplete = record.callbacks_received === record.submitted;
  const occasion = isComplete
    ? `Wave ${record.iteration} is complete.`
    : `A continuation is due after wave ${record.iteration}, though ${record.callbacks_received < record.submitted ? 'answers are pending' : 'more answers are in than the counter of submissions says'}.`;
  const rehydrated = facts.find((fact) => fact.fact === 'request.rehydrated');
  const from =
    rehydrated?.from === 'original_request'
      ? 'The request is rehydrated from original_request.'
      : rehydrated === undefined
        ? ''
        : 'Warning: original_request is missing or broken, so the request is rehydrated from the batch row, without an override.';
  return `${occasion} ${from} ${explainDecision(record, settings, before)}`.replace(/ {2,}/g, ' ');
}

function waveSentences(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap((fact) => (fact.fact === 'wave.submitted' ? [waveSentence(fact)] : []));
}

/** How many anchor grades each tier gave: `12 by known_grade`. */
function tiersSentence(facts: readonly Fact[]): string {
  const counts = ANCHOR_TIERS.map((tier) => ({
    tier,
    anchors: facts.filter((fact) => fact.fact === 'anchor.resolved' && fact.tier === tier).length,
  })).filter(({ anchors }) => anchors > 0);
  return counts.length === 0
    ? ''
    : `Anchor grades are found: ${counts.map(({ tier, anchors }) => `${anchors} by ${tier}`).join(', ')}.`;
}

/** The monitor's message made the batch go on to scoring, or fail. */
function isRecovered({ type, after: state, facts = [] }: TraceRecord): boolean {
  return type === 'recover-stuck' && (state === 'projecting' || state === 'failing') && facts.length === 0;
}

/** The share of answers that decides whether a stuck batch is scored or fails. */
function recoverySentence(
  { after: state }: TraceRecord,
  { budget, answers, errors }: Known,
  settings: Settings,
): string {
  const inAll = answers + errors;
  const least = settings.FORCED_SCORING_MIN_PROGRESS_PCT / 100;
  const are = inAll === 1 ? 'is' : 'are';
  const share =
    budget === null
      ? ''
      : ` of a total budget of ${budget} ${are} in, ${percentBeside(inAll / budget, least)}`;
  const failing =
    budget !== null && inAll / budget >= least
      ? 'none of them is usable, so the stuck batch fails'
      : `below ${percent(least)} a stuck batch fails`;
  const rule =
    state === 'projecting' ? `from ${percent(least)} on a stuck batch is scored with what it has` : failing;
  return `${counted(inAll, 'answer')}${share}: ${rule}.`;
}

/** Steps of the batch, steps of the monitor that name it, and restarts that meant it among others. */
export function recordsAbout(world: StoredWorld, batch: StoredBatch): readonly TraceRecord[] {
  const own = `batch/${batch.label}`;
  const isAbout = (fact: Fact): boolean =>
    ('batch_id' in fact && fact.batch_id === batch.id) ||
    (fact.fact === 'actor.restarted' && fact.actor === own);
  const ofOthers = world.recordsOfNone().flatMap((record): readonly TraceRecord[] => {
    const facts = (record.facts ?? []).filter(isAbout);
    if (facts.length === 0) return [];
    const { fault, ...rest } = record;
    return [{ ...rest, facts, ...(fault && record.type === RESTART ? { fault } : {}) }];
  });
  return [...world.recordsOf(batch), ...ofOthers].sort((a, b) => a.n - b.n);
}
