/** Reads the rows of one batch for checking: past the service's queries, so that no read is tallied. */
import type { Driver, SqlValue, Statement } from '../../store/driver.js';
import type { PairRow, StateRow, UploadRow } from './observation.js';

export interface EssayRow {
  readonly els_essay_id: string;
  readonly is_anchor: 0 | 1;
  readonly current_bt_score: number | null;
  readonly current_bt_se: number | null;
  readonly comparison_count: number;
  readonly text_storage_id: string;
  readonly processing_metadata: string;
}

export interface ProjectionRow {
  readonly els_essay_id: string;
  readonly primary_grade: string;
  readonly grade_scale: string;
  readonly normalized_score: number | null;
  readonly confidence_score: number;
  readonly confidence_label: string;
}

export interface EventRow {
  readonly topic: string;
  readonly event_data: string;
}

const PAIR_COLUMNS = `id, essay_a_els_id as a, essay_b_els_id as b, winner, pair_generation_mode as mode,
  completed_at, confidence, error_code, request_correlation_id from cj_comparison_pairs`;

const QUERIES = {
  state: 'select * from cj_batch_states where batch_id = ?',
  upload: 'select * from cj_batch_uploads where id = ?',
  pairs: `select ${PAIR_COLUMNS} where cj_batch_id = ? order by id`,
  newPairs: `select ${PAIR_COLUMNS} where cj_batch_id = ? and id > ? order by id`,
  pair: `select ${PAIR_COLUMNS} where request_correlation_id = ?`,
  essays: 'select * from cj_processed_essays where cj_batch_id = ? order by rowid',
  projections: 'select * from grade_projections where cj_batch_id = ? order by rowid',
  events: 'select topic, event_data from event_outbox where cj_batch_id = ? order by id',
  scale: 'select grade_scale from assessment_instructions where assignment_id = ?',
} as const;

export class BatchReader {
  readonly #driver: Driver;
  readonly #statements = new Map<keyof typeof QUERIES, Statement>();

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  state(batch: number): StateRow | undefined {
    return this.#prepared('state').get(batch) as StateRow | undefined;
  }

  upload(batch: number): UploadRow | undefined {
    return this.#prepared('upload').get(batch) as UploadRow | undefined;
  }

  pairs(batch: number): readonly PairRow[] {
    return this.#prepared('pairs').all(batch) as readonly PairRow[];
  }

  pairsAfter(batch: number, id: number): readonly PairRow[] {
    return this.#prepared('newPairs').all(batch, id) as readonly PairRow[];
  }

  pair(correlationId: string): PairRow | undefined {
    return this.#prepared('pair').get(correlationId) as PairRow | undefined;
  }

  /** In stored order. */
  essays(batch: number): readonly EssayRow[] {
    return this.#prepared('essays').all(batch) as readonly EssayRow[];
  }

  projections(batch: number): readonly ProjectionRow[] {
    return this.#prepared('projections').all(batch) as readonly ProjectionRow[];
  }

  events(batch: number): readonly EventRow[] {
    return this.#prepared('events').all(batch) as readonly EventRow[];
  }

  /** The assignment's grade scale as it is stored, or null. */
  gradeScale(assignment: SqlValue): string | null {
    const row = this.#prepared('scale').get(assignment) as { readonly grade_scale: string } | undefined;
    return row?.grade_scale ?? null;
  }

  #prepared(name: keyof typeof QUERIES): Statement {
    let statement = this.#statements.get(name);
    if (statement === undefined) {
      statement = this.#driver.prepare(QUERIES[name]);
      this.#statements.set(name, statement);
    }
    return statement;
  }
}
