/** Puts a world together: which part knows which, and nothing that happens. */
import { UserError } from '../cj/errors.js';
import type { Store } from '../store/store.js';
import { ActorHost } from './actor-host.js';
import { DigestChain } from './digest-chain.js';
import { KeptFaults } from './faults/kept-faults.js';
import { LateVerdicts } from './late-verdicts.js';
import type { WorldPlan } from './scenario/world-plan.js';
import { TraceWriter } from './trace-writer.js';
import { NO_JOURNAL, type WorldJournal, writeThrough } from './world-journal.js';
import type { WorldParts } from './world-parts.js';

/** Actors that are there before anything is due. */
export const SERVICES: readonly string[] = ['content_service', 'llm_provider', 'outbox_relay', 'monitor'];

/** What a world keeps from its first step to its last. */
export interface WorldWiring {
  /** The JSON of the plan as it is hashed; null: nothing is. */
  readonly header: string | null;
  readonly journal: WorldJournal;
  readonly host: ActorHost;
  readonly trace: TraceWriter;
  readonly lateVerdicts: LateVerdicts;
  readonly faults: KeptFaults;
}

/** `parts.plan` is canonical. */
export function wiredWorld(parts: WorldParts): WorldWiring {
  const { plan, store, hash, journalled, resumed } = parts;
  const journal = journalled ? writeThrough(store.journal) : NO_JOURNAL;
  const header = parts.withoutDigest ? null : headerOf(plan);
  return {
    header,
    journal,
    lateVerdicts: new LateVerdicts(store, journalled),
    faults: new KeptFaults(journal, resumed?.faultMemory ?? null),
    host: new ActorHost(plan, journal),
    trace: new TraceWriter({
      chain: header === null ? null : (resumed?.chain ?? DigestChain.start(hash, header)),
      journal,
      keepsLines: parts.keepsTrace && !journalled,
      onRecord: parts.onRecord,
    }),
  };
}

/** What a new run's journal begins with. A UserError where another process has begun one in the same moment. */
export function startJournal(
  { journal, where }: Store,
  { header, trace }: WorldWiring,
  { version = '', judgeModule, journalled }: WorldParts,
): void {
  if (header === null) return;
  if (journalled && journal.header() !== undefined) {
    throw new UserError({
      code: 'database_exists',
      message: `Another process has just made a world in ${where}`,
      fix: 'Give a new file',
      where,
    });
  }
  journal.start(header, trace.chain.closed);
  journal.setOrigin(version, judgeModule === undefined ? null : JSON.stringify(judgeModule));
}

/** V8 has no text of more than half a gigabyte. */
function headerOf(plan: WorldPlan): string {
  try {
    return JSON.stringify(plan);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError({
      code: 'world_too_large',
      message: `The plan of this world is longer than a text can be (512 MB): it has ${plan.batches.length} batches.`,
      fix: 'Take fewer batches, or shorter requests and essays.',
    });
  }
}
