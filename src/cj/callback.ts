/** What a callback says, and how the service reads it (02, "A callback"). */
import type { JsonObject } from './stored-value.js';
import { type CorrelationId, isUsable, type UsableWinner } from './words.js';

/** A callback as the provider emits it; a fault may have damaged it. */
export interface CallbackPayload {
  /** Uuid of the comparison that is answered. */
  readonly correlation_id: CorrelationId;
  /** Label of the batch, for routing and for reading the trace. */
  readonly label: string;
  /** `essay_a` or `essay_b`; anything else is a malformed answer. */
  readonly winner?: unknown;
  /** From 1 to 5; anything else is a malformed answer. */
  readonly confidence?: unknown;
  /** The judge's reason. */
  readonly justification?: string;
  /** What the model wrote, word for word. */
  readonly raw_llm_response?: string;
  /** Why there is no answer. */
  readonly error?: { readonly code: string; readonly message: string; readonly details?: JsonObject } | null;
  /** Name of the LLM's provider. */
  readonly provider: string;
  /** Name of the LLM. */
  readonly model: string;
  /** Virtual milliseconds that the judge took. */
  readonly response_time_ms: number;
  /** Tokens of the prompt and of the answer. */
  readonly token_usage?: { readonly prompt_tokens: number; readonly completion_tokens: number };
  /** Price of this comparison, in US dollars. */
  readonly cost_usd?: number;
}

export interface UsableAnswer {
  readonly kind: 'usable';
  readonly winner: UsableWinner;
  /** 1 … 5 */
  readonly confidence: number;
  readonly justification: string;
}

export interface ErrorAnswer {
  readonly kind: 'error';
  readonly code: string;
  readonly details: JsonObject;
}

/** The error code of an answer that is none, as the service stores it. */
export const WRONG_VERDICT_CODE = 'INVALID_RESPONSE';

/** The error code of a judge that throws. */
export const JUDGE_THREW_CODE = 'JUDGE_FAILED';

/** An error without detail, and a success without a usable winner, are malformed: INVALID_RESPONSE. */
export function readCallback(payload: CallbackPayload): UsableAnswer | ErrorAnswer {
  const { winner, confidence, error } = payload;
  if (error) {
    return { kind: 'error', code: error.code, details: { message: error.message, ...error.details } };
  }
  if (!isUsable(winner)) {
    return {
      kind: 'error',
      code: WRONG_VERDICT_CODE,
      details: { reason: 'MALFORMED_CALLBACK_MISSING_ERROR_DETAIL' },
    };
  }
  if (typeof confidence !== 'number' || !(confidence >= 1 && confidence <= 5)) {
    return {
      kind: 'error',
      code: WRONG_VERDICT_CODE,
      details: { reason: 'MALFORMED_CALLBACK_CONFIDENCE', confidence: String(confidence) },
    };
  }
  return { kind: 'usable', winner, confidence, justification: payload.justification ?? '' };
}

/** The counter of the batch that an answer adds one to. */
export type CounterOfAnswer = (answer: 'usable' | 'error') => 'completed' | 'failed';

/** A usable winner is completed, an error failed. */
export const counterOfAnswer: CounterOfAnswer = (answer) => (answer === 'usable' ? 'completed' : 'failed');

/** The parts of persisting a callback, in their order; a policy groups them into transactions. */
export const CALLBACK_PARTS = ['match', 'write', 'count', 'check'] as const;
/** `readCount` and `storeCount` are `count` taken apart, as the defect `lost-update` does. */
export type CallbackPart = (typeof CALLBACK_PARTS)[number] | 'readCount' | 'storeCount';
