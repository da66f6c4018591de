/**
 * Submits a wave: budget and modes into the metadata, counters, one row a comparison with a correlation id
 * of its own, and requests to the provider in chunks (02, "Submitting a wave").
 */
import { storedBatchConfig } from '../cj/batch-config.js';
import type { ComparisonBudget } from '../cj/budget.js';
import { byCodePoint } from '../cj/code-point-order.js';
import { invariant } from '../cj/errors.js';
import type { Fact, WaveFact } from '../cj/facts.js';
import type { ComparisonOrder, Outgoing } from '../cj/messages.js';
import type { PlannedPair } from '../cj/pair-plan.js';
import { type PlannedWaveInput, planAllWaves, planWave } from '../cj/pairing/plan-wave.js';
import { comparisonPrompt, type PromptParts } from '../cj/prompt.js';
import type { WaveRequest } from '../cj/request.js';
import type { JsonObject } from '../cj/stored-value.js';
import type { BatchingMode, CorrelationId, PairMode } from '../cj/words.js';
import { type BatchNet, readNet } from './batch-net.js';
import {
  type BatchStateRow,
  batchStateOf,
  type UploadRow,
  uploadOf,
  writeStateMetadata,
} from './batch-rows.js';
import { batchingModeOf } from './batching-mode.js';
import type { Step, StepContext, StepResult } from './step.js';
import { unlessCancelled } from './unless-cancelled.js';

/** The first wave of a prepared batch: the runner's own request, and in `provider_batch_api` mode the only one. */
export const submitFirstWave: Step<{ readonly request: JsonObject | null }> = unlessCancelled(
  (context, { request: asked }) => {
    const { store, policy, settings, batchId } = context;
    const state = batchStateOf(context);
    const upload = uploadOf(context);
    const request = firstRequest(context, asked, upload);
    const budget = policy.resolveBudget(request.max_comparisons_override, settings.MAX_PAIRWISE_COMPARISONS);
    const { mode: batchingMode, facts } = batchingModeOf(context, request);
    const net = readNet(context);
    const input = planInput(context, net, { budget, scores: new Map(), wave: 1 });
    const pairs =
      batchingMode === 'provider_batch_api'
        ? planAllWaves(policy, input, net.rows)
        : planWave(policy, 'coverage', input);
    store.batches.setStatus(batchId, 'PERFORMING_COMPARISONS');
    return submitWave(context, {
      net,
      request,
      budget,
      batchingMode,
      mode: 'coverage',
      pairs,
      facts,
      state,
      upload,
    });
  },
);

export interface WaveSubmission {
  readonly net: BatchNet;
  readonly request: WaveRequest;
  readonly budget: ComparisonBudget;
  readonly batchingMode: BatchingMode;
  readonly mode: PairMode;
  readonly pairs: readonly PlannedPair[];
  readonly facts: readonly Fact[];
  /** The batch's two rows as this step read them. */
  readonly state: BatchStateRow;
  readonly upload: UploadRow;
}

/** Writes the wave and sends it off, in the caller's transaction. */
export function submitWave(context: StepContext, wave: WaveSubmission): StepResult {
  const { store, policy, settings, batchId, timestamp } = context;
  const { budget, request, batchingMode, state: before } = wave;
  const written = { comparison_budget: budget, llm_batching_mode: batchingMode };
  writeStateMetadata(context, {
    ...written,
    ...(request.batch_config_overrides
      ? { config_overrides: storedBatchConfig(request.batch_config_overrides) }
      : {}),
    ...(request.llm_config_overrides ? { llm_overrides: request.llm_config_overrides } : {}),
  });
  const counters = policy.countSubmission(before.row, wave.pairs.length, { ...before.metadata, ...written });
  store.batches.writeSubmission(batchId, counters, timestamp);
  store.batches.setState(batchId, 'WAITING_CALLBACKS', timestamp);
  const orders = insertPairs(context, wave);
  const fact = waveFact(wave, counters.current_iteration);
  return {
    event: { type: 'wave.submitted', iteration: counters.current_iteration },
    messages: chunksOf(orders, batchSizeOf(request, settings.DEFAULT_BATCH_SIZE)).map((chunk, index) =>
      providerMessage(context, wave, counters.current_iteration, { chunk, index }),
    ),
    facts: [
      ...wave.facts,
      {
        fact: 'budget.resolved',
        iteration: counters.current_iteration,
        source: budget.source,
        cap: budget.max_pairs_requested,
        override: request.max_comparisons_override,
        guardrail: settings.MAX_PAIRWISE_COMPARISONS,
      },
      fact,
    ],
  };
}

export interface WaveQuestion {
  readonly budget: ComparisonBudget;
  /** Logits by essay id; essays that it lacks have none yet. */
  readonly scores: ReadonlyMap<string, number>;
  /** Number of the wave that is planned. */
  readonly wave: number;
}

