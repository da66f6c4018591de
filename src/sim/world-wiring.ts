/** Puts a world together: which part knows which, and nothing that happens. */
import { canonicalJson } from '../cj/canonical-json.js';
import { ActorHost } from './actor-host.js';
import { DigestChain } from './digest-chain.js';
import { LateVerdicts } from './late-verdicts.js';
import { TraceWriter } from './trace-writer.js';
import { NO_JOURNAL, type WorldJournal, writeThrough } from './world-journal.js';
import type { WorldParts } from './world-parts.js';

/** What a world keeps from its first step to its last. */
export interface WorldWiring {
  /** The plan as it is hashed; null: nothing is. */
  readonly header: string | null;
  readonly journal: WorldJournal;
  readonly host: ActorHost;
  readonly trace: TraceWriter;
  readonly lateVerdicts: LateVerdicts;
}

export function wiredWorld(parts: WorldParts): WorldWiring {
  const { plan, store, hash, journalled, resumed } = parts;
  const journal = journalled ? writeThrough(store.journal) : NO_JOURNAL;
  const header = parts.withoutDigest ? null : canonicalJson(plan);
  return {
    header,
    journal,
    lateVerdicts: new LateVerdicts(store, journalled),
    host: new ActorHost(plan, journal),
    trace: new TraceWriter({
      chain: header === null ? null : (resumed?.chain ?? DigestChain.start(hash, header)),
      journal,
      keepsLines: parts.keepsTrace && !journalled,
      onRecord: parts.onRecord,
    }),
  };
}
