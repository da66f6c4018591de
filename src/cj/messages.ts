/**
 * The messages that walk between actors, with what they carry. The walk of a batch through them is the
 * table in docs/background/flow.md.
 */
import type { CallbackPayload } from './callback.js';
import type { JsonObject } from './stored-value.js';
import type { BatchId, BatchingMode, CorrelationId, EssayId } from './words.js';

/** `batch/21`, `consumer/1`, `llm_provider`, …: kind of actor, and its label where there are several. */
export type ActorId = string;

/** Where callbacks are published; the bus picks the consumer. */
export const CALLBACK_TOPIC = 'callback_topic';

/** An essay of a request. */
export interface RequestedEssay {
  /** Unique within its batch. */
  readonly els_essay_id: EssayId;
  /** What the content service has its text under. */
  readonly text_storage_id: string;
  /** Whether it is an anchor, which the request itself then brings with its grade. */
  readonly is_anchor?: boolean;
  /** The grade of an anchor. */
  readonly anchor_grade?: string;
  /** The same, where `anchor_grade` is not given. */
  readonly known_grade?: string;
}

/** `huleedu.els.cj_assessment.requested.v1` */
export interface AssessmentRequest {
  /** Number of the batch, which its rows are found by. */
  readonly batch_id: BatchId;
  /** The name that the batch has for its runner, a uuid. */
  readonly bos_batch_id: string;
  /** Uuid of the request: it ties everything that comes of it together. */
  readonly event_correlation_id: string;
  /** Students' essays, and the anchors that the request brings. */
  readonly essays: readonly RequestedEssay[];
  /** The runner's words, as they are kept in `original_request`. */
  readonly request: JsonObject;
  /** The request's own rubric in place of the assignment's. */
  readonly judge_rubric_override: string | null;
}

/** One comparison as the provider is asked for it. */
export interface ComparisonOrder {
  /** Uuid of the comparison, which its callback is matched by. */
  readonly correlation_id: CorrelationId;
  /** Shown first. */
  readonly essay_a: EssayId;
  /** Shown second. */
  readonly essay_b: EssayId;
  /** Storage id of the text of `essay_a`. */
  readonly text_a: string;
  /** Storage id of the text of `essay_b`. */
  readonly text_b: string;
  /** How often this order of this pair has been asked in this batch, this time included. */
  readonly attempt: number;
}

/** Comparisons of one wave that travel together to the provider. */
export interface ComparisonRequest {
  /** Number of the batch. */
  readonly batch_id: BatchId;
  /** Label of the batch, for routing and for reading the trace. */
  readonly label: string;
  /** Number of the wave, from 1. */
  readonly iteration: number;
  /** How the provider is to take the comparisons together. */
  readonly batching_mode: BatchingMode;
  /** `cj_retry` in every wave but the first, as the real service calls a continuation. */
  readonly cj_request_type: 'cj_comparison' | 'cj_retry';
  /** The request's `llm_config_overrides`. */
  readonly llm: JsonObject;
  /** The task that the students were set. */
  readonly student_prompt_text: string | null;
  /** What the judge is to look at. */
  readonly judge_rubric_text: string | null;
  /** The comparisons, in the order in which they are asked. */
  readonly orders: readonly ComparisonOrder[];
}

export interface MessagePayloads {
  readonly 'request.due': AssessmentRequest;
  readonly 'assessment.requested': AssessmentRequest;
  /** `again` names the occasion on which a text is asked for once more. */
  readonly 'content.requested': {
    readonly storage_id: string;
    readonly reply_to: ActorId;
    readonly again?: string;
  };
  readonly 'content.delivered': { readonly storage_id: string };
  readonly 'content.missing': { readonly storage_id: string };
  readonly 'comparison.requested': ComparisonRequest;
  /** `attempt` counts how often the call came up, waiting included; `tries` how often it did not get through. */
  readonly 'call.due': { readonly call: ComparisonRequest; readonly attempt: number; readonly tries: number };
  readonly 'comparison.answered': CallbackPayload;
  readonly 'wave.complete': { readonly iteration: number };
  readonly 'continuation.due': Record<string, never>;
  readonly 'outbox.ready': Record<string, never>;
  readonly 'assessment.completed': { readonly bos_batch_id: string };
  readonly 'assessment.failed': { readonly bos_batch_id: string };
  /** What the sweep saw: by then nothing had happened to the batch since. */
  readonly 'batch.stuck': { readonly last_activity_at: string };
  readonly 'batch.cancel': Record<string, never>;
}

export type MessageType = keyof MessagePayloads;

/** A message as a step sends it. */
export type Outgoing = {
  readonly [Type in MessageType]: {
    readonly to: ActorId;
    readonly type: Type;
    /** Structural and unique among messages of this type: derived from the cause, never from a counter. */
    readonly key: string;
    readonly payload: MessagePayloads[Type];
    /** Virtual milliseconds before it is sent; the bus adds its own latency. */
    readonly afterMs?: number;
  };
}[MessageType];
