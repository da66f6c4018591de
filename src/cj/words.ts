/**
 * The vocabulary of the workflow as types: ids, and the closed lists of names that are stored or printed.
 * No behaviour lives here, only words. Their meaning is in the glossary (docs/reference/words.md).
 */

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** An essay or an anchor: a node of the comparison graph (`els_essay_id`). */
export type EssayId = Brand<string, 'EssayId'>;
/** Key of a batch in `cj_batch_uploads.id`. */
export type BatchId = Brand<number, 'BatchId'>;
/** Correlation id of one comparison (`request_correlation_id`). */
export type CorrelationId = Brand<string, 'CorrelationId'>;

/** Milliseconds of virtual time since the Unix epoch. */
export type VirtualTime = Brand<number, 'VirtualTime'>;

export const WINNERS = ['essay_a', 'essay_b', 'error'] as const;
/** The stored answer to a comparison; `null` in a row means that it is still open. */
export type Winner = (typeof WINNERS)[number];
/** The stored answer of a judge that has chosen. */
export type UsableWinner = Exclude<Winner, 'error'>;

export function isUsable(winner: unknown): winner is UsableWinner {
  return winner === 'essay_a' || winner === 'essay_b';
}

export const PAIR_MODES = ['coverage', 'resampling', 'retry'] as const;
export type PairMode = (typeof PAIR_MODES)[number];

export const BATCHING_MODES = ['per_request', 'serial_bundle', 'provider_batch_api'] as const;
export type BatchingMode = (typeof BATCHING_MODES)[number];

export const BUDGET_SOURCES = ['runner_override', 'service_default'] as const;
export type BudgetSource = (typeof BUDGET_SOURCES)[number];

/** Fine state of a batch (`cj_batch_states.state`). */
export const BATCH_STATES = [
  'INITIALIZING',
  'GENERATING_PAIRS',
  'WAITING_CALLBACKS',
  'SCORING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** States in which a batch has ended. */
export const TERMINAL_STATES: readonly BatchState[] = ['COMPLETED', 'FAILED', 'CANCELLED'];

export function isTerminal(state: string): boolean {
  return TERMINAL_STATES.some((terminal) => terminal === state);
}

/** Coarse status of a batch (`cj_batch_uploads.status`). */
export const UPLOAD_STATUSES = [
  'PENDING',
  'FETCHING_CONTENT',
  'PERFORMING_COMPARISONS',
  'COMPLETE_STABLE',
  'COMPLETE_MAX_COMPARISONS',
  'COMPLETE_INSUFFICIENT_ESSAYS',
  'COMPLETE_FORCED_RECOVERY',
  'ERROR_PROCESSING',
  'ERROR_ESSAY_PROCESSING',
] as const;
export type UploadStatus = (typeof UPLOAD_STATUSES)[number];

/** What a continuation decides (02, "Continuing"). */
export const DECISIONS = [
  'WAIT_FOR_CALLBACKS',
  'REQUEST_MORE_COMPARISONS',
  'FINALIZE_SCORING',
  'FINALIZE_FAILURE',
  'NO_OP',
] as const;
export type Decision = (typeof DECISIONS)[number];
