/**
 * A world as it is stored: what every report reads, whether the run was in memory or in a file. Nothing here
 * says anything; it only makes rows and trace records easy to ask.
 */
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import { UserError } from '../cj/errors.js';
import type { Fact, WaveFact } from '../cj/facts.js';
import { type JsonObject, objectOrNull } from '../cj/stored-value.js';
import type { BatchId } from '../cj/words.js';
import type { JudgeModule } from '../sim/judge-module.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { TraceRecord } from '../sim/trace-record.js';
import type { Outcome } from '../sim/world-parts.js';
import { checkOpen, type Driver } from '../store/driver.js';
import type { Store } from '../store/store.js';
import { firstOf } from './words-of.js';

type UploadRow = NonNullable<ReturnType<Store['batches']['upload']>>;
type StateRow = NonNullable<ReturnType<Store['batches']['state']>>;

export interface StoredBatch {
  readonly id: BatchId;
  readonly label: string;
  readonly upload: UploadRow;
  readonly state: StateRow;
  /** `processing_metadata` of the two rows. */
  readonly uploadMetadata: JsonObject;
  readonly metadata: JsonObject;
}

export interface StoredWorld {
  readonly store: Store;
  readonly plan: WorldPlan;
  /** Where a judge of the user's own was; null for a profile, and where it was not recorded. */
  readonly judgeModule: JudgeModule | null;
  /** null while the run has not ended. */
  readonly outcome: Outcome | null;
  readonly batches: readonly StoredBatch[];
  /** All records, oldest first; parsed when they are first asked for. */
  readonly records: () => readonly TraceRecord[];
  readonly recordsOf: (batch: StoredBatch) => readonly TraceRecord[];
  /** Records that belong to no batch: of the monitor, the relay, and restarts of several actors. */
  readonly recordsOfNone: () => readonly TraceRecord[];
}

/** A UserError where the database holds no run. */
export function readStoredWorld(store: Store, where = 'The database'): StoredWorld {
  checkOpen(driverOf(store));
  const header = store.journal.header();
  if (header === undefined) {
    throw new UserError({
      code: 'no_run',
      message: `${where} holds no run: it is empty, or was left before its first step`,
      fix: 'Make one with cjsim run SCENARIO --db FILE',
    });
  }
  let parsed: readonly TraceRecord[] | undefined;
  let byBatch: ReadonlyMap<string | null, readonly TraceRecord[]> | undefined;
  const records = (): readonly TraceRecord[] => {
    parsed ??= store.journal.traceAfter(0).map((line) => JSON.parse(line) as TraceRecord);
    return parsed;
  };
  const of = (label: string | null): readonly TraceRecord[] => {
    byBatch ??= recordsByBatch(records());
    return byBatch.get(label) ?? [];
  };
  return {
    store,
    plan: JSON.parse(header.header) as WorldPlan,
    judgeModule: JSON.parse(store.journal.origin()?.judge_module ?? 'null') as JudgeModule | null,
    outcome: header.outcome === null ? null : (JSON.parse(header.outcome) as Outcome),
    batches: store.batches.ids().map((id) => storedBatch(store, id)),
    records,
    recordsOf: ({ label }) => of(label),
    recordsOfNone: () => of(null),
  };
}

/** A world may have thousands of batches, and a report asks each of them many times. */
function recordsByBatch(records: readonly TraceRecord[]): ReadonlyMap<string | null, readonly TraceRecord[]> {
  const byBatch = new Map<string | null, TraceRecord[]>();
  for (const record of records) {
    const own = byBatch.get(record.batch);
    if (own === undefined) byBatch.set(record.batch, [record]);
    else own.push(record);
  }
  return byBatch;
}

/** A program without types may give anything. */
function driverOf(store: Partial<Store> | undefined): Driver {
  if (store?.driver !== undefined && store.journal !== undefined) return store.driver;
  throw new UserError({
    code: 'no_store',
    message: 'readStoredWorld takes the store of a world, and this is none',
    fix: 'readStoredWorld(world.store)',
  });
}

function storedBatch(store: Store, id: BatchId): StoredBatch {
  const upload = store.batches.upload(id);
  const state = store.batches.state(id);
  if (!upload || !state) {
    throw new UserError({
      code: 'broken_batch',
      message: `Batch ${id} lacks its upload row or its state row`,
    });
  }
  return {
    id,
    label: String(id),
    upload,
    state,
    uploadMetadata: documentOf(upload.processing_metadata),
    metadata: documentOf(state.processing_metadata),
  };
}

function documentOf(text: string): JsonObject {
  return objectOrNull(JSON.parse(text)) ?? {};
}

export function decisionsOf(world: StoredWorld, batch: StoredBatch): readonly DecisionRecord[] {
  return world.recordsOf(batch).flatMap(({ decision }) => (decision ? [decision] : []));
}

export function factsOf(world: StoredWorld, batch: StoredBatch): readonly Fact[] {
  return world.recordsOf(batch).flatMap(({ facts = [] }) => facts);
}

export function wavesOf(world: StoredWorld, batch: StoredBatch): readonly WaveFact[] {
  return factsOf(world, batch).filter((fact) => fact.fact === 'wave.submitted');
}

/** How often each fault struck, by its name (the part before the colon); 0 for one that was planned in vain. */
export function faultCounts(world: StoredWorld): ReadonlyMap<string, number> {
  const counts = new Map<string, number>(world.plan.faults.map(({ name }) => [name, 0]));
  for (const { fault = [] } of world.records()) {
    for (const text of fault) {
      const name = text.split(':', 1)[0] ?? text;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}

/** Batches that an error names. */
const MOST_NAMED = 20;

/** The batch with this id or `bos_batch_id`; a UserError names what there is. */
export function batchNamed({ batches }: StoredWorld, name: string): StoredBatch {
  const found = batches.find(({ label, upload }) => label === name || upload.bos_batch_id === name);
  if (found !== undefined) return found;
  const known = batches.map(({ label }) => label);
  throw new UserError({
    code: 'unknown_batch',
    message: `There is no batch ${name} in this world`,
    fix: known.length === 0 ? 'It has no batch' : `Use --batch with one of ${firstOf(known, MOST_NAMED)}`,
  });
}
