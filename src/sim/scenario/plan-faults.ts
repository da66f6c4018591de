/** The faults with everything explicit: offsets in milliseconds, defaults of their kind. */
import { kindOf } from '../../cj/services.js';
import type { Refuse } from '../../input/key-path.js';
import { actorsOf, isMeant } from '../faults/actor-meant.js';
import { FAULT_KINDS } from '../faults/fault-kinds.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import { durationMs } from './duration.js';
import type { FaultOfScenario } from './fault-schema.js';
import type { BatchPlan } from './world-plan.js';

export interface FaultSurroundings {
  readonly batches: readonly Pick<BatchPlan, 'id' | 'label'>[];
  readonly consumers: number;
  readonly refuse: Refuse;
}

export function planFaults(
  faults: readonly FaultOfScenario[],
  around: FaultSurroundings,
): readonly FaultPlan[] {
  const ordinals = new Map<string, number>();
  return faults.map((fault, index) => {
    const ordinal = (ordinals.get(fault.fault) ?? 0) + 1;
    ordinals.set(fault.fault, ordinal);
    checkNames(fault, index, around);
    const { from, to, at } = fault;
    const fromMs = durationMs(at ?? from ?? 0);
    return {
      name: fault.fault,
      ordinal,
      rate: fault.rate ?? 1,
      nth: fault.nth === undefined ? null : [fault.nth].flat(),
      atStep: fault.at_step ?? null,
      fromMs,
      toMs: to === undefined ? null : durationMs(to),
      byMs: fault.by === undefined ? (FAULT_KINDS[fault.fault].byMs ?? 0) : durationMs(fault.by),
      actor: fault.actor ?? null,
      batch: fault.batch === undefined ? null : String(fault.batch),
      as: fault.as ?? null,
    };
  });
}

function checkNames({ actor, batch }: FaultOfScenario, index: number, around: FaultSurroundings): void {
  const { batches, consumers, refuse } = around;
  if (batch !== undefined && !batches.some(({ id }) => id === batch)) {
    throw refuse({
      code: 'unknown_batch',
      path: ['faults', index, 'batch'],
      says: `is ${batch}, and there is no such batch`,
    });
  }
  if (actor === undefined) return;
  const actors = actorsOf(batches, consumers);
  if (actors.some((known) => isMeant(known, actor))) return;
  const kinds = [...new Set(actors.map(kindOf))];
  throw refuse({
    code: 'unknown_actor',
    path: ['faults', index, 'actor'],
    says: `names no actor of this world: ${actor}`,
    fix: `Use the id of one (batch/${batches[0]?.label ?? '1'}), a kind (${kinds.join(', ')}), or a service (cj_assessment_service).`,
  });
}
