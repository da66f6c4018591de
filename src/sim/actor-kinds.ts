/**
 * The actors of the world: for each kind its machine and its steps. This is the one place where machines
 * (when) and steps (what) meet.
 */
import type { AnyStateMachine } from 'xstate';
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
}

/** A step whose payload type only its message knows. */
export type AnyStep = Step<never>;

const TIMES = { firstSweepMs: 1, intervalMs: 1, awaitsCompletion: false, completionTimeoutMs: 1 };

function kind(machine: AnyStateMachine, steps: Readonly<Record<string, AnyStep>>): ActorKind {
  return { machine, pure: pureMachine(machine, TIMES), steps: new Map(Object.entries(steps)) };
}

export const ACTOR_KINDS: ReadonlyMap<string, ActorKind> = new Map([
  ['runner', kind(runnerMachine, { 'request.due': sendRequest })],
  [
    'batch',
    kind(batchMachine, {
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
  ['content_service', kind(contentServiceMachine, { 'content.requested': fetchContent })],
  [
    'llm_provider',
    kind(llmProviderMachine, {
      'comparison.requested': queueCalls,
      'call.due': askJudge,
    }),
  ],
  [
    'consumer',
    kind(callbackConsumerMachine, {
      'comparison.answered': persistCallback,
      'persist-next-part': persistNextPart,
    }),
  ],
  ['monitor', kind(batchMonitorMachine, { 'sweep-batches': sweepBatches })],
  ['outbox_relay', kind(outboxRelayMachine, { 'publish-event': publishEvent })],
]);
