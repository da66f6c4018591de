/** Puts a world together: which part knows which, and nothing that happens. */
import { canonicalJson } from '../cj/canonical-json.js';
import { ActorHost } from './actor-host.js';
import { createBus } from './bus.js';
import { chooserNamed } from './chooser.js';
import { DigestChain } from './digest-chain.js';
import { type CallFaults, callFaults } from './faults/call-faults.js';
import { createFaultDesk, type FaultDesk } from './faults/fault-desk.js';
import { messageFaults } from './faults/message-faults.js';
import { pausedActors } from './faults/paused-actors.js';
import { createJudgeDesk, type JudgeDesk } from './judge-desk.js';
import { LateVerdicts } from './late-verdicts.js';
import { type PolicyInForce, policiesInForce } from './policies-in-force.js';
import { createDraw } from './randomness.js';
import { type StepContextOf, stepContexts } from './step-contexts.js';
import { TraceWriter } from './trace-writer.js';
import { NO_JOURNAL, type WorldJournal, writeThrough } from './world-journal.js';
import type { WorldParts } from './world-parts.js';

export interface WorldWiring {
  /** The plan as it is hashed. */
  readonly header: string;
  readonly journal: WorldJournal;
  readonly host: ActorHost;
  readonly trace: TraceWriter;
  readonly faults: FaultDesk;
  readonly calls: CallFaults;
  readonly desk: JudgeDesk;
  readonly lateVerdicts: LateVerdicts;
  readonly policyOf: PolicyInForce;
  readonly contextOf: StepContextOf;
}

export function wiredWorld(parts: WorldParts): WorldWiring {
  const { plan, store, hash, journalled, resumed } = parts;
  const journal = journalled ? writeThrough(store.journal) : NO_JOURNAL;
  const draw = createDraw(plan.seed, { ledger: parts.checked });
  const faults = createFaultDesk(plan.faults, draw, resumed?.faultCounts ?? null);
  const calls = callFaults(faults);
  const lateVerdicts = new LateVerdicts(store, journalled);
  const desk = createJudgeDesk({
    plan,
    draw,
    hash,
    judge: parts.judge,
    recorded: (id) => parts.recorded?.(id) ?? (resumed ? lateVerdicts.stored(id) : undefined),
    onArrival: (given) => lateVerdicts.keep(given),
  });
  const policyOf = policiesInForce(plan);
  const header = canonicalJson(plan);
  return {
    header,
    journal,
    faults,
    calls,
    desk,
    lateVerdicts,
    policyOf,
    contextOf: stepContexts({ plan, store, hash, draw, policyOf, desk, faults, calls }),
    host: new ActorHost({
      plan,
      bus: createBus(plan, draw, messageFaults(plan, faults)),
      postpone: pausedActors(plan, faults),
      journal,
      // A timer comes back under the same name: its place among equals is no draw of the run's.
      choose: chooserNamed(plan.schedule, createDraw(plan.seed)),
    }),
    trace: new TraceWriter({
      chain: resumed?.chain ?? DigestChain.start(hash, header),
      journal,
      keepsLines: parts.keepsTrace && !journalled,
      onRecord: parts.onRecord,
    }),
  };
}
