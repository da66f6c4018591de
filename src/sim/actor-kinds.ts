/**
 * The actors of the world: for each kind its machine and its steps. This is the one place where machines
 * (when) and steps (what) meet.
 */
import type { AnyStateMachine } from 'xstate';
import type { ActorId } from '../cj/messages.js';
import { batchMachine } from '../machines/batch.js';
import { batchMonitorMachine } from '../machines/batch-monitor.js';
import { callbackConsumerMachine } from '../machines/callback-consumer.js';
import { contentServiceMachine } from '../machines/content-service.js';
import { llmProviderMachine } from '../machines/llm-provider.js';
import { outboxRelayMachine } from '../machines/outbox-relay.js';
import { runnerMachine } from '../machines/runner.js';
import { askJudge } from '../steps/ask-judge.js';
import { decideContinuation } from '../steps/decide-continuation.js';
import { cancelBatch, failBatch } from '../steps/fail-batch.js';
import { fetchContent } from '../steps/fetch-content.js';
import { finishBatch } from '../steps/finish-batch.js';
import { persistCallback, persistNextPart } from '../steps/persist-callback.js';
import { prepareBatch } from '../steps/prepare-batch.js';
import { publishEvent } from '../steps/publish-event.js';
import { queueCalls } from '../steps/queue-calls.js';
import { receiveRequest } from '../steps/receive-request.js';
import { recoverStuck } from '../steps/recover-stuck.js';
import { scoreBatch } from '../steps/score-batch.js';
import { sendRequest } from '../steps/send-request.js';
import type { Step } from '../steps/step.js';
import { submitFirstWave } from '../steps/submit-wave.js';
import { sweepBatches } from '../steps/sweep-batches.js';
import { type PureMachine, pureMachine } from './pure-transition.js';

export interface ActorKind {
  readonly machine: AnyStateMachine;
  readonly pure: PureMachine;
  /** Steps by the type of the message or command that asks for them. */
  readonly steps: ReadonlyMap<string, AnyStep>;
  /** The name of the container in the real service, or of its client. */
  readonly service: string;
}

/** A step whose payload type only its message knows. */
export type AnyStep = Step<never>;

const TIMES = { firstSweepMs: 1, intervalMs: 1, retryMs: 1, awaitsCompletion: false, completionTimeoutMs: 1 };

function kind(
  service: string,
  machine: AnyStateMachine,
  steps: Readonly<Record<string, AnyStep>>,
): ActorKind {
  return { service, machine, pure: pureMachine(machine, TIMES), steps: new Map(Object.entries(steps)) };
}

export const ACTOR_KINDS: ReadonlyMap<string, ActorKind> = new Map([
  ['runner', kind('eng5_runner', runnerMachine, { 'request.due': sendRequest })],
  [
    'batch',
    kind('cj_assessment_service', batchMachine, {
      'assessment.requested': receiveRequest,
      'prepare-batch': prepareBatch,
      'submit-first-wave': submitFirstWave,
      'decide-continuation': decideContinuation,
      'score-batch': scoreBatch,
      'finish-batch': finishBatch,
      'fail-batch': failBatch,
      'batch.cancel': cancelBatch,
      'recover-stuck': recoverStuck,
    }),
  ],
  ['content_service', kind('content_service', contentServiceMachine, { 'content.requested': fetchContent })],
  [
    'llm_provider',
    kind('llm_provider_service', llmProviderMachine, {
      'comparison.requested': queueCalls,
      'call.due': askJudge,
    }),
  ],
  [
    'consumer',
    kind('cj_assessment_service', callbackConsumerMachine, {
      'comparison.answered': persistCallback,
      'persist-next-part': persistNextPart,
    }),
  ],
  ['monitor', kind('cj_assessment_service', batchMonitorMachine, { 'sweep-batches': sweepBatches })],
  ['outbox_relay', kind('cj_assessment_service', outboxRelayMachine, { 'publish-event': publishEvent })],
]);

/** `batch/21` is of the kind `batch`. */
export function kindOf(actor: ActorId): string {
  const slash = actor.indexOf('/');
  return slash < 0 ? actor : actor.slice(0, slash);
}
