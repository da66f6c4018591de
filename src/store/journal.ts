/**
 * What a run must find again after a crash: header, messages in flight and timers, snapshots of actors,
 * trace, and verdicts that no seed can repeat. Texts go in and out as they are; what they mean is the
 * world's business.
 */
import type { Insertable, Selectable } from 'kysely';
import type { BatchId, VirtualTime } from '../cj/words.js';
import { type Param, query } from './compile.js';
import type { Driver } from './driver.js';
import type { SimChainTable, SimHeaderTable, SimQueueTable, SimTraceTable } from './simulation-tables.js';

export type QueueEntry = Readonly<Selectable<SimQueueTable>>;
export type TraceRow = Readonly<Insertable<SimTraceTable>>;
export type RunHeader = Readonly<
  Pick<Selectable<SimHeaderTable>, 'header' | 'outcome'> &
    Pick<Selectable<SimChainTable>, 'chain' | 'chained_records'>
>;

const saveHeader = query((db, header: Param<string>) =>
  db.insertInto('sim_header').values({ id: 1, header }),
);
const startChain = query((db, chain: Param<string>) =>
  db.insertInto('sim_chain').values({ id: 1, chain, chained_records: 0 }),
);
const header = query((db) =>
  db
    .selectFrom('sim_header')
    .innerJoin('sim_chain', 'sim_chain.id', 'sim_header.id')
    .select(['header', 'chain', 'chained_records', 'outcome']),
);
const setChain = query((db, chain: Param<string>, records: Param<number>) =>
  db.updateTable('sim_chain').set({ chain, chained_records: records }),
);
const setOutcome = query((db, outcome: Param<string | null>) =>
  db.updateTable('sim_header').set({ outcome }),
);

const setOrigin = query((db, version: Param<string>, judgeModule: Param<string | null>) =>
  db.updateTable('sim_header').set({ program_version: version, judge_module: judgeModule }),
);
const goOn = query((db, step: Param<number>) =>
  db.updateTable('sim_header').set({ outcome: null, resumed_at: step }),
);
const origin = query((db) =>
  db.selectFrom('sim_header').select(['program_version', 'judge_module', 'resumed_at']),
);

const addBatch = query((db, batch: Param<BatchId>, label: Param<string>, policy: Param<string>) =>
  db.insertInto('sim_batches').values({ batch_id: batch, label, policy }),
);
const allBatches = query((db) => db.selectFrom('sim_batches').selectAll().orderBy('batch_id'));

const enqueue = query(
  (
    db,
    id: Param<string>,
    batch: Param<BatchId | null>,
    at: Param<VirtualTime>,
    to: Param<string>,
    type: Param<string>,
    payload: Param<string>,
    position: Param<string>,
  ) => db.insertInto('sim_queue').values({ id, batch_id: batch, at, to, type, payload, position }),
);
const dequeue = query((db, id: Param<string>) => db.deleteFrom('sim_queue').where('id', '=', id));
const queue = query((db) => db.selectFrom('sim_queue').selectAll().orderBy('at').orderBy('id'));

const saveActor = query((db, actor: Param<string>, batch: Param<BatchId | null>, snapshot: Param<string>) =>
  db
    .insertInto('sim_actors')
    .values({ actor, batch_id: batch, snapshot })
    .onConflict((conflict) =>
      conflict.column('actor').doUpdateSet((eb) => ({ snapshot: eb.ref('excluded.snapshot') })),
    ),
);
const actors = query((db) => db.selectFrom('sim_actors').selectAll().orderBy('actor'));

const appendTrace = query(
  (db, n: Param<number>, at: Param<VirtualTime>, batch: Param<BatchId | null>, record: Param<string>) =>
    db.insertInto('sim_trace').values({ n, at, batch_id: batch, record }),
);
const traceAfter = query((db, n: Param<number>) =>
  db.selectFrom('sim_trace').select('record').where('n', '>', n).orderBy('n'),
);
const lastTraced = query((db) =>
  db.selectFrom('sim_trace').select(['n', 'at']).orderBy('n', 'desc').limit(1),
);

const saveVerdict = query((db, key: Param<string>, batch: Param<BatchId | null>, verdict: Param<string>) =>
  db.insertInto('sim_verdicts').values({ key, batch_id: batch, verdict }),
);
const verdictOf = query((db, key: Param<string>) =>
  db.selectFrom('sim_verdicts').select('verdict').where('key', '=', key),
);
const allVerdicts = query((db) => db.selectFrom('sim_verdicts').select(['key', 'verdict']).orderBy('key'));

const RUN_TABLES = ['sim_batches', 'sim_queue', 'sim_actors', 'sim_trace', 'sim_verdicts'] as const;
const clear = RUN_TABLES.map((table) => query((db) => db.deleteFrom(table)));

export type Journal = ReturnType<typeof journal>;

export function journal(driver: Driver) {
  const q = {
    header: header.on(driver),
    saveHeader: saveHeader.on(driver),
    startChain: startChain.on(driver),
    enqueue: enqueue.on(driver),
    dequeue: dequeue.on(driver),
    appendTrace: appendTrace.on(driver),
    traceAfter: traceAfter.on(driver),
    verdictOf: verdictOf.on(driver),
  };
  return {
    /** Once, at the start of a run: the header's JSON and d(0) in hexadecimal. */
    start: (headerJson: string, chain: string): void => {
      q.saveHeader.run(headerJson);
      q.startChain.run(chain);
    },
    /** Everything but the header: what a world in memory writes down at its end it may write again. */
    clear: (): void => {
      for (const table of clear) table.on(driver).run();
    },
    /** undefined in a database without a run. */
    header: (): RunHeader | undefined => q.header.get(),
    /** d(k), and over how many trace records. */
    setChain: setChain.on(driver).run,
    /** How the run ended, as JSON; null when it goes on. */
    setOutcome: setOutcome.on(driver).run,
    /** The version of the program that makes this world, and where its judge comes from, as JSON. */
    setOrigin: setOrigin.on(driver).run,
    /** Forget how the run ended: it goes on from this step. */
    goOn: goOn.on(driver).run,
    /** By which program the world was made, where its judge comes from, and at which step it was last told to go on. */
    origin: origin.on(driver).get,
    addBatch: addBatch.on(driver).run,
    batches: allBatches.on(driver).all,
    enqueue: (entry: QueueEntry) =>
      q.enqueue.run(entry.id, entry.batch_id, entry.at, entry.to, entry.type, entry.payload, entry.position),
    dequeue: q.dequeue.run,
    /** Everything in flight, by time and id. */
    queue: queue.on(driver).all,
    saveActor: saveActor.on(driver).run,
    actors: actors.on(driver).all,
    appendTrace: (row: TraceRow) => q.appendTrace.run(row.n, row.at, row.batch_id ?? null, row.record),
    /** Records after step n, oldest first. */
    traceAfter: (n: number): readonly string[] => q.traceAfter.raw(n).map(([record]) => String(record)),
    /** Number and time of the last step, undefined before the first. */
    lastTraced: lastTraced.on(driver).get,
    saveVerdict: saveVerdict.on(driver).run,
    verdicts: allVerdicts.on(driver).all,
    verdict: (key: string): string | undefined => q.verdictOf.get(key)?.verdict,
  };
}
