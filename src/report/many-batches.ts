/** The outcome of each batch of a world that has not one alone: in a table, and where they are many, counted as well. */
import { fittingTable } from './fitting-table.js';
import type { BatchResult } from './json-result-schema.js';
import type { SummaryLook } from './summary-look.js';
import type { Column } from './table.js';
import { counted, wrapped } from './words-of.js';

export const NO_BATCH = 'This world has no batch: none has been accepted yet, or all were deleted.';

/** Longest list of batches that is shown whole. */
const SHOWN_BATCHES = 40;
/** Batches with a rare outcome are named up to this number. */
const NAMED_BATCHES = 20;

/** What a narrow table leaves out, the first before the others. */
const SPARE = ['cap', 'waves', 'errors'];

const COLUMNS: readonly Column<BatchResult>[] = [
  { head: 'batch', right: true, cell: (batch) => String(batch.batch_id) },
  { head: 'outcome', cell: outcomeOf },
  {
    head: 'cap',
    right: true,
    cell: (batch) => String(batch.comparison_budget?.max_pairs_requested ?? '–'),
  },
  { head: 'asked', right: true, cell: (batch) => String(batch.submitted_comparisons) },
  { head: 'answered', right: true, cell: (batch) => String(batch.completed_comparisons) },
  { head: 'errors', right: true, cell: (batch) => String(batch.failed_comparisons) },
  { head: 'waves', right: true, cell: (batch) => String(batch.current_iteration) },
  { head: 'graded', right: true, cell: (batch) => String(batch.projections.length) },
];

export function manyBatches(
  batches: readonly BatchResult[],
  { style, width, tableWidth }: SummaryLook,
): readonly string[] {
  const fitting = { style, width: tableWidth, spare: SPARE };
  if (batches.length === 0) return [wrapped(NO_BATCH, width, 0)];
  if (batches.length <= SHOWN_BATCHES) return [fittingTable(batches, COLUMNS, fitting)];
  const rest = batches.length - SHOWN_BATCHES;
  const more = style.dim(`… and ${rest} more; cjsim inspect lists them, --json has all of each`);
  return [
    totals(batches, width).join('\n'),
    `${fittingTable(batches.slice(0, SHOWN_BATCHES), COLUMNS, fitting)}\n${more}`,
  ];
}

/** `500 batches: 10021 comparisons submitted, …`, and a line an outcome, the most frequent first. */
function totals(batches: readonly BatchResult[], width: number): readonly string[] {
  const sum = (number: (batch: BatchResult) => number) =>
    batches.reduce((total, batch) => total + number(batch), 0);
  const ends = new Map<string, number[]>();
  for (const batch of batches) {
    const outcome = outcomeOf(batch);
    const ids = ends.get(outcome) ?? [];
    ids.push(batch.batch_id);
    ends.set(outcome, ids);
  }
  return [
    `${batches.length} batches: ${counted(
      sum((batch) => batch.submitted_comparisons),
      'comparison',
    )} submitted, ${sum((batch) => batch.completed_comparisons)} answered, ${counted(
      sum((batch) => batch.failed_comparisons),
      'error',
    )}`,
    ...[...ends]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([outcome, ids]) => `  ${wrapped(`${ids.length} ${outcome}${named(ids)}`, width, 4)}`),
  ];
}

function named(ids: readonly number[]): string {
  return ids.length > NAMED_BATCHES ? '' : ` (${ids.join(', ')})`;
}

function outcomeOf({ state, status }: BatchResult): string {
  return state === 'COMPLETED' ? status : state;
}
