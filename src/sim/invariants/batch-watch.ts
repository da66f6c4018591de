/** The rows of one batch as the checker last saw them, brought up to date from what a step says that it wrote. */

import { objectOrNull } from '../../cj/stored-value.js';
import { isTerminal, isUsable } from '../../cj/words.js';
import type { BatchPlan } from '../scenario/world-plan.js';
import type { TraceRecord } from '../trace-record.js';
import type { BatchReader } from './batch-reader.js';
import type { BatchRows, PairCounts, PairRow } from './observation.js';

const ANSWERED = 'comparison.answered|';

/** Of the comparison that a callback is for; null for any other message. */
export function correlationIdIn(messageId: string): string | null {
  return messageId.startsWith(ANSWERED) ? messageId.slice(ANSWERED.length) : null;
}

export interface Refreshed {
  readonly now: BatchRows;
  readonly before: BatchRows | null;
  readonly countsBefore: PairCounts;
  readonly added: readonly PairRow[];
  readonly changed: readonly { readonly was: PairRow; readonly now: PairRow }[];
}

export class BatchWatch {
  readonly plan: BatchPlan;
  readonly #reader: BatchReader;
  readonly #places = new Map<number, number>();
  readonly pairs: PairRow[] = [];
  rows: BatchRows | null = null;
  counts: PairCounts = { rows: 0, usable: 0, errors: 0, open: 0 };

  constructor(plan: BatchPlan, reader: BatchReader) {
    this.plan = plan;
    this.#reader = reader;
  }

  get isTerminal(): boolean {
    return this.rows !== null && isTerminal(this.rows.state.state);
  }

  /** null: the batch has no rows yet. */
  refresh(record: TraceRecord): Refreshed | null {
    const before = this.rows;
    const countsBefore = this.counts;
    const now = this.#readRows(record);
    if (now === null) return null;
    this.rows = now;
    const { added, changed } = this.#refreshPairs(record);
    return { now, before, countsBefore, added, changed };
  }

  /** What the step did not write is as it was, down to the object: most checks then have nothing to look at. */
  #readRows({ rows }: TraceRecord): BatchRows | null {
    const old = this.rows;
    const hasState = rows['cj_batch_states'] !== undefined;
    const hasUpload = rows['cj_batch_uploads'] !== undefined;
    if (old !== null && !hasState && !hasUpload) return old;
    const state = old === null || hasState ? this.#reader.state(this.plan.id) : old.state;
    const upload = old === null || hasUpload ? this.#reader.upload(this.plan.id) : old.upload;
    if (state === undefined || upload === undefined) return null;
    return {
      state,
      upload,
      metadata:
        old?.state.processing_metadata === state.processing_metadata
          ? old.metadata
          : document(state.processing_metadata),
      uploadMetadata:
        old?.upload.processing_metadata === upload.processing_metadata
          ? old.uploadMetadata
          : document(upload.processing_metadata),
    };
  }

  /** A callback touches the row that it names; a batch's own step adds rows, or may touch them all. */
  #refreshPairs({ rows, messageId, type, facts }: TraceRecord): Pick<Refreshed, 'added' | 'changed'> {
    if ((rows['cj_comparison_pairs'] ?? 0) === 0) return { added: [], changed: [] };
    const answered = correlationIdIn(messageId);
    const named = answered === null ? undefined : this.#reader.pair(answered);
    if (named !== undefined) return this.#noteAll([named]);
    if (facts?.some(({ fact }) => fact === 'wave.submitted') && type !== 'recover-stuck') {
      return this.#noteAll(this.#reader.pairsAfter(this.plan.id, this.pairs.at(-1)?.id ?? 0));
    }
    return this.#noteAll(this.#reader.pairs(this.plan.id));
  }

  #noteAll(rows: readonly PairRow[]): Pick<Refreshed, 'added' | 'changed'> {
    const added: PairRow[] = [];
    const changed: { was: PairRow; now: PairRow }[] = [];
    for (const row of rows) {
      const place = this.#places.get(row.id);
      if (place === undefined) {
        this.#places.set(row.id, this.pairs.push(row) - 1);
        added.push(row);
        this.#count(row, 1);
        continue;
      }
      const was = this.pairs[place] as PairRow;
      if (was.winner === row.winner && was.completed_at === row.completed_at) continue;
      this.#count(was, -1);
      this.#count(row, 1);
      this.pairs[place] = row;
      changed.push({ was, now: row });
    }
    return { added, changed };
  }

  #count({ winner }: PairRow, by: number): void {
    const { rows, usable, errors, open } = this.counts;
    this.counts = {
      rows: rows + by,
      usable: usable + (isUsable(winner) ? by : 0),
      errors: errors + (winner === 'error' ? by : 0),
      open: open + (winner === null ? by : 0),
    };
  }
}

function document(text: string) {
  return objectOrNull(JSON.parse(text)) ?? {};
}
