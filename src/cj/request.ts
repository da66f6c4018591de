/**
 * The request that a wave is submitted for: the runner's own at first, rebuilt from `original_request`
 * for every continuation (02, "Rehydration"; vectors `budget`, op `rehydrate`).
 */
import {
  type ComparisonBudget,
  resolveBudget,
  resolveBudgetAsService,
  storedCap,
  storedSource,
} from './budget.js';
import { originalRequestSchema } from './documents.js';
import {
  integerOrNull,
  type JsonObject,
  objectOrNull,
  positiveIntegerOrNull,
  textOrNull,
} from './stored-value.js';

export type CjRequestType = 'cj_comparison' | 'cj_retry';

/** Where the request of a wave comes from. */
export type RehydratedFrom = 'request' | 'original_request' | 'batch_row';

/** Who the batch is for; equal in every wave. */
export interface Identity {
  readonly language: string;
  readonly course_code: string;
  readonly assignment_id: string | null;
  readonly user_id: string | null;
  readonly org_id: string | null;
}

/** What the batch's own rows still say when `original_request` is lost. */
export interface BatchRowIdentity extends Identity {
  readonly student_prompt_text: string | null;
  readonly judge_rubric_text: string | null;
}

/** The part of a request that the workflow acts on. */
export interface WaveRequest extends BatchRowIdentity {
  readonly cj_request_type: CjRequestType;
  readonly rehydrated_from: RehydratedFrom;
  readonly max_comparisons_override: number | null;
  readonly llm_config_overrides: JsonObject | null;
  readonly batch_config_overrides: JsonObject | null;
}

const ORIGINAL_REQUEST_KEYS: readonly string[] = Object.keys(originalRequestSchema.shape);

/** Rebuild the request of a continuation. An override comes from `original_request` or from nowhere. */
export function rehydrate(metadata: JsonObject, row: BatchRowIdentity): WaveRequest {
  const original = validOriginalRequest(metadata['original_request']);
  const storedConfig = objectOrNull(metadata['config_overrides']);
  if (original === null) {
    return {
      cj_request_type: 'cj_retry',
      rehydrated_from: 'batch_row',
      ...row,
      max_comparisons_override: null,
      llm_config_overrides: objectOrNull(metadata['llm_overrides']),
      batch_config_overrides: storedConfig,
    };
  }
  const ownConfig = objectOrNull(original['batch_config_overrides']);
  return {
    cj_request_type: 'cj_retry',
    rehydrated_from: 'original_request',
    language: String(original['language']),
    course_code: String(original['course_code']),
    assignment_id: textOrNull(original['assignment_id']),
    user_id: textOrNull(original['user_id']),
    org_id: textOrNull(original['org_id']),
    student_prompt_text: textOrNull(original['student_prompt_text']),
    judge_rubric_text: textOrNull(original['judge_rubric_text']),
    max_comparisons_override: positiveIntegerOrNull(original['max_comparisons_override']),
    llm_config_overrides: objectOrNull(original['llm_config_overrides']),
    batch_config_overrides:
      ownConfig !== null && Object.keys(ownConfig).length > 0 ? ownConfig : storedConfig,
  };
}

/** The stored request if it is usable: language and course as texts, an override of at least 1 or none, no unknown key. */
function validOriginalRequest(stored: unknown): JsonObject | null {
  const request = objectOrNull(stored);
  if (request === null) return null;
  if (typeof request['language'] !== 'string' || typeof request['course_code'] !== 'string') return null;
  const override = request['max_comparisons_override'];
  if (override !== undefined && override !== null && (integerOrNull(override) ?? 0) < 1) return null;
  return Object.keys(request).every((key) => ORIGINAL_REQUEST_KEYS.includes(key)) ? request : null;
}

/** The budget of a continuation's wave, from what is stored and the rehydrated request. */
export type BudgetOfContinuation = (
  metadata: JsonObject,
  request: WaveRequest,
  guardrail: number,
) => ComparisonBudget;

/** `current`: cap and source stay as first resolved; only a batch without them resolves anew. */
export const keptBudget: BudgetOfContinuation = (metadata, request, guardrail) =>
  storedBudget(metadata) ?? resolveBudget(request.max_comparisons_override, guardrail);

/** The service: resolved again at every wave. */
export const budgetResolvedAgain: BudgetOfContinuation = (_metadata, request, guardrail) =>
  resolveBudgetAsService(request.max_comparisons_override, guardrail);

function storedBudget(metadata: JsonObject): ComparisonBudget | null {
  const cap = storedCap(metadata);
  const source = storedSource(metadata);
  return cap === null || source === null ? null : { max_pairs_requested: cap, source };
}
