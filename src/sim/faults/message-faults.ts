/**
 * Faults on messages between actors: one delivery in, none, one or several out (12, `Schedule`). The model sees
 * only what arrives.
 */
import type { CallbackPayload } from '../../cj/callback.js';
import type { CorrelationId } from '../../cj/words.js';
import type { Delivery, Schedule } from '../bus.js';
import type { WorldPlan } from '../scenario/world-plan.js';
import type { FaultDesk } from './fault-desk.js';
import { CORRUPTIONS, type Corruption, type FaultName } from './fault-kinds.js';
import type { FaultPlan } from './fault-plan.js';

/** What becomes of a delivery that a fault strikes. */
type Effect = (delivery: Delivery, fault: FaultPlan, desk: FaultDesk) => readonly Delivery[];

const CALLBACK = 'comparison.answered';

const EFFECTS: Partial<Readonly<Record<FaultName, { readonly strikes: string; readonly effect: Effect }>>> = {
  'drop-callback': { strikes: CALLBACK, effect: () => [] },
  'duplicate-callback': { strikes: CALLBACK, effect: withAnotherLater },
  'delay-callback': { strikes: CALLBACK, effect: later },
  'corrupt-callback': { strikes: CALLBACK, effect: corrupted },
  'consumer-crash-before-commit': { strikes: CALLBACK, effect: later },
  'consumer-crash-after-commit': { strikes: CALLBACK, effect: withAnotherLater },
  'content-missing': {
    strikes: 'content.delivered',
    effect: (delivery) => [{ ...delivery, type: 'content.missing' }],
  },
  'content-slow': { strikes: 'content.delivered', effect: later },
};

/** All faults of the plan that act on messages, one after the other. */
export function messageFaults(plan: WorldPlan, desk: FaultDesk): Schedule {
  const acting = desk
    .planned(...(Object.keys(EFFECTS) as FaultName[]))
    .map((fault) => scheduleOf(fault, desk));
  const schedules = [
    ...dropUnanswered(plan, desk),
    ...acting,
    ...desk.planned('flush-idempotency-keys').map((fault) => flushed(fault, plan, desk)),
  ];
  if (schedules.length === 0) return (delivery) => [delivery];
  return (delivery) =>
    schedules.reduce<readonly Delivery[]>((deliveries, act) => deliveries.flatMap(act), [delivery]);
}

function scheduleOf(fault: FaultPlan, desk: FaultDesk): Schedule {
  const entry = EFFECTS[fault.name];
  if (entry === undefined) return (delivery) => [delivery];
  return (delivery) => {
    if (delivery.type !== entry.strikes || !desk.strikes(fault, delivery.batch, [delivery.id]))
      return [delivery];
    desk.note(fault.name, delivery.id);
    return entry.effect(delivery, fault, desk);
  };
}

function later(delivery: Delivery, { byMs }: FaultPlan): readonly Delivery[] {
  return [{ ...delivery, at: delivery.at + byMs }];
}

function withAnotherLater(delivery: Delivery, fault: FaultPlan): readonly Delivery[] {
  return [delivery, { ...delivery, id: `${delivery.id}+${fault.name}`, at: delivery.at + fault.byMs }];
}

function corrupted(delivery: Delivery, fault: FaultPlan, desk: FaultDesk): readonly Delivery[] {
  const drawn = CORRUPTIONS[Math.floor(desk.draw(fault, 'as', [delivery.id]) * CORRUPTIONS.length)];
  const payload = damaged(delivery.payload as CallbackPayload, fault.as ?? drawn ?? 'malformed');
  return [{ ...delivery, payload }];
}

function damaged(payload: CallbackPayload, as: Corruption): CallbackPayload {
  const { winner, confidence, justification, error, ...envelope } = payload;
  if (as === 'wrong-correlation-id') {
    return { ...payload, correlation_id: `not-${payload.correlation_id}` as CorrelationId };
  }
  return as === 'malformed' ? { ...envelope, winner: 'both', confidence: null } : envelope;
}

/** The fault of batches that are never answered: their callbacks are lost, and the trace says so. */
function dropUnanswered(plan: WorldPlan, desk: FaultDesk): readonly Schedule[] {
  const labels = new Set(plan.batches.filter((batch) => batch.unanswered).map((batch) => batch.label));
  if (labels.size === 0) return [];
  const drop: Schedule = (delivery) => {
    if (delivery.type !== CALLBACK || delivery.batch === null || !labels.has(delivery.batch))
      return [delivery];
    desk.note('unanswered', delivery.id);
    return [];
  };
  return [drop];
}

/** Whether a delivery is the second of a callback, which it gets from a flush. */
export function isFlushed({ id }: Pick<Delivery, 'id'>): boolean {
  return id.includes(FLUSHED);
}

const FLUSHED = '+flush-idempotency-keys';

/** A callback that was delivered shortly before the flush comes once more right after it. */
function flushed(fault: FaultPlan, plan: WorldPlan, desk: FaultDesk): Schedule {
  const flushAt = plan.clockStartMs + fault.fromMs;
  return (delivery) => {
    const isRecent =
      delivery.type === CALLBACK && delivery.at < flushAt && delivery.at >= flushAt - fault.byMs;
    if (!isRecent) return [delivery];
    desk.note(fault.name, delivery.id);
    return [delivery, { ...delivery, id: `${delivery.id}${FLUSHED}`, at: flushAt }];
  };
}
