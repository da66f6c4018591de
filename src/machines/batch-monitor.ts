/** The monitor: sweeps for stuck batches at intervals and tells them; it never finishes a batch itself. */
import { assign, setup } from 'xstate';
import { command } from './command.js';

export interface BatchMonitorTimes {
  readonly firstSweepMs: number;
  readonly intervalMs: number;
}

export interface BatchMonitorContext extends BatchMonitorTimes {
  /** Sweeps done: names the messages of the next one. */
  readonly sweeps: number;
}

export type BatchMonitorEvent = { type: 'sweep.done' };

export const batchMonitorMachine = setup({
  types: {
    context: {} as BatchMonitorContext,
    input: {} as BatchMonitorTimes,
    events: {} as BatchMonitorEvent,
  },
  actions: {
    'sweep-batches': command<{ sweep: number }>(),
    countSweep: assign(({ context }) => ({ sweeps: context.sweeps + 1 })),
  },
  delays: {
    FIRST_SWEEP: ({ context }) => context.firstSweepMs,
    BATCH_MONITOR_INTERVAL: ({ context }) => context.intervalMs,
  },
}).createMachine({
  id: 'batchMonitor',
  context: ({ input }) => ({ ...input, sweeps: 0 }),
  initial: 'starting',
  states: {
    starting: { after: { FIRST_SWEEP: 'sweeping' } },
    sweeping: {
      entry: ['countSweep', { type: 'sweep-batches', params: ({ context }) => ({ sweep: context.sweeps }) }],
      on: { 'sweep.done': 'resting' },
    },
    resting: { after: { BATCH_MONITOR_INTERVAL: 'sweeping' } },
  },
});
