/**
 * Facts: what a step found out beyond the rows that it wrote. They stand in the trace record; log lines,
 * metrics, explain and the JSON result are made from them.
 */
import type { UnavailableReason } from './projection/anchor-resolution.js';
import type { CjRequestType, Identity, RehydratedFrom } from './request.js';
import type { JsonObject } from './stored-value.js';
import type { BatchingMode, BudgetSource, EssayId, PairMode, UploadStatus } from './words.js';

export interface WaveFact {
  readonly fact: 'wave.submitted';
  readonly iteration: number;
  readonly mode: PairMode;
  readonly pairs: number;
  readonly cj_request_type: CjRequestType;
  readonly rehydrated_from: RehydratedFrom;
  readonly source: BudgetSource;
  readonly cap: number;
  readonly override: number | null;
  readonly batching_mode: BatchingMode;
  readonly llm_config_overrides: JsonObject | null;
  readonly batch_config_overrides: JsonObject | null;
  readonly identity: Identity;
}

export type Fact =
  | { readonly fact: 'request.accepted'; readonly essays: number; readonly anchors: number }
  | { readonly fact: 'request.refused'; readonly reason: string }
  | { readonly fact: 'texts.missing'; readonly storage_ids: readonly string[] }
  | { readonly fact: 'batch.prepared'; readonly students: number; readonly anchors: number }
  | {
      readonly fact: 'budget.resolved';
      readonly iteration: number;
      readonly source: BudgetSource;
      readonly cap: number;
      readonly override: number | null;
      readonly guardrail: number;
    }
  | {
      readonly fact: 'request.rehydrated';
      readonly from: RehydratedFrom;
      readonly iteration: number;
    }
  | { readonly fact: 'batching.fell_back'; readonly provider: string }
  | WaveFact
  | {
      readonly fact: 'callback.persisted';
      readonly usable: boolean;
      readonly error_code: string | null;
      readonly completed: number;
      readonly failed: number;
      readonly submitted: number;
    }
  | {
      readonly fact: 'callback.ignored';
      readonly why: 'unknown' | 'repeated' | 'late';
      readonly correlation_id: string;
    }
  | {
      readonly fact: 'calls.queued';
      readonly calls: number;
      readonly requests: number;
      readonly batching_mode: BatchingMode;
    }
  | { readonly fact: 'call.answered'; readonly requests: number; readonly errors: number }
  | {
      readonly fact: 'call.failed';
      readonly requests: number;
      readonly code: string;
      readonly message: string;
      /** How often it has been tried now. */
      readonly tries: number;
      /** null: it is given up, and each request is answered with the error. */
      readonly retry_in_ms: number | null;
    }
  | {
      readonly fact: 'call.held_back';
      readonly why: 'slots' | 'rate_limit' | 'circuit';
      readonly for_ms: number;
    }
  | { readonly fact: 'circuit.opened'; readonly failures: number; readonly for_ms: number }
  | { readonly fact: 'circuit.closed' }
  | {
      readonly fact: 'publish.failed';
      readonly topic: string;
      readonly event_key: string;
      readonly reason: string;
    }
  | { readonly fact: 'actor.restarted'; readonly actor: string; readonly state: string }
  | { readonly fact: 'continuation.waited'; readonly pending: number }
  | { readonly fact: 'total_budget.missing'; readonly total_budget: unknown }
  | { readonly fact: 'fit.failed'; readonly reason: string }
  | {
      readonly fact: 'fit.done';
      readonly mean_se: number;
      readonly bt_se_inflated: boolean;
      readonly comparison_coverage_sparse: boolean;
    }
  | { readonly fact: 'finish.refused'; readonly pending: number }
  | { readonly fact: 'scores.renewed'; readonly answers: number }
  | { readonly fact: 'batch.finished'; readonly status: UploadStatus }
  | { readonly fact: 'batch.failed'; readonly reason: string; readonly details: JsonObject }
  | {
      readonly fact: 'anchor.resolved';
      readonly els_essay_id: EssayId;
      readonly tier: string;
      readonly grade: string;
    }
  | { readonly fact: 'anchor.unresolved'; readonly els_essay_id: EssayId; readonly reason: string }
  | { readonly fact: 'projection.done'; readonly students: number; readonly scale: string }
  | { readonly fact: 'projection.unavailable'; readonly reason: UnavailableReason | 'null_value' }
  | { readonly fact: 'event.published'; readonly topic: string; readonly event_key: string }
  | { readonly fact: 'batch.stuck'; readonly batch_id: number; readonly idle_ms: number }
  | { readonly fact: 'wave.complete_again'; readonly batch_id: number; readonly iteration: number }
  | { readonly fact: 'batch.not_stuck'; readonly open: number }
  | { readonly fact: 'callbacks.lost'; readonly count: number };
