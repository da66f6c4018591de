/** Makes what a step is given: policy and settings in force, the time as its actor sees it, and the outside world. */
import type { Draw } from '../cj/draw.js';
import type { Hash } from '../cj/hash.js';
import type { BatchId, VirtualTime } from '../cj/words.js';
import type { StepContext } from '../steps/step.js';
import type { Store } from '../store/store.js';
import { timestamp } from '../store/timestamp.js';
import type { Actor } from './actors.js';
import { hexOf } from './digest-chain.js';
import type { CallFaults } from './faults/call-faults.js';
import type { FaultDesk } from './faults/fault-desk.js';
import type { JudgeDesk } from './judge-desk.js';
import type { PolicyInForce } from './policies-in-force.js';
import type { QueueEntry } from './queue-entry.js';
import type { WorldPlan } from './scenario/world-plan.js';

export interface StepContextParts {
  readonly plan: WorldPlan;
  readonly store: Store;
  readonly draw: Draw;
  readonly policyOf: PolicyInForce;
  readonly desk: JudgeDesk;
  readonly faults: FaultDesk;
  readonly calls: CallFaults;
  readonly hash: Hash;
}

export type StepContextOf = (entry: QueueEntry, actor: Actor, now: VirtualTime) => StepContext;

export function stepContexts(parts: StepContextParts): StepContextOf {
  const { plan, store, draw, policyOf, desk, calls } = parts;
  const keepPrompt = plan.keepPrompts ? promptKeeper(parts) : null;
  const verdictOf: StepContext['verdictOf'] = (call, order) =>
    calls.alter(desk.verdictOf(call, order), call, order);
  return (entry, actor, now) => {
    const { policy, settings } = policyOf(entry, now - plan.clockStartMs);
    const seen = actor.id === 'monitor' ? monitorClock(parts, now) : now;
    const label = entry.batch ?? '';
    return {
      store,
      policy,
      settings,
      draw,
      now: seen,
      timestamp: timestamp(seen),
      batchId: Number(label) as BatchId,
      label,
      memory: actor.snapshot.context,
      verdictOf,
      outside: calls,
      keepPrompt,
    };
  };
}

/** Keeps a text once, under its hash. */
function promptKeeper({ store, hash }: StepContextParts): (text: string) => string {
  return (text) => {
    const name = hexOf(hash(text));
    store.contents.savePrompt(name, text);
    return name;
  };
}

/** The monitor's clock may have jumped. */
function monitorClock({ plan, faults }: StepContextParts, now: VirtualTime): VirtualTime {
  const aheadMs = faults
    .planned('clock-jump')
    .filter(({ fromMs }) => plan.clockStartMs + fromMs <= now)
    .reduce((sum, { byMs }) => sum + byMs, 0);
  if (aheadMs > 0) faults.note('clock-jump', `the monitor's clock is ${aheadMs} ms ahead`);
  return (now + aheadMs) as VirtualTime;
}
