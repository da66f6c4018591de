/** Compares a step of the world with the executable specification (`current` only, with any defect). */
import type { DecisionRecord } from '../../cj/continuation/decision-record.js';
import { objectOrNull } from '../../cj/stored-value.js';
import { type Broken, broken } from '../invariants/invariant.js';
import type { Observation, PairRow } from '../invariants/observation.js';
import { checkEnding } from './check-ending.js';
import { checkPreparing } from './check-preparing.js';
import { type BatchAsSeen, expectedCounters, expectedDecision, expectedStatus } from './expected-decision.js';
import { expectedFirst } from './expected-orientation.js';

/** What the specification remembers of a batch from one continuation to the next, whatever the batch stores. */
export class SpecificationMemory {
  passes = 0;
  usable = 0;
  scores: ReadonlyMap<string, number> | null = null;
  waves: number[] = [];
  wasStable = false;
  wasForced = false;
  /** Guardrail of the first wave, which the cap keeps to. */
  guardrail: number | null = null;
  /** Whether the last wave went by a provider's batch API. */
  isProviderBatch: boolean | null = null;
}

/** Waves of more pairs than this are not checked for orientation: that takes the square of their number. */
const MOST_ORIENTED = 2_000;

export function checkSpecification(seen: Observation, memory: SpecificationMemory): Broken | null {
  const { record, added } = seen;
  const found = record.decision === undefined ? null : checkDecision(seen, record.decision, memory);
  if (found !== null) return found;
  if (record.after === 'projecting' && record.type === 'recover-stuck') memory.wasForced = true;
  if (added.length > 0) {
    memory.guardrail ??= seen.plan.settings.MAX_PAIRWISE_COMPARISONS;
    memory.isProviderBatch = isProviderBatch(seen);
    memory.waves.push(added.length);
    const { submitted_comparisons, total_comparisons, current_iteration } = seen.now.state;
    const counters = { submitted_comparisons, total_comparisons, current_iteration };
    const expected = expectedCounters(memory.waves);
    if (JSON.stringify(counters) !== JSON.stringify(expected))
      return broken('the counters of the wave', { expected, counters });
    const size = checkFirstWave(seen, memory);
    if (size !== null) return size;
    const turned = checkOrientation(seen);
    if (turned !== null) return turned;
  }
  return checkPreparing(seen) ?? checkStatus(seen, memory) ?? checkEnding(seen);
}

function checkDecision(
  seen: Observation,
  decision: DecisionRecord,
  memory: SpecificationMemory,
): Broken | null {
  const asked = seen.batch.request['max_comparisons_override'];
  const added = new Set(seen.added.map(({ id }) => id));
  const comparisons = seen.added.length === 0 ? seen.pairs : seen.pairs.filter(({ id }) => !added.has(id));
  const hasFit = comparisons.some(({ winner }) => winner === 'essay_a' || winner === 'essay_b');
  const scores = hasFit ? scoresOf(seen.now.metadata['bt_scores']) : null;
  const { settings } = seen.plan;
  const batch: BatchAsSeen = {
    override: typeof asked === 'number' && asked >= 1 ? asked : null,
    essays: seen.now.upload.expected_essay_count,
    comparisons,
    passes: memory.passes,
    usableBefore: memory.usable,
    scoresBefore: memory.scores,
    scores,
    isProviderBatch: memory.isProviderBatch ?? isProviderBatch(seen),
    settings: {
      ...settings,
      MAX_PAIRWISE_COMPARISONS: memory.guardrail ?? settings.MAX_PAIRWISE_COMPARISONS,
    },
  };
  const expected = expectedDecision(batch);
  memory.scores = scores ?? memory.scores;
  memory.usable = expected.completed;
  memory.wasStable = expected.stability_passed;
  memory.passes = expected.resampling_pass_count_after;
  for (const name of Object.keys(expected) as (keyof typeof expected)[]) {
    if (decision[name] !== expected[name]) {
      return broken(`${name} is ${decision[name]}, the specification says ${expected[name]}`, {
        expected,
        decision,
      });
    }
  }
  return null;
}

/** The first wave is one matching, and with a provider's batch API every pair there is; the budget cuts both. */
function checkFirstWave(seen: Observation, { waves }: SpecificationMemory): Broken | null {
  if (waves.length > 1) return null;
  const { total_budget } = seen.now.state;
  const essays = seen.now.upload.expected_essay_count;
  const wanted = isProviderBatch(seen) ? (essays * (essays - 1)) / 2 : Math.floor(essays / 2);
  const expected = Math.min(wanted, total_budget ?? wanted);
  return seen.added.length === expected
    ? null
    : broken(`the first wave has ${seen.added.length} comparisons, not ${expected}`, {
        essays,
        total_budget,
      });
}

function checkOrientation({ plan, pairs, added }: Observation): Broken | null {
  if (plan.settings.PAIR_ORIENTATION_STRATEGY !== 'fair_complement' || pairs.length > MOST_ORIENTED)
    return null;
  const earlier: PairRow[] = pairs.slice(0, pairs.length - added.length);
  for (const row of added) {
    const first = expectedFirst(row.a, row.b, row.mode, earlier);
    if (first !== null && first !== row.a) return broken(`${row.b} must be shown before ${row.a}`, { row });
    earlier.push(row);
  }
  return null;
}

function checkStatus({ hasEnded, now, counts }: Observation, memory: SpecificationMemory): Broken | null {
  if (!hasEnded || now.state.state !== 'COMPLETED' || counts.rows === 0) return null;
  const expected = expectedStatus(memory.wasForced, memory.wasStable);
  const { status } = now.upload;
  return status === expected
    ? null
    : broken(`the status is ${status}, the specification says ${expected}`, { status, expected });
}

function isProviderBatch({ plan, batch }: Observation): boolean {
  const { LLM_BATCHING_MODE, DEFAULT_LLM_PROVIDER, PROVIDER_BATCH_API_PROVIDERS } = plan.settings;
  const config = objectOrNull(batch.request['batch_config_overrides']);
  const llm = objectOrNull(batch.request['llm_config_overrides']);
  const mode = config?.['llm_batching_mode_override'] ?? LLM_BATCHING_MODE;
  const provider = llm?.['provider_override'] ?? llm?.['provider'] ?? DEFAULT_LLM_PROVIDER;
  return mode === 'provider_batch_api' && PROVIDER_BATCH_API_PROVIDERS.includes(String(provider));
}

function scoresOf(stored: unknown): ReadonlyMap<string, number> | null {
  const scores = objectOrNull(stored);
  if (scores === null) return null;
  return new Map(Object.entries(scores).map(([essay, score]) => [essay, Number(score)]));
}
