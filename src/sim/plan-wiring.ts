/** Everything that a world takes from the plan in force; a fork takes it from another plan at its step. */
import type { ActorId } from '../cj/messages.js';
import { type Bus, createBus } from './bus.js';
import { cancelStates } from './cancellations.js';
import { changedDraws } from './changed-draws.js';
import { forgetful, type Scheduler, schedulerNamed } from './chooser.js';
import { type CallFaults, callFaults } from './faults/call-faults.js';
import { createFaultDesk, type FaultDesk, type FaultMemory } from './faults/fault-desk.js';
import type { FaultPlan } from './faults/fault-plan.js';
import { messageFaults } from './faults/message-faults.js';
import { type Postpone, pausedActors } from './faults/paused-actors.js';
import { createJudgeDesk, type JudgeDesk } from './judge-desk.js';
import type { LateVerdicts } from './late-verdicts.js';
import { type PolicyInForce, policiesInForce } from './policies-in-force.js';
import { createDraw } from './randomness.js';
import { restartAtStep } from './restarts.js';
import type { WorldPlan } from './scenario/world-plan.js';
import { type StepContextOf, stepContexts } from './step-contexts.js';
import type { WorldParts } from './world-parts.js';

export interface PlanWiring {
  readonly plan: WorldPlan;
  readonly faults: FaultDesk;
  readonly calls: CallFaults;
  readonly bus: Bus;
  readonly postpone: Postpone;
  readonly desk: JudgeDesk;
  readonly scheduler: Scheduler;
  readonly policyOf: PolicyInForce;
  readonly contextOf: StepContextOf;
  readonly restartAtStep: (step: number) => FaultPlan | undefined;
  /** State on entering which a batch is cancelled, by its actor. */
  readonly cancelStates: ReadonlyMap<ActorId, string>;
  readonly stopAtMs: number | null;
}

/** `faultMemory`: what the faults have counted and noted so far. */
export function wiredPlan(
  plan: WorldPlan,
  parts: WorldParts,
  lateVerdicts: LateVerdicts,
  faultMemory: FaultMemory | null,
): PlanWiring {
  const { store, hash, judge, recorded, resumed, checked, draws } = parts;
  const change = draws?.change ?? changedDraws(plan);
  const changed = change === null ? {} : { change };
  const draw = createDraw(plan.seed, { ledger: checked, ...draws, ...changed });
  const faults = createFaultDesk(plan.faults, draw, faultMemory);
  const calls = callFaults(faults);
  const desk = createJudgeDesk({
    plan,
    draw,
    hash,
    judge,
    recorded: (id) => recorded?.(id),
    stored: (id) => (resumed ? lateVerdicts.stored(id) : undefined),
    onArrival: (given) => lateVerdicts.keep(given),
  });
  const policyOf = policiesInForce(plan);
  // A timer comes back under the same name: its place among equals is no draw of the run's.
  const scheduler = parts.chooser
    ? forgetful(parts.chooser)
    : schedulerNamed(plan.schedule, createDraw(plan.seed, changed));
  return {
    plan,
    faults,
    calls,
    desk,
    policyOf,
    bus: createBus(plan, draw, messageFaults(plan, faults)),
    postpone: pausedActors(plan, faults),
    scheduler,
    contextOf: stepContexts({ plan, store, hash, draw, policyOf, desk, faults, calls }),
    restartAtStep: restartAtStep(faults),
    cancelStates: cancelStates(plan),
    stopAtMs: parts.pastStop ? null : plan.stopAtMs,
  };
}
