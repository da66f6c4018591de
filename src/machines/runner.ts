/**
 * The runner: the ENG5-style client. It submits its request, and may wait for the completion event for a
 * bounded time; the world stops when that time is over.
 */
import { setup } from 'xstate';

export interface RunnerContext {
  readonly awaitsCompletion: boolean;
  readonly completionTimeoutMs: number;
}

export type RunnerEvent =
  | { type: 'request.sent' }
  | { type: 'assessment.completed' }
  | { type: 'assessment.failed' };

export const runnerMachine = setup({
  types: {
    context: {} as RunnerContext,
    input: {} as RunnerContext,
    events: {} as RunnerEvent,
  },
  guards: { awaitsCompletion: ({ context }) => context.awaitsCompletion },
  delays: { COMPLETION_TIMEOUT: ({ context }) => context.completionTimeoutMs },
}).createMachine({
  id: 'runner',
  context: ({ input }) => input,
  initial: 'ready',
  states: {
    ready: {
      on: {
        'request.sent': [
          { guard: 'awaitsCompletion', target: 'awaitingCompletion' },
          { target: 'following' },
        ],
      },
    },
    awaitingCompletion: {
      on: { 'assessment.completed': 'told', 'assessment.failed': 'told' },
      after: { COMPLETION_TIMEOUT: 'timedOut' },
    },
    following: { on: { 'assessment.completed': 'told', 'assessment.failed': 'told' } },
    told: { on: { 'assessment.completed': {}, 'assessment.failed': {} } },
    timedOut: { tags: 'stopsWorld', on: { 'assessment.completed': 'told', 'assessment.failed': 'told' } },
  },
});
