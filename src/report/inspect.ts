/** Views of a stored world as rows: batches, budget trail, comparisons, anchors, projections, stuck batches. */

import { isAnchorRow } from '../cj/projection/ranking-row.js';
import { storedRanking } from '../cj/projection/stored-ranking.js';
import { type JsonObject, objectOrNull, textOrNull } from '../cj/stored-value.js';
import { isTerminal } from '../cj/words.js';
import { gradingOf } from './grading-of.js';
import type { AnchorView, BatchView, InspectDocument, WaveView } from './inspect-document.js';
import { decisionsOf, type StoredBatch, type StoredWorld, wavesOf } from './stored-world.js';
import type { ViewRow } from './view-table.js';

export const VIEWS = ['batches', 'budget', 'comparisons', 'anchors', 'projections', 'stuck'] as const;
export type View = (typeof VIEWS)[number];

/** What a narrow table leaves out first, in this order. */
export const SPARE_COLUMNS: Readonly<Partial<Record<View, readonly string[]>>> = {
  budget: ['pairs', 'from', 'asked', 'source', 'left'],
};

/** `batch`: null for all of them. */
export function inspect(world: StoredWorld, view: View, batch: StoredBatch | null): readonly ViewRow[] {
  return VIEW_ROWS[view](world, batch === null ? world.batches : [batch]);
}

type ViewRows = {
  readonly [Name in View]: (
    world: StoredWorld,
    batches: readonly StoredBatch[],
  ) => Required<InspectDocument>[Name];
};

const VIEW_ROWS: ViewRows = {
  batches: (_world, batches) => batches.map(batchRow),
  budget: (world, batches) => batches.flatMap((batch) => budgetRows(world, batch)),
  comparisons: ({ store }, batches) =>
    batches.flatMap(({ id }) => store.pairs.shownRows(id).map((row) => ({ batch: id, ...row }))),
  anchors: (world, batches) => batches.flatMap((batch) => anchorRows(world, batch)),
  projections: ({ store }, batches) =>
    batches.flatMap(({ id }) =>
      store.projections.ofBatch(id).map((row) => ({
        batch: id,
        essay: row.els_essay_id,
        grade: row.primary_grade,
        scale: row.grade_scale,
        confidence: row.confidence_score,
        label: row.confidence_label,
        normalised: row.normalized_score,
        anchor_grade: String(
          objectOrNull(JSON.parse(row.calculation_metadata))?.['primary_anchor_grade'] ?? '',
        ),
      })),
    ),
  stuck: (world, batches) => batches.filter((batch) => isStuck(world, batch)).map(batchRow),
};

function batchRow({ id, upload, state }: StoredBatch): BatchView {
  return {
    batch: id,
    bos_batch_id: upload.bos_batch_id,
    state: state.state,
    status: upload.status,
    submitted: state.submitted_comparisons,
    completed: state.completed_comparisons,
    failed: state.failed_comparisons,
    waves: state.current_iteration,
    last_activity: state.last_activity_at,
  };
}

/** Not terminal, and nothing is on its way that could move it: every batch that waits is not yet stuck. */
export function isStuck({ store }: StoredWorld, { label, state }: StoredBatch): boolean {
  if (isTerminal(state.state)) return false;
  return !store.journal
    .queue()
    .some(
      ({ to, payload }) => to === `batch/${label}` || to === `runner/${label}` || concerns(payload, label),
    );
}

function concerns(payload: string, label: string): boolean {
  const found = objectOrNull(JSON.parse(payload));
  const call = objectOrNull(found?.['call']);
  return found?.['label'] === label || call?.['label'] === label;
}

function budgetRows(world: StoredWorld, batch: StoredBatch): readonly WaveView[] {
  const decisions = new Map(decisionsOf(world, batch).map((record) => [record.iteration, record]));
  const undecided = isTerminal(batch.state.state) ? null : 'WAITING';
  return wavesOf(world, batch).map((wave) => {
    const decision = decisions.get(wave.iteration);
    return {
      batch: batch.id,
      wave: wave.iteration,
      mode: wave.mode,
      pairs: wave.pairs,
      asked: wave.override,
      cap: wave.cap,
      source: wave.source,
      from: wave.rehydrated_from,
      answered: decision?.callbacks_received ?? null,
      left: decision?.pairs_remaining ?? null,
      decision: decision?.decision ?? undecided,
    };
  });
}

function anchorRows(world: StoredWorld, batch: StoredBatch): readonly AnchorView[] {
  const { rules, context } = gradingOf(world, batch);
  return storedRanking(world.store.essays.ranked(batch.id)).flatMap((row, position) => {
    if (!isAnchorRow(row)) return [];
    const resolution = rules.resolveAnchorGrade(row, context.lookup);
    const hit = resolution.tier === null ? null : resolution;
    return [
      {
        batch: batch.id,
        rank: position + 1,
        anchor: row.els_essay_id,
        label: labelOf(row.processing_metadata),
        grade: hit ? String(hit.grade) : null,
        tier: hit ? hit.tier : 'unresolved',
        score: row.bradley_terry_score,
        se: row.bradley_terry_se,
      },
    ];
  });
}

/** What people call an anchor: of an own folder of essays, the name of its file. */
function labelOf(metadata: JsonObject | null): string | null {
  return textOrNull(metadata?.['anchor_label']);
}
