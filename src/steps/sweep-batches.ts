/**
 * A sweep of the monitor: batches without activity for the whole time-out are told that they are stuck, and a
 * batch that waits for nothing hears once more that its wave is complete. The monitor finishes none itself.
 */
import { HOUR_MS, MINUTE_MS } from '../cj/durations.js';
import type { Fact } from '../cj/facts.js';
import type { Outgoing } from '../cj/messages.js';
import type { VirtualTime } from '../cj/words.js';
import type { Store } from '../store/store.js';
import { timestamp, virtualTime } from '../store/timestamp.js';
import { batchActor, type Step, type StepContext } from './step.js';

export const sweepBatches: Step<{ readonly sweep: number }> = (context, { sweep }) => {
  const { store, policy, settings, now } = context;
  const timeoutMs = settings.BATCH_TIMEOUT_HOURS * HOUR_MS;
  const idleMs = settings.BATCH_MONITOR_INTERVAL_MINUTES * MINUTE_MS;
  const messages: Outgoing[] = [];
  const facts: Fact[] = [];
  if (policy.idleBatch === 'finish') finishIdleBatches(context);
  // Times are whole milliseconds, and so is the last one that lies a time-out back, however long that is.
  const since = Math.floor(now - Math.min(idleMs, timeoutMs)) as VirtualTime;
  for (const row of store.batches.inactiveSince(timestamp(since))) {
    const label = String(row.batch_id);
    const idle = now - virtualTime(row.last_activity_at);
    const to = batchActor(label);
    if (idle >= timeoutMs && policy.watchedStates.includes(row.state)) {
      const { last_activity_at } = row;
      messages.push({ to, type: 'batch.stuck', key: `${label}/${sweep}`, payload: { last_activity_at } });
      facts.push({ fact: 'batch.stuck', batch_id: row.batch_id, idle_ms: idle });
      continue;
    }
    if (
      policy.idleBatch === 'complete_wave_again' &&
      row.state === 'WAITING_CALLBACKS' &&
      waitsForNothing(row) &&
      idle >= idleMs
    ) {
      const iteration = row.current_iteration;
      messages.push({
        to,
        type: 'wave.complete',
        key: `${label}/${iteration}/${sweep}`,
        payload: { iteration },
      });
      facts.push({ fact: 'wave.complete_again', batch_id: row.batch_id, iteration });
    }
  }
  return { event: { type: 'sweep.done' }, messages, facts };
};

type Counters = ReturnType<Store['batches']['unfinished']>[number];

/** Something was submitted, and every answer to it is in. */
function waitsForNothing({
  submitted_comparisons,
  completed_comparisons,
  failed_comparisons,
}: Counters): boolean {
  return submitted_comparisons > 0 && completed_comparisons + failed_comparisons >= submitted_comparisons;
}

/** The defect `monitor-races-continuation`: whatever waits for no callback is declared complete, decided or not. */
function finishIdleBatches({ store, timestamp: at }: StepContext): void {
  for (const row of store.batches.unfinished()) {
    if (!waitsForNothing(row)) continue;
    store.batches.setState(row.batch_id, 'COMPLETED', at);
    store.batches.setFinalStatus(row.batch_id, 'COMPLETE_FORCED_RECOVERY', at);
  }
}