/** What the pairing rules need for a wave. */
export function planInput(
  { settings, draw, label }: StepContext,
  net: BatchNet,
  { budget, scores, wave }: WaveQuestion,
): PlannedWaveInput {
  return {
    net: {
      ids: net.ids,
      isAnchor: (place) => net.essays[place]?.is_anchor === true,
      scores: net.ids.map((id) => scores.get(id) ?? null),
    },
    history: net.history(),
    cap: budget.max_pairs_requested,
    label,
    wave,
    settings,
    draw,
  };
}

/** The runner's own request, read as a continuation reads it later; what is stored of it plays no part yet. */
function firstRequest({ policy }: StepContext, asked: JsonObject | null, upload: UploadRow): WaveRequest {
  const request = policy.rehydrate(asked === null ? {} : { original_request: asked }, upload.identity);
  const known = request.rehydrated_from === 'original_request';
  return { ...request, cj_request_type: 'cj_comparison', rehydrated_from: known ? 'request' : 'batch_row' };
}

function insertPairs(context: StepContext, wave: WaveSubmission): readonly ComparisonOrder[] {
  const { store, draw, batchId, timestamp, keepPrompt } = context;
  const { bos_batch_id } = wave.upload.row;
  const history = wave.net.history();
  const textOf = (place: number): string => wave.net.essays[place]?.text_storage_id ?? '';
  const orders = wave.pairs.map(({ essayA, essayB }): ComparisonOrder => {
    const a = history.placeOf(essayA);
    const b = history.placeOf(essayB);
    invariant(a !== undefined && b !== undefined, 'a planned pair is of the net', { essayA, essayB });
    const [smaller, greater] = byCodePoint(essayA, essayB) < 0 ? [essayA, essayB] : [essayB, essayA];
    return {
      correlation_id: draw.uuid(
        'correlation-id',
        bos_batch_id,
        smaller,
        greater,
        history.timesAsked(a, b),
      ) as CorrelationId,
      essay_a: essayA,
      essay_b: essayB,
      text_a: textOf(a),
      text_b: textOf(b),
      attempt: history.timesShown(a, b) + 1,
    };
  });
  const task = taskOf(wave);
  const newPairs = orders.map((order) => ({
    essayA: order.essay_a,
    essayB: order.essay_b,
    correlationId: order.correlation_id,
    promptHash:
      keepPrompt?.(
        comparisonPrompt(
          task,
          store.contents.text(order.text_a) ?? '',
          store.contents.text(order.text_b) ?? '',
        ),
      ) ?? null,
  }));
  store.pairs.insertWave({ batch: batchId, mode: wave.mode, submittedAt: timestamp }, newPairs);
  return orders;
}

/** What the judge is to judge by, as resolved when the batch was received: an assignment's before the request's. */
function taskOf({ upload, request }: WaveSubmission): PromptParts {
  const { student_prompt_text, judge_rubric_text } = upload.identity;
  return {
    student_prompt_text: student_prompt_text ?? request.student_prompt_text,
    judge_rubric_text: judge_rubric_text ?? request.judge_rubric_text,
  };
}

function providerMessage(
  { label, batchId }: StepContext,
  wave: WaveSubmission,
  iteration: number,
  { chunk, index }: { readonly chunk: readonly ComparisonOrder[]; readonly index: number },
): Outgoing {
  const { request, batchingMode } = wave;
  return {
    to: 'llm_provider',
    type: 'comparison.requested',
    key: `${label}/${iteration}/${index}`,
    payload: {
      batch_id: batchId,
      label,
      iteration,
      batching_mode: batchingMode,
      cj_request_type: request.cj_request_type,
      llm: request.llm_config_overrides ?? {},
      ...taskOf(wave),
      orders: chunk,
    },
  };
}

function waveFact(wave: WaveSubmission, iteration: number): WaveFact {
  const { request, budget } = wave;
  const { assignment_id, user_id, org_id, language, course_code } = request;
  return {
    fact: 'wave.submitted',
    iteration,
    mode: wave.mode,
    pairs: wave.pairs.length,
    cj_request_type: request.cj_request_type,
    rehydrated_from: request.rehydrated_from,
    source: budget.source,
    cap: budget.max_pairs_requested,
    override: request.max_comparisons_override,
    batching_mode: wave.batchingMode,
    llm_config_overrides: request.llm_config_overrides,
    batch_config_overrides: request.batch_config_overrides,
    identity: { assignment_id, user_id, org_id, language, course_code },
  };
}

function batchSizeOf(request: WaveRequest, fallback: number): number {
  const size = request.batch_config_overrides?.['batch_size'];
  return typeof size === 'number' ? size : fallback;
}

function chunksOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const chunks: (readonly Item[])[] = [];
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size));
  return chunks;
}
