/**
 * What an actor that lost its memory finds again in its rows, as the events that would bring a new one there
 * (12, `Actor`: machine and rebuild). Messages on the bus are not lost with it; its own commands and timers are.
 */
import type { EventObject } from 'xstate';
import { SECOND_MS } from '../../cj/durations.js';
import type { Outgoing } from '../../cj/messages.js';
import { kindOf } from '../../cj/services.js';
import type { BatchId, BatchState } from '../../cj/words.js';
import { assignmentOf, textIdsOf } from '../../steps/assignment.js';
import type { CarriedCallback } from '../../steps/persist-callback.js';
import { batchActor } from '../../steps/step.js';
import type { Store } from '../../store/store.js';
import type { BatchPlan, WorldPlan } from '../scenario/world-plan.js';

export interface Rebuilt {
  readonly events: readonly EventObject[];
  /** What the bus delivers again because nobody had acknowledged it. */
  readonly messages: readonly Outgoing[];
  /** Label of the batch that these concern. */
  readonly batch: string | null;
}

export interface RebuildFrom {
  readonly plan: WorldPlan;
  readonly store: Store;
  /** Names the restart in the keys of what is sent again. */
  readonly restart: string;
  /** What the actor remembered: only a message that it had not acknowledged yet is taken from it. */
  readonly memory: unknown;
}

const NOTHING: Rebuilt = { events: [], messages: [], batch: null };

export function rebuildActor(actor: string, from: RebuildFrom): Rebuilt {
  const label = actor.slice(actor.indexOf('/') + 1);
  const batch = from.plan.batches.find((planned) => planned.label === label);
  switch (kindOf(actor)) {
    case 'batch':
      return batch === undefined ? NOTHING : rebuiltBatch(batch, from);
    case 'runner':
      return batch === undefined ? NOTHING : rebuiltRunner(batch.id, from.store);
    case 'consumer':
      return rebuiltConsumer(actor, from);
    case 'outbox_relay':
      return from.store.outbox.countUnpublished() > 0
        ? { ...NOTHING, events: [{ type: 'outbox.ready' }] }
        : NOTHING;
    default:
      return NOTHING;
  }
}

function rebuiltBatch(batch: BatchPlan, { plan, store, restart }: RebuildFrom): Rebuilt {
  const row = store.batches.counters(batch.id);
  if (row === undefined) return NOTHING;
  const texts = row.state === 'INITIALIZING' ? textsOf(batch, store) : [];
  const accepted = {
    type: 'request.accepted',
    essays: batch.essays,
    request: batch.request,
    texts,
    contentTimeoutMs: plan.settings.CONTENT_TIMEOUT_SECONDS * SECOND_MS,
  };
  const waiting = [
    accepted,
    { type: 'batch.prepared' },
    { type: 'wave.submitted', iteration: row.current_iteration },
  ];
  const events: Readonly<Record<BatchState, () => readonly EventObject[]>> = {
    INITIALIZING: () => [accepted],
    GENERATING_PAIRS: () => waiting.slice(0, -1),
    WAITING_CALLBACKS: () => waiting,
    SCORING: () => [...waiting, ...scoringAgain(batch.id, row.current_iteration, store)],
    COMPLETED: () => [accepted, { type: 'batch.insufficient' }],
    FAILED: () => [{ type: 'batch.failed' }],
    CANCELLED: () => [{ type: 'batch.cancelled' }],
  };
  const messages = texts.map((text) => textAgain(batch, text, restart));
  return { events: events[row.state](), messages, batch: batch.label };
}

/** The fit is stored with the status that it led to: only the end is missing. */
function scoringAgain(id: BatchId, iteration: number, store: Store): readonly EventObject[] {
  const status = store.batches.upload(id)?.status ?? '';
  const due = { type: 'scoring.due', forced: false, stabilityPassed: false };
  const wave = { type: 'wave.complete', iteration };
  const scored = { type: 'batch.scored', status };
  return status.startsWith('COMPLETE_') ? [wave, due, scored] : [wave, due];
}

function textsOf(batch: BatchPlan, store: Store): readonly string[] {
  const assignment = assignmentOf(store, batch.request['assignment_id'] as string | undefined);
  return textIdsOf(batch.essays, assignment);
}

function textAgain({ label }: BatchPlan, storage_id: string, restart: string): Outgoing {
  return {
    to: 'content_service',
    type: 'content.requested',
    key: `${label}/${storage_id}/${restart}`,
    payload: { storage_id, reply_to: batchActor(label), again: restart },
  };
}

function rebuiltRunner(batch: BatchId, store: Store): Rebuilt {
  if (store.batches.counters(batch) === undefined) return NOTHING;
  const sent = { type: 'request.sent' };
  const isTold = store.outbox.ofBatch(batch).some((event) => event.published_at !== null);
  return { ...NOTHING, events: isTold ? [sent, { type: 'assessment.completed' }] : [sent] };
}

/** A callback between two transactions was not acknowledged: the bus delivers it again. */
function rebuiltConsumer(actor: string, { memory, restart }: RebuildFrom): Rebuilt {
  const { carried } = memory as { readonly carried: CarriedCallback | null };
  if (carried === null) return NOTHING;
  const { payload } = carried;
  const key = `${payload.correlation_id}+${restart}`;
  const again = { to: actor, type: 'comparison.answered', key, payload } as const;
  return { events: [], messages: [again], batch: payload.label };
}
