/** A store with one batch's world seeded into it, and single steps run on it as the world would. Not a test itself. */

import type { CallbackPayload } from '../../src/cj/callback.js';
import type { AssessmentRequest, ComparisonOrder, ComparisonRequest } from '../../src/cj/messages.js';
import { policyNamed } from '../../src/cj/policies/policy-named.js';
import type { Policy, PolicyName } from '../../src/cj/policy.js';
import type { Settings } from '../../src/cj/settings.js';
import type { VirtualTime } from '../../src/cj/words.js';
import { completeScenario } from '../../src/files/load-scenario.js';
import { locateByKey } from '../../src/input/key-path.js';
import type { Verdict } from '../../src/judges/judge.js';
import { createDraw } from '../../src/sim/randomness.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';
import type { WorldPlan } from '../../src/sim/scenario/world-plan.js';
import { seedStore } from '../../src/sim/seed-store.js';
import { persistCallback } from '../../src/steps/persist-callback.js';
import { prepareBatch } from '../../src/steps/prepare-batch.js';
import { receiveRequest } from '../../src/steps/receive-request.js';
import type { Outside, Step, StepResult } from '../../src/steps/step.js';
import { submitFirstWave } from '../../src/steps/submit-wave.js';
import { openMemory } from '../../src/store/better-sqlite3-driver.js';
import { openStore, type Store } from '../../src/store/store.js';
import { timestamp } from '../../src/store/timestamp.js';

export const BOS_ID = '19e9b199-b500-45ce-bf95-ed63bb7489aa';
export const EVENT_ID = '29e9b199-b500-45ce-bf95-ed63bb7489aa';

/** Three students of a batch 7 that asks for ten comparisons; keys of `changes` replace those of the scenario. */
export function scenario(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    seed: 7,
    clock_start: '2026-01-01T00:00:00Z',
    judge: { profile: 'perfect' },
    essays: { list: students(3) },
    request: { user_id: 'teacher', org_id: 'school', max_comparisons: 10, student_prompt: 'Write.' },
    batches: [{ id: 7, bos_batch_id: BOS_ID, event_correlation_id: EVENT_ID }],
    ...changes,
  };
}

export function students(count: number): readonly { readonly id: string; readonly ability: number }[] {
  return Array.from({ length: count }, (_, index) => ({ id: `s${index + 1}`, ability: index }));
}

export const ASSIGNMENT = {
  id: '00000000-0000-0000-0000-000000000001',
  grade_scale: 'swedish_8_anchor',
  instructions: 'Assess.',
  student_prompt: 'The prompt of the assignment.',
  judge_rubric: 'The rubric of the assignment.',
  anchors: [
    { label: 'low', grade: 'E', ability: -1 },
    { label: 'high', grade: 'A', ability: 1 },
  ],
};

export function planOf(value: unknown, policy?: PolicyName): WorldPlan {
  const { scenario: complete, sources } = completeScenario(value, {
    folder: '.',
    name: 'bench',
    locate: locateByKey,
  });
  return expandScenario(complete, policy ? { policy } : {}, sources);
}

const QUIET_NETWORK: Outside = { callTrouble: () => null, publishTrouble: () => null };

export interface Bench {
  readonly plan: WorldPlan;
  readonly store: Store;
  /** Rows that the last step wrote, by table. */
  readonly rows: () => Readonly<Record<string, number>>;
  /** Move the clock on. */
  readonly pass: (seconds: number) => void;
  readonly run: <Payload>(step: Step<Payload>, payload: Payload) => StepResult;
  /** All rows of a statement. */
  readonly sql: (statement: string) => readonly unknown[];
  readonly request: AssessmentRequest;
}

export interface BenchOptions {
  readonly policy?: PolicyName;
  readonly rules?: Partial<Policy>;
  readonly settings?: Partial<Settings>;
  readonly memory?: unknown;
  readonly outside?: Partial<Outside>;
  readonly verdict?: (order: ComparisonOrder) => Verdict;
}

export function bench(value: unknown = scenario(), options: BenchOptions = {}): Bench {
  const plan = planOf(value, options.policy);
  const store = openStore(openMemory());
  seedStore(store, plan);
  store.driver.tally.takeWritten();
  let now = plan.clockStartMs;
  let written: Readonly<Record<string, number>> = {};
  const [batch] = plan.batches;
  if (!batch) throw new Error('the scenario has no batch');
  const draw = createDraw(plan.seed, { ledger: false });
  const policy = { ...policyNamed(plan.policy), ...options.rules };
  return {
    plan,
    store,
    rows: () => written,
    pass: (seconds) => {
      now = (now + seconds * 1000) as VirtualTime;
    },
    run: (step, payload) => {
      const result = step(
        {
          store,
          policy,
          settings: { ...plan.settings, ...options.settings },
          draw,
          now,
          timestamp: timestamp(now),
          batchId: batch.id,
          label: batch.label,
          memory: options.memory ?? { held: [] },
          verdictOf: (_call, order) =>
            options.verdict?.(order) ?? { winner: 'essay_a', confidence: 4, justification: '' },
          outside: { ...QUIET_NETWORK, ...options.outside },
          keepPrompt: null,
        },
        payload,
      );
      written = store.driver.tally.takeWritten();
      return result;
    },
    sql: (statement) => store.driver.prepare(statement).all(),
    request: {
      batch_id: batch.id,
      bos_batch_id: batch.bosBatchId,
      event_correlation_id: batch.eventCorrelationId,
      essays: batch.essays,
      request: batch.request,
      judge_rubric_override: batch.judgeRubricOverride,
    },
  };
}

/** Received and prepared, every text delivered. */
export function prepared(value: unknown = scenario(), options: BenchOptions = {}): Bench {
  const made = bench(value, options);
  made.run(receiveRequest, made.request);
  made.run(prepareBatch, { essays: made.request.essays, missing: [] });
  return made;
}

/** With its first wave out, and the orders of that wave. */
export function waiting(
  value: unknown = scenario(),
  options: BenchOptions = {},
): { readonly made: Bench; readonly orders: readonly ComparisonOrder[] } {
  const made = prepared(value, options);
  return { made, orders: ordersOf(made.run(submitFirstWave, { request: made.request.request })) };
}

/** The orders that a step sent to the provider. */
export function ordersOf({ messages = [] }: StepResult): readonly ComparisonOrder[] {
  return messages.flatMap((message) => (message.payload as ComparisonRequest).orders ?? []);
}

export function callback(
  order: Pick<ComparisonOrder, 'correlation_id'>,
  answer: Partial<CallbackPayload>,
): CallbackPayload {
  const { correlation_id } = order;
  return {
    correlation_id,
    label: '7',
    provider: 'openai',
    model: 'simulated',
    response_time_ms: 900,
    ...answer,
  };
}

export const USABLE = { winner: 'essay_a', confidence: 4, justification: 'clearer' } as const;
export const REFUSED = { error: { code: 'RATE_LIMIT', message: 'quota' } } as const;

/** Every order answered alike; the results of the steps. */
export function answerAll(
  made: Bench,
  orders: readonly ComparisonOrder[],
  answer: Partial<CallbackPayload> = USABLE,
): readonly StepResult[] {
  return orders.map((order) => made.run(persistCallback, callback(order, answer)));
}
