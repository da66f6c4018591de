/**
 * The comparison budget: from what the runner asked for to a cap and its source (02, "Budget").
 * The cap is a guardrail, not an intent: no rule derives an override from it.
 */
import {
  integerOrNull,
  isTruthy,
  type JsonObject,
  objectOrNull,
  positiveIntegerOrNull,
} from './stored-value.js';
import { BUDGET_SOURCES, type BudgetSource } from './words.js';

/** The stored document `comparison_budget`. */
export interface ComparisonBudget {
  readonly max_pairs_requested: number;
  readonly source: BudgetSource;
}

/** `current`: the override was checked at the boundary, so it is absent or at least 1. */
export function resolveBudget(override: unknown, guardrail: number): ComparisonBudget {
  const requested = positiveIntegerOrNull(override);
  if (requested === null) return { max_pairs_requested: guardrail, source: 'service_default' };
  return { max_pairs_requested: Math.min(guardrail, requested), source: 'runner_override' };
}

/**
 * The service: any number is accepted. One of 0 or less falls back to the guardrail, but the source
 * still follows the raw value (vectors `budget`, op `normalize`).
 */
export function resolveBudgetAsService(override: unknown, guardrail: number): ComparisonBudget {
  const requested = convertedInteger(override);
  const usable = requested !== null && requested > 0;
  return {
    max_pairs_requested: usable ? (guardrail === 0 ? requested : Math.min(guardrail, requested)) : guardrail,
    source: isTruthy(override) ? 'runner_override' : 'service_default',
  };
}

/** The override that a request event can carry: a whole number above 0, or nothing. */
export function overrideOfEvent(maxComparisons: unknown): number | null {
  return positiveIntegerOrNull(maxComparisons);
}

/** The cap that a continuation works with: the stored one if it is usable, whatever the guardrail, else the guardrail. */
export function maxPairsCap(metadata: unknown, guardrail: number): number {
  return storedCap(metadata) ?? guardrail;
}

/** The cap in a batch's document, or null where it has none that is usable. */
export function storedCap(metadata: unknown): number | null {
  return positiveIntegerOrNull(storedBudget(metadata)?.['max_pairs_requested']);
}

/** Its source, or null where it has none that is known. */
export function storedSource(metadata: unknown): BudgetSource | null {
  const source = storedBudget(metadata)?.['source'];
  return BUDGET_SOURCES.find((known) => known === source) ?? null;
}

function storedBudget(metadata: unknown): JsonObject | null {
  return objectOrNull(objectOrNull(metadata)?.['comparison_budget']);
}

/** What a completion denominator may come from. */
export interface BudgetRow {
  readonly totalBudget: unknown;
  readonly totalComparisons: number;
}

/** The completion denominator, or null where `total_budget` is no whole number above 0: a bug that is reported. */
export function totalBudgetDenominator(row: BudgetRow): number | null {
  return positiveIntegerOrNull(row.totalBudget);
}

/** `service-2025-11-27`: no more than the net has pairs, so that nothing is ever asked twice. */
export function pairLimitedDenominator(row: BudgetRow, maxPossiblePairs: number): number | null {
  const budget = positiveIntegerOrNull(row.totalBudget);
  return budget === null ? null : Math.min(budget, maxPossiblePairs);
}

/** `service-2025-11-16`: whatever the last wave wrote into `total_comparisons`. */
export function totalComparisonsDenominator(row: BudgetRow): number | null {
  return positiveIntegerOrNull(row.totalComparisons);
}

export interface SubmissionCounters {
  readonly total_budget: number | null;
  readonly total_comparisons: number;
  readonly submitted_comparisons: number;
  readonly current_iteration: number;
}

/** `current`: `total_budget` is set once, at the first submission, and the counters accumulate. */
export function countSubmission(
  before: SubmissionCounters,
  waveSize: number,
  metadata: JsonObject | null,
): SubmissionCounters {
  if (before.current_iteration === 0) return firstSubmission(before, waveSize, metadata);
  return accumulate(before, waveSize);
}

/** The service: a `total_budget` that is null in mid-batch makes a submission the first one again. */
export function countSubmissionAsService(
  before: SubmissionCounters,
  waveSize: number,
  metadata: JsonObject | null,
): SubmissionCounters {
  if (before.total_budget === null || before.current_iteration === 0) {
    return firstSubmission(before, waveSize, metadata);
  }
  return accumulate(before, waveSize);
}

/** `service-2025-11-16`: the size of the wave replaces both totals. */
export function overwriteTotals(
  before: SubmissionCounters,
  waveSize: number,
  metadata: JsonObject | null,
): SubmissionCounters {
  const first = before.current_iteration === 0;
  return {
    total_budget: first ? firstTotalBudget(before, waveSize, metadata) : before.total_budget,
    total_comparisons: waveSize,
    submitted_comparisons: waveSize,
    current_iteration: before.current_iteration + 1,
  };
}

function accumulate(before: SubmissionCounters, waveSize: number): SubmissionCounters {
  return {
    total_budget: before.total_budget,
    total_comparisons: before.total_comparisons + waveSize,
    submitted_comparisons: before.submitted_comparisons + waveSize,
    current_iteration: before.current_iteration + 1,
  };
}

function firstSubmission(
  before: SubmissionCounters,
  waveSize: number,
  metadata: JsonObject | null,
): SubmissionCounters {
  return {
    total_budget: firstTotalBudget(before, waveSize, metadata),
    total_comparisons: waveSize,
    submitted_comparisons: waveSize,
    current_iteration: 1,
  };
}

function firstTotalBudget(before: SubmissionCounters, waveSize: number, metadata: JsonObject | null): number {
  return (
    storedCap(metadata) ??
    positiveIntegerOrNull(before.total_budget) ??
    positiveIntegerOrNull(before.total_comparisons) ??
    waveSize
  );
}

/** Numbers are cut towards zero, booleans are 1 or 0, text of an optional sign and digits is converted. */
function convertedInteger(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? Math.trunc(value) : null;
  if (typeof value === 'string') return /^[+-]?\d+$/.test(value.trim()) ? Number(value.trim()) : null;
  return integerOrNull(value);
}
