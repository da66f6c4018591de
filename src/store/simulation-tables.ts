/** The simulation's own tables as Kysely types: what a run must find again, and texts that are kept once. */
import type { Generated } from 'kysely';
import type { BatchId, VirtualTime } from '../cj/words.js';

/** One row: what the run is a function of, and how it ended. */
export interface SimHeaderTable {
  id: 1;
  /** JSON: the plan of the world, which the digest begins with. */
  header: string;
  /** JSON: how the run ended; null while it has not. */
  outcome: string | null;
  /** Of the program that made the world; no part of a digest. */
  program_version: Generated<string>;
  /** JSON: path and SHA-256 of the module that judged; null for a profile. No part of a digest. */
  judge_module: string | null;
  /** The step at which a run that had ended was last told to go on. */
  resumed_at: Generated<number>;
}

/** One row: how far the digest of the run has come. */
export interface SimChainTable {
  id: 1;
  /** d(k), hexadecimal, over the first `chained_records` trace records (07, "Digest"). */
  chain: string;
  chained_records: number;
}

export interface SimBatchesTable {
  batch_id: BatchId;
  /** The structural name that keys, actors and messages use. */
  label: string;
  /** The policy that made the batch. */
  policy: string;
}

/** Messages in flight and timers. */
export interface SimQueueTable {
  /** Structural, unique among entries in flight. */
  id: string;
  batch_id: BatchId | null;
  at: VirtualTime;
  to: string;
  type: string;
  /** JSON */
  payload: string;
  /** JSON: what the scheduler needs beyond the time to put the entry where it was. */
  position: string;
}

export interface SimActorsTable {
  actor: string;
  batch_id: BatchId | null;
  /** JSON */
  snapshot: string;
}

export interface SimTraceTable {
  /** Step number, from 1. */
  n: number;
  at: VirtualTime;
  batch_id: BatchId | null;
  /** The NDJSON line, as it is hashed. */
  record: string;
}

/** Answers of a judge that is not a function of the seed: never asked again on resume. */
export interface SimVerdictsTable {
  key: string;
  batch_id: BatchId | null;
  /** JSON */
  verdict: string;
}

/** What the content service keeps. */
export interface SimContentsTable {
  storage_id: string;
  text: string;
}

export interface SimPromptsTable {
  hash: string;
  text: string;
}
